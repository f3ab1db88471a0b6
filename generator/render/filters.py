"""Encoders: the only way from words of a document to printed text.

Each function takes untrusted words (:class:`~generator.plan.code.Text` or a plain string that stands for one) and a
position, and returns :class:`~generator.plan.code.Code` that is inert there: it cannot end the literal, comment,
cell or span that it was encoded for.  Templates reach them as filters of the same names (`FILTERS`).
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterable
from urllib.parse import quote

from jinja2 import Undefined

from generator.plan.code import Code, Text
from generator.plan.code import literal as _json_literal
from generator.render.layout import COLUMNS, assignment, fitted, import_line, parameter

LINE_LENGTH = COLUMNS
"""Columns of generated Python."""

_MD_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$])")
_MD_SPAN = re.compile(r"(?<!`)`([^`\\]+)`(?!`)")
_MD_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPACES = re.compile(r"\s+")


def words(value: object) -> str:
    """The raw words; raises TypeError for anything else, so that no encoder prints `None` or a number by accident."""
    if isinstance(value, Text):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        str(value)  # raises UndefinedError, which names what is missing
    raise TypeError(f"an encoder takes Text or str, not {type(value).__name__}")


def literal(value: object) -> Code:
    """A Python literal of a JSON value or of words: pure ASCII, on one line, valid wherever an expression is."""
    return _json_literal(value.value if isinstance(value, Text) else value)


def docstring(value: Text | str, indent: int = 4) -> Code:
    r"""A triple-quoted docstring whose first line stands at column `indent` (the template prints that indentation).

    Backslashes are doubled, runs of three quotes escaped, characters that are not printable (control, bidirectional,
    separators, lone surrogates) written as escapes.  Every source line is wrapped on its own, so lists and code keep
    their shape; several blank lines become one.  The layout is black's: closing quotes on their own line unless the text is one line.
    """
    lines = _wrapped(_escaped(words(value)), LINE_LENGTH - indent, room=6)
    if not lines:
        return Code('""" """')
    if len(lines) == 1:
        return Code(f'"""{_kept_apart(lines[0])}"""')
    margin = " " * indent
    lead = " " if lines[0].startswith('"') else ""
    body = "\n".join(f"{margin}{line}" if line else "" for line in lines[1:])
    return Code(f'"""{lead}{lines[0]}\n{body}\n{margin}"""')


def comment(value: Text | str, indent: int = 0) -> Code:
    """A block of `# ` lines, wrapped; the template prints the indentation of the first one."""
    lines = _wrapped(_escaped(words(value)), LINE_LENGTH - indent - 2, room=0)
    margin = " " * indent
    return Code(f"\n{margin}".join(f"# {line}" if line else "#" for line in lines or ["-"]))


def toml(value: Text | str) -> Code:
    """A TOML basic string (TOML 1.0, section String) with its quotes."""
    short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    # TOML allows Unicode scalar values only: a lone surrogate has no escape and becomes the replacement character.
    text = words(value).encode("utf-8", "replace").decode("utf-8")
    return Code('"' + "".join(short.get(c) or _toml_character(c) for c in text) + '"')


def md(value: Text | str) -> Code:
    """Inline Markdown that shows the words as they are: markup escaped, HTML as entities, white space collapsed.

    Only code spans of one backtick on either side stay code: nothing inside one can be anything else.
    """
    pieces = _MD_SPAN.split(_one_line(value))
    text = "".join(
        str(md_code(piece)) if number % 2 else _plain_md(piece) for number, piece in enumerate(pieces)
    )
    # A line that starts like a list item, a heading rule or an ordered item would become one.
    return Code(re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-=])", r"\\\1", text)))


def _plain_md(text: str) -> str:
    return "".join(_MD_ENTITIES.get(c, c) for c in _MD_SPECIAL.sub(r"\\\1", text))


def md_cell(value: Text | str) -> Code:
    """`md` inside a table cell, where a pipe ends the cell even in a code span (GFM 4.10)."""
    return Code(re.sub(r"(?<!\\)\|", r"\\|", str(md(value))))


def md_code(value: Text | str) -> Code:
    """A code span (CommonMark 6.1): fenced by more backticks than the words contain, pipes kept."""
    text = _one_line(value) or " "
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return Code(f"{fence}{pad}{text}{pad}{fence}")


def md_cell_code(value: Text | str) -> Code:
    """A code span inside a table cell: GitHub's tables (GFM 4.10) end a cell at every pipe that has no backslash."""
    return Code(str(md_code(value)).replace("|", "\\|"))


def fenced(value: Text | str) -> Code:
    """Words inside a line of a fenced block: one line, no control characters, no run of backticks that could end it."""
    return Code(_one_line(value).replace("```", "'''"))


def url_path(value: Text | str) -> Code:
    """A link target: everything outside RFC 3986's unreserved characters and `/` percent-encoded."""
    return Code(quote(words(value).encode("utf-8", "replace"), safe="/"))


def joined(values: Iterable[object], separator: str = ", ") -> Code:
    """Pieces of code side by side; raises TypeError when one of them is not code."""
    pieces = list(values)
    for piece in pieces:
        if not isinstance(piece, Code):
            raise TypeError(f"only code is joined, not {type(piece).__name__}")
    return Code(separator.join(str(piece) for piece in pieces))


def indented(value: object, columns: int = 4) -> Code:
    """Code with every line but the first moved right; blank lines stay empty.  Never used on strings with line breaks."""
    if not isinstance(value, Code):
        raise TypeError(f"only code is indented, not {type(value).__name__}")
    return Code(textwrap.indent(str(value), " " * columns)[columns:] if value else "")


FILTERS: dict[str, Callable[..., object]] = {
    "literal": literal,
    "docstring": docstring,
    "comment": comment,
    "toml": toml,
    "md": md,
    "md_cell": md_cell,
    "md_cell_code": md_cell_code,
    "md_code": md_code,
    "fenced": fenced,
    "url_path": url_path,
    "joined": joined,
    "indented": indented,
    "assignment": assignment,
    "fitted": fitted,
    "import_line": import_line,
    "parameter": parameter,
}
"""Filters of the template environment, by name."""


def _escaped(text: str) -> str:
    # Line ends are unified first: only "\n" may end a line of the result, everything else that could becomes an escape.
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    doubled = inspect.cleandoc(unified).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return "".join(c if c == "\n" or c.isprintable() else _escape(c) for c in doubled)


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _wrapped(text: str, width: int, *, room: int) -> list[str]:
    """Lines no wider than `width` (single words may be), the first one leaving `room` columns for quotes."""
    lines: list[str] = []
    for source in text.split("\n"):
        stripped = source.strip()
        lead = source[: len(source) - len(source.lstrip())] if lines else ""
        hang = lead + ("  " if re.match(r"([-*+]|\d+[.)])\s", stripped) else "")
        usable = max(width - (room if not lines else 0), 20)
        pieces = textwrap.wrap(
            stripped,
            usable,
            initial_indent=lead,
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        if pieces or (lines and lines[-1]):
            lines += pieces or [""]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _kept_apart(line: str) -> str:
    # The quotes of the text must not touch those of the literal; black sets the same blanks.
    return (" " if line.startswith('"') else "") + line + (" " if line.endswith('"') else "")


def _one_line(value: Text | str) -> str:
    collapsed = _SPACES.sub(" ", words(value)).strip()
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in collapsed)


def _toml_character(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
