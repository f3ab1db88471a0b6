"""One request by path, as a value that can be looked at and changed before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from .sentinels import NotGiven, not_given

if TYPE_CHECKING:
    from .aliases import Headers, Query, TimeoutTypes

__all__ = ["FinalRequestOptions", "SecurityOptions", "make_request_options"]

SecurityOptions = Mapping[str, bool]
"""Which credentials a request carries: names of security schemes, in snake case, or `bearer_auth`."""


@dataclass
class FinalRequestOptions:
    """Everything about a request by path but for what the client adds (its URL, headers, credentials)."""

    method: str
    url: str
    """Path below the base URL, or an absolute URL."""
    params: Query = field(default_factory=dict[str, object])
    headers: Headers | NotGiven = not_given
    max_retries: int | NotGiven = not_given
    timeout: TimeoutTypes | NotGiven | None = not_given
    files: Any = None
    idempotency_key: str | None = None
    post_parser: Callable[[Any], Any] | NotGiven = not_given
    """Called with the result; what it gives is the result instead."""
    follow_redirects: bool | None = None
    security: SecurityOptions | None = None
    synthesize_event_and_data: bool | None = None
    """Events of a stream are objects of their `event` and their `data`."""
    stream_mode: Literal["legacy", "events"] | None = None
    """With ``events`` a stream delivers events named or typed ``error`` like all others, instead of raising."""
    content: Any = None
    """Raw content: bytes, a file, or chunks."""
    json_data: object = None
    """Content to send as JSON, or as form fields beside `files`."""
    extra_json: Mapping[str, Any] | None = None

    @classmethod
    def construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """Options of those values that are given."""
        return cls(**{name: value for name, value in values.items() if not isinstance(value, NotGiven)})

    model_construct = construct

    def get_max_retries(self, max_retries: int) -> int:
        """Retries of this request where it says so, else `max_retries`."""
        return max_retries if isinstance(self.max_retries, NotGiven) else self.max_retries


def make_request_options(
    *,
    query: Query | None = None,
    extra_headers: Headers | None = None,
    extra_query: Query | None = None,
    extra_body: Any = None,
    idempotency_key: str | None = None,
    timeout: TimeoutTypes | NotGiven | None = not_given,
    post_parser: Callable[[Any], Any] | NotGiven = not_given,
    security: SecurityOptions | None = None,
    synthesize_event_and_data: bool | None = None,
    stream_mode: Literal["legacy", "events"] | None = None,
) -> dict[str, Any]:
    """The `options` argument of `get`, `post` and the like, out of arguments as resource methods have them."""
    options: dict[str, Any] = {
        "headers": extra_headers,
        "extra_json": extra_body,
        "params": {**(query or {}), **(extra_query or {})} if query or extra_query else None,
        "idempotency_key": idempotency_key,
        "security": security,
        "synthesize_event_and_data": synthesize_event_and_data,
        "stream_mode": stream_mode,
    }
    given = {name: value for name, value in options.items() if value is not None}
    for name, value in (("timeout", timeout), ("post_parser", post_parser)):
        if not isinstance(value, NotGiven):
            given[name] = value
    return given
