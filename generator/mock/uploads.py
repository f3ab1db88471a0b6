"""Media upload as Google's servers do it, without memory: what is known stands in the address.

A resumable upload asks for an address first (``X-Goog-Upload-Command: start``, or ``uploadType=resumable``), then
sends the bytes there.  All other forms send everything in one request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from starlette.datastructures import Headers

from generator.exchanges.answers import SampleAnswer
from generator.exchanges.operations import Operation

_ID = "sample"


def upload_routes(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations that take media, at the paths that take the bytes."""
    found: list[Operation] = []
    for operation in operations:
        for protocol in ("simple", "resumable"):
            path = operation.upload.get(protocol)
            if isinstance(path, str) and path != operation.path:
                # `+name` expressions of the real path hold several segments; the flat path tells how many.
                flat = _flat(path, operation)
                found.append(replace(operation, path=flat, method=operation.method))
                found.append(replace(operation, path=flat, method="PUT"))
    return tuple(found)


def _flat(path: str, operation: Operation) -> str:
    """An upload path with the segments of the operation's own path in place of ``{+name}``."""
    if "{+" not in path:
        return path
    head = path[: path.index("{+")]
    real_head = operation.real_path[: operation.real_path.index("{+")] if "{+" in operation.real_path else ""
    return head + operation.path[len(real_head) :]


def start_of_upload(
    path: str, headers: Headers, query: Mapping[str, Sequence[str]], host: str
) -> SampleAnswer | None:
    """The answer to the first step of a resumable upload, None for every other request."""
    kind = (
        *query.get("uploadType", ()),
        *query.get("upload_protocol", ()),
        headers.get("x-goog-upload-protocol"),
    )
    if "resumable" not in kind or query.get("upload_id"):
        return None
    if headers.get("x-goog-upload-command", "start") != "start":
        return None
    address = f"http://{host}{path}?" + urlencode({"upload_id": _ID, "upload_protocol": "resumable"})
    return SampleAnswer(
        200, {"x-goog-upload-status": "active", "x-goog-upload-url": address, "location": address}
    )


def bytes_of_upload(headers: Headers, query: Mapping[str, Sequence[str]]) -> SampleAnswer | None:
    """The answer to a piece of a resumable upload that is not the last, or to a question about its state."""
    command = headers.get("x-goog-upload-command", "")
    if not query.get("upload_id") or not command or "finalize" in command:
        return None
    received = int(headers.get("x-goog-upload-offset") or 0) + int(headers.get("content-length") or 0)
    active = {"x-goog-upload-status": "active", "x-goog-upload-size-received": str(received)}
    return SampleAnswer(200, active)
