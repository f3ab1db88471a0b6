"""One output item of a streamed response."""

from __future__ import annotations

from typing import Any, Literal

from ...._runtime.accumulate import TextBuffer

__all__ = ["GrowingItem"]


class GrowingItem:
    """State of one item: what it began as, and the texts that were added; a finished item replaces both."""

    def __init__(self, item: Any) -> None:
        self._item = item.model_copy() if hasattr(item, "model_copy") else item
        self._parts: dict[int, Any] = dict(enumerate(getattr(item, "content", None) or ()))
        self._texts: dict[int, TextBuffer] = {}
        self.arguments = TextBuffer(getattr(item, "arguments", None) or "")
        self._is_call = getattr(item, "type", None) == "function_call"
        self._done = False

    @property
    def phase(self) -> str | None:
        """What part of the answer a message is."""
        phase: str | None = getattr(self._item, "phase", None)
        return phase

    def text(self, index: int) -> TextBuffer:
        """The growing text of a part."""
        if index not in self._texts:
            began = getattr(self._parts.get(index), "text", None)
            self._texts[index] = TextBuffer(began or "")
        return self._texts[index]

    def add(self, event: Any, kind: str) -> None:
        """Take in an event that has no use for its own result."""
        if kind in ("response.content_part.added", "response.content_part.done"):
            self._parts[event.content_index] = event.part
            if kind == "response.content_part.done":
                self._texts.pop(event.content_index, None)
        elif kind == "response.output_text.done":
            self._texts[event.content_index] = TextBuffer(event.text or "")
        elif kind == "response.function_call_arguments.done":
            self.arguments = TextBuffer(event.arguments or "")

    def replace(self, item: Any) -> None:
        """A later version of the whole item."""
        was_done = self._done
        self.__init__(item)  # type: ignore[misc]
        self._done = was_done

    def finish(self, item: Any) -> None:
        """The item is complete."""
        self.replace(item)
        self._done = True

    def model(self) -> Any:
        """The item so far."""
        if self._done:
            return self._item
        if self._is_call:
            self._item.arguments = self.arguments.text()
        if self._parts:
            self._item.content = [self._part(index) for index in sorted(self._parts)]
        return self._item

    def _part(self, index: int) -> Any:
        part = self._parts[index]
        if index in self._texts and hasattr(part, "text"):
            part.text = self._texts[index].text()
        return part

    @property
    def is_done(self) -> bool:
        """Whether the server has said that the item is complete."""
        return self._done

    # Identity

    def compared(self, item: Any) -> Literal["same", "other", "conflict"]:
        """Whether `item` is a version of this one.

        An item may get an id later; one of the same call that loses or changes its id contradicts this one.
        """
        (kind, own_id, own_call), (other_kind, other_id, other_call) = _identity(self._item), _identity(item)
        if kind != other_kind:
            return "other"
        if own_call is not None and other_call is not None:
            if own_call != other_call:
                return "other"
            return "same" if own_id in (None, other_id) else "conflict"
        return "same" if own_id is not None and own_id == other_id else "other"

    def is_compatible(self, item: Any) -> bool:
        """Whether `item` may be the end of this one: ids that are known on both sides are equal."""
        mine, other = _identity(self._item), _identity(item)
        return mine[0] == other[0] and all(
            a is None or b is None or a == b for a, b in zip(mine[1:], other[1:], strict=True)
        )


def _identity(item: Any) -> tuple[Any, Any, Any]:
    return getattr(item, "type", None), getattr(item, "id", None), getattr(item, "call_id", None)
