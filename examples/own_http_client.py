"""An HTTP client of your own: a proxy, limits on connections, a certificate authority, and a log of every request."""

import os

import httpx2
from openai_client import OpenAI


def log(response: httpx2.Response) -> None:
    """One line for each answer."""
    print(response.request.method, response.request.url.path, response.status_code)


http_client = httpx2.Client(
    proxy=os.environ.get("EXAMPLE_PROXY") or None,
    limits=httpx2.Limits(max_connections=10, max_keepalive_connections=5),
    verify=os.environ.get("EXAMPLE_CA_FILE") or True,
    event_hooks={"response": [log]},
)
with OpenAI(http_client=http_client) as client:
    for model in client.models.list():
        print(model.id)
