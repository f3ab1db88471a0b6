"""Reading a file of a description from the network; loaded for those who allow it, because it brings an HTTP client.

No credentials, cookies or proxies' passwords are sent, redirects are refused (they would lead past the list of
`remote`), and size and time are bounded.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request

from generator.spec.reading import ReadError

TIMEOUT = 20.0
"""Seconds that a server may take for a connection, and between two pieces of an answer."""


def fetch(url: str, most: int) -> bytes:
    """The content at a URL, at most `most` bytes.  Raises ReadError saying why there is none."""
    request = urllib.request.Request(url, headers={"User-Agent": "sdkgen", "Accept": "*/*"})
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            content: bytes = response.read(most + 1)
    except urllib.error.HTTPError as error:
        raise ReadError("SDK101", f"the server answered with status {error.code}") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise ReadError("SDK101", f"the address cannot be read: {type(error).__name__}") from None
    if len(content) > most:
        raise ReadError("SDK102", f"the file is larger than {most:,} bytes")
    return content


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Turns a redirect into the error that an answer without content is."""

    def redirect_request(
        self, req: object, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> None:
        """Never another request."""
