"""Between frames and events."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from ..body import dump_json, given, plain
from ..models import BaseModel
from ..narrow import is_mapping
from ..parse import BadJSON, Mismatch, decoder_at
from ..shapes import apply_shape
from .errors import WebSocketFrameError

__all__ = ["EventReader", "dump_event", "kind_of"]

R = TypeVar("R")


class EventReader(Generic[R]):
    """Reads the events of a server, whose type stands at the locator `receives`.

    `strict`: whether deviations from the type are errors.
    """

    __slots__ = ("_decoder", "strict")

    def __init__(self, receives: str, *, strict: bool = False) -> None:
        self._decoder = decoder_at(receives)
        self.strict = strict

    def parse(self, data: str | bytes) -> R:
        """The event in a frame; one of a type that this package does not know is an `UnknownVariant`.

        Raises WebSocketFrameError for what is no JSON object, and from a strict client for deviations.
        """
        content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else bytes(data)
        try:
            event: Any = self._decoder.decode(content, strict=self.strict)
        except BadJSON as error:
            raise WebSocketFrameError(
                f"The server sent a frame that is no JSON: {error}", data=content, fault="json"
            ) from None
        except Mismatch as error:
            raise WebSocketFrameError(
                f"The server sent an event of an unexpected form: {error}", data=content, fault="mismatch"
            ) from error
        if not isinstance(event, BaseModel):
            raise WebSocketFrameError(
                "The server sent a frame that is no object.", data=content, fault="shape"
            )
        return event  # type: ignore[return-value]


def kind_of(event: Any, tag: str) -> str:
    """The type of an event, received or to be sent; "" where it has none.

    `tag`: the member that names it; "" where the only member of an event does.
    """
    if tag:
        value = event.get(tag) if is_mapping(event) else getattr(event, tag, None)
        return value if isinstance(value, str) else ""
    if is_mapping(event):
        return str(next(iter(event), ""))
    fields: set[str] = event.model_fields_set
    declared: list[str] = list(event.__class__.model_fields)
    return next((name for name in (*declared, *fields) if name in fields), "")


def dump_event(event: object, shape: str | None = None) -> str:
    """The frame of an event: a model, or a mapping as the `...Param` types describe it; omitted members are left out.

    Raises TypeError for values that JSON does not have, ValueError for NaN and infinities.
    """
    value = given(event) if is_mapping(event) else plain(event)
    return dump_json(value if shape is None else apply_shape(shape, value)).decode()
