"""Values that pass between building a request and sending it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .definition import Scheme
from .files import Source
from .operation import Operation
from .options import FinalRequestOptions
from .sentinels import not_given

if TYPE_CHECKING:
    import httpx2

__all__ = ["Call", "Plan"]


@dataclass(slots=True)
class Plan:
    """What is constant about the requests of one operation of one client."""

    headers: dict[str, str]
    pairs: list[tuple[bytes, bytes]]
    """`headers` as they are sent."""
    has_custom_authorization: bool
    removed: frozenset[str]
    """Headers, in lower case, that the caller took away."""
    prefix: str
    query: Mapping[str, object]
    url: httpx2.URL | None
    """The whole URL, where no parameter is part of it."""
    idempotency: str | None
    retry_header: bytes | None = None
    schemes: tuple[Scheme, ...] | None = None

    def counted_by(self, names: Collection[str]) -> bool:
        """Whether the caller's headers, given by their names in lower case, set the count of retries."""
        return self.retry_header is not None and self.retry_header.decode("ascii").lower() in names


@dataclass(slots=True)
class Call:
    """One logical request: the same headers, key and content at every attempt."""

    operation: Operation[Any, Any]
    url: httpx2.URL | str
    headers: list[tuple[bytes, bytes]]
    content: bytes | Source | None
    extensions: dict[str, Any]
    schemes: tuple[Scheme, ...]
    max_retries: int
    follow_redirects: bool | None = None
    secrets: list[str] = field(default_factory=list[str])
    """Credentials of the last attempt, to be kept out of messages."""
    renewed: bool = False
    """Whether a refused token has been replaced by a new one."""
    retries_taken: int = 0
    arguments: Mapping[str, Any] | None = None
    """Arguments of the call, kept where a next page may need them."""
    cast_to: Any = not_given
    """Type of the result of an operation that has no method of its own."""
    stream_class: Any = None
    retry_header: bytes | None = None
    """Name of the header that counts the retries before an attempt."""
    options: FinalRequestOptions | None = None
    """Of a call by path."""
    convert: Callable[[Any], Any] | None = None
    """What to make of the result before the caller gets it."""
    accepts: tuple[int, ...] = ()
    """Statuses beside 2xx that are no error."""

    @property
    def replayable(self) -> bool:
        """Whether the content can be sent a second time."""
        return not isinstance(self.content, Source) or self.content.replayable
