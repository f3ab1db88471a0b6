"""A receiver of webhooks: checks the signature, then acts on a typed event.  Here it is called by a stand-in for OpenAI."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping

from openai_client import InvalidWebhookSignatureError, OpenAI

SECRET = "whsec_" + base64.b64encode(b"a secret of this example").decode()
client = OpenAI(webhook_secret=SECRET)


def receive(body: str, headers: Mapping[str, str]) -> tuple[int, str]:
    """What a web framework would call with the raw body: the status and text of the answer."""
    try:
        event = client.webhooks.unwrap(body, headers)
    except InvalidWebhookSignatureError:
        return 401, "not from OpenAI"
    except ValueError:
        return 400, "not a webhook"
    if event.type == "response.completed":
        return 200, f"response {event.data.id} is ready"
    if event.type == "batch.failed":
        return 200, f"batch {event.data.id} has failed"
    if event.type == "realtime.call.incoming":
        return 200, f"a call: {event.data.call_id}"
    return 200, f"nothing to do for {event.type}"


def sign(body: str, secret: str) -> dict[str, str]:
    """Headers as the sender makes them (Standard Webhooks)."""
    stamp = str(int(time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"wh_1.{stamp}.{body}".encode(), hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": "wh_1", "webhook-timestamp": stamp, "webhook-signature": signature}


for kind, data in (
    ("response.completed", {"id": "resp_1"}),
    ("batch.failed", {"id": "batch_1"}),
    ("something.newer", {"id": "x_1"}),
):
    sent = json.dumps({"id": "evt_1", "object": "event", "created_at": 1, "type": kind, "data": data})
    print(*receive(sent, sign(sent, SECRET)))
    print(*receive(sent, sign(sent, "whsec_" + base64.b64encode(b"another secret").decode())))
