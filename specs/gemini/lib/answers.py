"""Short ways to read an answer: `response.text`, `response.function_calls`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..types import Candidate, FunctionCall, Part

__all__ = ["AnswerShortcuts"]


class AnswerShortcuts:
    """Base of `GenerateContentResponse`.  All of it reads the first candidate, as most calls ask for one."""

    if TYPE_CHECKING:
        candidates: list[Candidate] | None

    @property
    def parts(self) -> list[Part]:
        """The parts of the first candidate; empty when there is none."""
        first = self.candidates[0] if self.candidates else None
        return (first.content.parts or []) if first is not None and first.content is not None else []

    @property
    def text(self) -> str | None:
        """The text of the first candidate without the model's thoughts; None when it has no text."""
        texts = [part.text for part in self.parts if part.text is not None and not part.thought]
        return "".join(texts) if texts else None

    @property
    def function_calls(self) -> list[FunctionCall] | None:
        """The function calls that the first candidate asks for; None when there are none."""
        return [part.function_call for part in self.parts if part.function_call is not None] or None
