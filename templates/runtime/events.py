"""What a frame of a stream means: an event, an error, or the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .body import dump_json
from .errors import APIError, APIResponseValidationError, request_of
from .narrow import is_mapping
from .operation import EventFormat
from .parse import BadJSON, Decoder, Mismatch, load_json
from .sse import Frame

if TYPE_CHECKING:
    import httpx2

__all__ = ["EventReader"]

T_co = TypeVar("T_co", covariant=True)


_DONE = b"[DONE]"


class EventReader(Generic[T_co]):
    """Turns frames into events of one type."""

    __slots__ = ("_build", "_decode", "_envelope", "_errors", "_strict", "_terminator", "format")

    def __init__(
        self,
        decoder: Decoder[T_co],
        *,
        format: EventFormat = "sse",
        terminator: str | None = None,
        envelope: bool = False,
        strict: bool = False,
        errors: bool = True,
        build: Callable[..., T_co] | None = None,
    ) -> None:
        """`errors`: whether events that report one are raised, not delivered.  `build`: makes events of plain data."""
        self._build = build
        self._decode = decoder.decode
        self._errors = errors
        self._envelope = envelope
        self._strict = strict
        # No event can be this word, and many servers that say nothing of it end their streams with it.
        self._terminator = terminator.encode() if terminator else _DONE if format == "sse" else None
        self.format: EventFormat = format

    def ends(self, frame: Frame) -> bool:
        """Whether the frame is the mark that ends the stream."""
        return self._terminator is not None and frame.data.startswith(self._terminator)

    def read(self, frame: Frame, response: httpx2.Response) -> T_co:
        """The event of a frame.

        Raises APIError for an error that the server sends inside the stream, APIResponseValidationError for data
        that is no JSON.
        """
        data = frame.data
        if self._errors and (frame.event == "error" or b'"error"' in data):
            _raise_carried_error(frame, response)
        if self._envelope and frame.event is not None:
            data = b'{"event":%b,"data":%b}' % (dump_json(frame.event), data)
        try:
            event = self._decode(data, strict=self._strict)
            return event if self._build is None else self._build(response=response, data=event)
        except (BadJSON, Mismatch) as error:
            message, cause = str(error), error.__cause__
        raise APIResponseValidationError(
            response,
            frame.data.decode("utf-8", "replace"),
            message=f"An event of the stream cannot be read: {message}",
        ) from cause


def _raise_carried_error(frame: Frame, response: httpx2.Response) -> None:
    """Raise when the frame reports an error: an ``error`` member at its top, or an ``error`` event that is no typed one."""
    try:
        value: Any = load_json(frame.data)
    except BadJSON:
        if frame.event != "error":
            return
        value = frame.data.decode("utf-8", "replace")
    carried: Any = value.get("error") if is_mapping(value) else None
    if not carried:
        if frame.event != "error" or (is_mapping(value) and isinstance(value.get("type"), str)):
            return
        carried = value
    message = carried.get("message") if is_mapping(carried) else carried
    text = message if isinstance(message, str) and message else "An error occurred during streaming"
    raise APIError(text, request_of(response), body=carried)
