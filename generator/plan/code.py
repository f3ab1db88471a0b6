"""Two kinds of text that must never be confused: code that we made, and words that a document brought.

`Code` is a piece of valid Python (or of another output language) built by the generator.  `Text` is untrusted:
the template environment refuses to print it without the encoder of its position (string literal, docstring,
comment, Markdown, TOML), and refuses plain `str` altogether.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.narrow import is_array, is_object


class Code(str):
    """Source text made by the generator.  Only planning and the encoders create it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Words from outside.  It has no string form on purpose: an encoder has to take `value`."""

    value: str

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        raise TypeError("untrusted text printed without an encoder")


def literal(value: object) -> Code:
    """A Python literal for a JSON value: pure ASCII source, every control and bidirectional character escaped.

    Containers are printed on one line (black splits them).  Raises TypeError for anything that is not JSON,
    ValueError for non-finite numbers.
    """
    if isinstance(value, str):
        return Code(_string(value))
    if value is None or isinstance(value, bool | int):
        return Code(repr(value))
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("non-finite number")
        return Code(repr(value))
    if is_array(value):
        items = ", ".join(literal(v) for v in value)
        if isinstance(value, tuple):
            return Code(f"({items},)" if len(value) == 1 else f"({items})")
        return Code(f"[{items}]")
    if is_object(value):
        return Code("{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}")
    raise TypeError(f"no literal for {type(value).__name__}")


def _string(value: str) -> str:
    # ascii() escapes quotes, backslashes, control characters and everything outside ASCII (bidi marks, U+2028);
    # black prefers double quotes, so the fixed point is printed at once where no quote stands in the text.
    text = ascii(value)
    if text[0] == "'" and '"' not in text:
        return f'"{text[1:-1]}"'
    return text
