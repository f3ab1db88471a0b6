"""OpenTelemetry spans of calls, with the semantic conventions for generative AI (extra `otel`).

One span a logical call: its name is the kind of operation and the model.  Prompts and answers are not recorded; what
is recorded are the model, sampling parameters, ids, finish reasons, token counts, retries and errors.
https://opentelemetry.io/docs/specs/semconv/gen-ai/
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .locate import root_package
from .middleware import AsyncMiddleware, CallInfo, Middleware
from .narrow import is_array, is_mapping

if TYPE_CHECKING:
    import httpx2
    from opentelemetry.trace import Span, TracerProvider

__all__ = ["AsyncTracing", "Tracing"]

_KINDS = (
    ("chat/completions", "chat"),
    ("/responses", "chat"),
    ("/embeddings", "embeddings"),
    (":embedContent", "embeddings"),
    (":batchEmbedContents", "embeddings"),
    (":generateContent", "generate_content"),
    (":streamGenerateContent", "generate_content"),
    ("/completions", "text_completion"),
)
"""Ends of paths, and what the conventions call such operations."""
_ASKED = {
    "max_tokens": "max_tokens",
    "max_completion_tokens": "max_tokens",
    "max_output_tokens": "max_tokens",
    "temperature": "temperature",
    "top_p": "top_p",
    "frequency_penalty": "frequency_penalty",
    "presence_penalty": "presence_penalty",
    "seed": "seed",
}
_COUNTS = (
    ("usage", "prompt_tokens", "input_tokens"),
    ("usage", "input_tokens", "input_tokens"),
    ("usage", "completion_tokens", "output_tokens"),
    ("usage", "output_tokens", "output_tokens"),
    ("usageMetadata", "promptTokenCount", "input_tokens"),
    ("usageMetadata", "candidatesTokenCount", "output_tokens"),
)
_LARGEST = 1 << 20
"""Bodies above this many bytes are not parsed for their token counts."""


class _Spans:
    """What both kinds of tracing share.  `provider`: value of ``gen_ai.provider.name``; default: the package's name."""

    def __init__(self, provider: str | None = None, *, tracer_provider: TracerProvider | None = None) -> None:
        from opentelemetry import trace

        package = root_package() or ""
        self._provider = provider or package.removesuffix("_client")
        self._tracer = trace.get_tracer(package or __name__, tracer_provider=tracer_provider)

    @contextmanager
    def _span(self, info: CallInfo) -> Generator[Span]:
        from opentelemetry.trace import SpanKind, Status, StatusCode

        body = _mapping(info.content)
        kind = next((kind for end, kind in _KINDS if info.path.endswith(end)), info.operation or info.method)
        model = body.get("model") or _model_in(info.url)
        name = f"{kind} {model}" if model else kind
        with self._tracer.start_as_current_span(name, kind=SpanKind.CLIENT, record_exception=False) as span:
            span.set_attributes({**_request_facts(info, body, model), "gen_ai.operation.name": kind})
            span.set_attribute("gen_ai.provider.name", self._provider)
            info.state[_KEY] = 0
            try:
                yield span
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise
            finally:
                retries = info.state[_KEY]
                if isinstance(retries, int) and retries:
                    span.set_attribute("http.request.resend_count", retries)


_KEY = "opentelemetry.retries"


class Tracing(_Spans, Middleware):
    """Middleware for a sync client: ``client.with_middleware(Tracing())``."""

    def call(self, info: CallInfo, proceed: Callable[[], httpx2.Response]) -> httpx2.Response:
        """One span; it ends when the response is there, and for a stream when the stream begins."""
        with self._span(info) as span:
            response = proceed()
            span.set_attributes(_response_facts(info, response))
            return response

    def attempt(
        self,
        info: CallInfo,
        request: httpx2.Request,
        number: int,
        proceed: Callable[[httpx2.Request], httpx2.Response],
    ) -> httpx2.Response:
        """Count the attempts."""
        info.state[_KEY] = number
        return proceed(request)


class AsyncTracing(_Spans, AsyncMiddleware):
    """Middleware for an async client: ``client.with_middleware(AsyncTracing())``."""

    async def call(
        self, info: CallInfo, proceed: Callable[[], Awaitable[httpx2.Response]]
    ) -> httpx2.Response:
        """One span; it ends when the response is there, and for a stream when the stream begins."""
        with self._span(info) as span:
            response = await proceed()
            span.set_attributes(_response_facts(info, response))
            return response

    async def attempt(
        self,
        info: CallInfo,
        request: httpx2.Request,
        number: int,
        proceed: Callable[[httpx2.Request], Awaitable[httpx2.Response]],
    ) -> httpx2.Response:
        """Count the attempts."""
        info.state[_KEY] = number
        return await proceed(request)


def _request_facts(info: CallInfo, body: Mapping[str, Any], model: object) -> dict[str, Any]:
    facts: dict[str, Any] = {"http.request.method": info.method, "url.template": info.path}
    host, _, port = info.url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")
    if host:
        facts["server.address"] = host
    if port.isdigit():
        facts["server.port"] = int(port)
    if isinstance(model, str):
        facts["gen_ai.request.model"] = model
    for name, attribute in _ASKED.items():
        value = body.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            facts[f"gen_ai.request.{attribute}"] = value
    return facts


def _response_facts(info: CallInfo, response: httpx2.Response) -> dict[str, Any]:
    facts: dict[str, Any] = {"http.response.status_code": response.status_code}
    if info.streams or not response.is_closed:
        return facts
    body = _mapping(response.content)
    for name, attribute in (
        ("id", "id"),
        ("responseId", "id"),
        ("model", "model"),
        ("modelVersion", "model"),
    ):
        if isinstance(body.get(name), str):
            facts[f"gen_ai.response.{attribute}"] = body[name]
    for outer, inner, attribute in _COUNTS:
        usage = body.get(outer)
        count = usage.get(inner) if is_mapping(usage) else None
        if isinstance(count, int):
            facts[f"gen_ai.usage.{attribute}"] = count
    reasons = list(_reasons(body))
    if reasons:
        facts["gen_ai.response.finish_reasons"] = reasons
    return facts


def _reasons(body: Mapping[str, Any]) -> Iterator[str]:
    for name in ("choices", "candidates"):
        found = body.get(name)
        for item in found if is_array(found) else ():
            reason = item.get("finish_reason") or item.get("finishReason") if is_mapping(item) else None
            if isinstance(reason, str):
                yield reason


def _mapping(content: bytes | None) -> Mapping[str, Any]:
    """The object in a JSON body; {} for any other body."""
    if not content or len(content) > _LARGEST or content.lstrip()[:1] != b"{":
        return {}
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return value if is_mapping(value) else {}


def _model_in(url: str) -> str:
    """The model of ``.../models/NAME:method``."""
    _, found, rest = url.partition("/models/")
    return rest.partition(":")[0].partition("?")[0].partition("/")[0] if found else ""
