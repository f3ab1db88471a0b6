"""What the loopback server answers and what the clients send.  All of it is synthetic."""

from __future__ import annotations

import base64
import json
import struct
from typing import Any

USAGE = {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21}
CHAT = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1760000000,
    "model": "gpt-5.4-mini",
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": "A short answer.",
                "refusal": None,
                "annotations": [],
            },
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": USAGE,
    "service_tier": "default",
    "system_fingerprint": None,
}
CHUNKS = 20_000


def chunk(number: int) -> dict[str, Any]:
    """One event of a streamed chat completion."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1760000000,
        "model": "gpt-5.4-mini",
        "service_tier": "default",
        "system_fingerprint": None,
        "choices": [
            {"index": 0, "delta": {"content": f" w{number}"}, "logprobs": None, "finish_reason": None}
        ],
        "usage": None,
    }


def message_item(number: int) -> dict[str, Any]:
    """An output item of the Responses API: about 330 bytes of JSON."""
    text = {"type": "output_text", "text": f"Paragraph {number}. " * 12, "annotations": [], "logprobs": []}
    return {
        "id": f"msg_{number}",
        "type": "message",
        "status": "completed",
        "role": "assistant",
        "content": [text],
    }


def tool_item(number: int) -> dict[str, Any]:
    """A function call in an output."""
    return {
        "id": f"fc_{number}",
        "type": "function_call",
        "status": "completed",
        "call_id": f"call_{number}",
        "name": "look_up",
        "arguments": json.dumps({"key": f"value {number}"}),
    }


def response(items: int = 420) -> dict[str, Any]:
    """A Response object; 420 items are about 192 KB."""
    output = [message_item(n) if n % 3 else tool_item(n) for n in range(items)]
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1760000000,
        "status": "completed",
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "model": "gpt-5.4-mini",
        "output": output,
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
    }


def items(count: int = 500) -> dict[str, Any]:
    """A page of output items."""
    data = [message_item(n) if n % 2 else tool_item(n) for n in range(count)]
    return {"object": "list", "data": data, "first_id": "msg_0", "last_id": "msg_499", "has_more": False}


def embeddings(*, encoded: bool, count: int = 100, width: int = 1536) -> dict[str, Any]:
    """Vectors as numbers or as base64 of 32-bit floats."""
    vector = [((n * 7919) % 10007) / 10007 - 0.5 for n in range(width)]
    packed = base64.b64encode(struct.pack(f"<{width}f", *vector)).decode()
    data = [
        {"object": "embedding", "index": n, "embedding": packed if encoded else vector} for n in range(count)
    ]
    usage = {"prompt_tokens": 5, "total_tokens": 5}
    return {"object": "list", "data": data, "model": "text-embedding-3-small", "usage": usage}


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    """A body of a server that leaves out one of its fields."""
    return {key: value for key, value in body.items() if key != name}


def generated(parts: int = 1) -> dict[str, Any]:
    """An answer of Gemini."""
    content = {"role": "model", "parts": [{"text": "A short answer."}] * parts}
    return {
        "candidates": [{"content": content, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 12, "totalTokenCount": 21},
        "modelVersion": "gemini-2.5-flash",
        "responseId": "r1",
    }


def messages(count: int) -> list[Any]:
    """A conversation."""
    roles = ("user", "assistant")
    return [{"role": roles[n % 2], "content": f"Message {n}. " * 8} for n in range(count)]


def tools(count: int) -> list[Any]:
    """Function tools, each with a schema of a few properties."""
    properties = {f"p{n}": {"type": "string", "description": "A value."} for n in range(6)}
    schema = {"type": "object", "properties": properties, "required": ["p0"], "additionalProperties": False}
    return [
        {
            "type": "function",
            "function": {"name": f"tool_{n}", "description": "Does it.", "parameters": schema},
        }
        for n in range(count)
    ]


def _http(body: bytes, kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\nx-request-id: req_1\r\n\r\n"
    return head.encode() + body


def _json(value: object) -> bytes:
    return _http(json.dumps(value).encode())


def _events(values: list[Any], *, done: bool) -> bytes:
    text = "".join(f"data: {json.dumps(value)}\n\n" for value in values) + (
        "data: [DONE]\n\n" if done else ""
    )
    return _http(text.encode(), "text/event-stream")


def answers() -> dict[str, bytes]:
    """Whole HTTP responses by the key that `server` finds in the request line."""
    return {
        "/chat/completions": _json(CHAT),
        "/chat/completions?stream": _events([chunk(n) for n in range(CHUNKS)], done=True),
        "/responses/resp_1/input_items": _json(items()),
        "/responses/resp_1": _json(response()),
        "/embeddings": _json(embeddings(encoded=False)),
        "/embeddings?base64": _json(embeddings(encoded=True)),
        ":generateContent": _json(generated()),
        ":streamGenerateContent": _events([generated() for _ in range(CHUNKS // 4)], done=False),
    }
