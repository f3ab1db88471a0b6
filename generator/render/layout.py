"""Breaking long code at its last bracket, the way black does.

black formats every printed file anyway.  It is fast on text that already has its shape and slow on lines of many
hundred columns, so the long ones are broken here first.  Nothing depends on the result being exactly black's.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan.code import Code

COLUMNS = 100
"""Line length of generated Python."""
_STEP = 4
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def fitted(value: object, column: int, margin: int | None = None) -> Code:
    """An expression that starts at `column` and is followed by a comma, broken where it does not fit.

    `margin`: indentation of its line (default: `column`).  Collections are broken one item a line; the arguments of a
    call or subscript go on one line where they fit.
    """
    if not isinstance(value, Code):
        raise TypeError(f"only code is laid out, not {type(value).__name__}")
    return Code(_broken(str(value), column, column if margin is None else margin))


def import_line(value: object, margin: int = 0) -> Code:
    """An import statement; one name a line where it does not fit."""
    if not isinstance(value, Code):
        raise TypeError(f"only code is laid out, not {type(value).__name__}")
    head, keyword, names = str(value).partition(" import ")
    if not keyword or margin + len(value) <= COLUMNS:
        return value
    inner = "".join(f"{' ' * (margin + _STEP)}{name},\n" for name in names.split(", "))
    return Code(f"{head} import (\n{inner}{' ' * margin})")


def parameter(value: object, margin: int) -> Code:
    """A parameter (``name: annotation = default``) of an indented signature, its annotation in parentheses if long."""
    if not isinstance(value, Code):
        raise TypeError(f"only code is laid out, not {type(value).__name__}")
    if margin + len(value) + 1 <= COLUMNS or ": " not in value:
        return value
    name, _, rest = str(value).partition(": ")
    annotation, equals, default = rest.rpartition(" = ")
    if not equals:
        annotation, default = rest, ""
    options = _parts(annotation, "|")
    if len(options) == 1:
        return Code(f"{name}: {_broken(annotation, margin + len(name) + 2, margin)}{equals}{default}")
    indent = " " * (margin + _STEP)
    if len(indent) + len(annotation) > COLUMNS:
        annotation = f"\n{indent}| ".join(_broken(option, len(indent) + 2, len(indent)) for option in options)
    return Code(f"{name}: (\n{indent}{annotation}\n{' ' * margin}){equals}{default}")


def assignment(name: object, annotation: object, value: object) -> Code:
    """A constant of a module: ``name: annotation = value``, where the value is a call."""
    if not all(isinstance(piece, Code) for piece in (name, annotation, value)):
        raise TypeError("only code is laid out")
    target, call = f"{name}: {annotation} = ", str(value)
    if len(target) + _opening(call) + 1 <= COLUMNS:
        return Code(target + _broken(call, len(target), 0))
    if len(target) + 1 <= COLUMNS:
        return Code(f"{target}(\n    {_broken(call, _STEP, _STEP)}\n)")
    return Code(f"{name}: {_broken(str(annotation), len(target), 0)} = {_broken(call, COLUMNS, 0)}")


_DEFINITION = ("class ", "def ", "async def ", "@")


def settled(text: str) -> str:
    """Printed Python with as many blank lines as black wants: two before top-level definitions, else at most one.

    Templates are generous with blank lines.  No string of ours is changed by this: a docstring has no two blank
    lines in a row.
    """
    lines: list[str] = []
    gap = False
    for line in text.split("\n"):
        if not line.strip():
            gap = bool(lines)
            continue
        if gap:
            is_attached = lines[-1].startswith("@")
            lines += [""] * (2 if line.startswith(_DEFINITION) and not is_attached else 1)
        gap = False
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n"


def _broken(code: str, column: int, margin: int) -> str:
    if column + len(code) + 1 <= COLUMNS or code[-1:] not in _CLOSERS:
        return code
    start = _opening(code)
    prefix, opener, inside, closer = code[:start], code[start], code[start + 1 : -1], code[-1]
    if not inside:
        return code
    indent = " " * (margin + _STEP)
    is_applied = bool(prefix) and (prefix[-1].isalnum() or prefix[-1] in "_])")
    if is_applied and len(indent) + len(inside) <= COLUMNS:
        return f"{prefix}{opener}\n{indent}{inside}\n{' ' * margin}{closer}"
    items = [_broken(item, len(indent), len(indent)) for item in _parts(inside, ",")]
    comma = "" if is_applied and opener == "[" and len(items) == 1 else ","
    body = f",\n{indent}".join(items)
    return f"{prefix}{opener}\n{indent}{body}{comma}\n{' ' * margin}{closer}"


def _opening(code: str) -> int:
    """Where the bracket opens that the last character closes."""
    stack: list[int] = []
    last = 0
    for position, character in _outside_strings(code):
        if character in "([{":
            stack.append(position)
        elif character in _CLOSERS:
            last = stack.pop()
    return last


def _parts(code: str, separator: str) -> list[str]:
    """The parts of code between separators that stand in no bracket; an empty last part is dropped."""
    parts: list[str] = []
    depth = start = 0
    for position, character in _outside_strings(code):
        depth += (character in "([{") - (character in _CLOSERS)
        if character == separator and depth == 0:
            parts.append(code[start:position].strip())
            start = position + 1
    last = code[start:].strip()
    return [*parts, last] if last else parts


def _outside_strings(code: str) -> Iterator[tuple[int, str]]:
    """Characters that are not part of a string literal.  Literals of ours are ASCII, on one line, without prefixes."""
    quote = ""
    escaped = False
    for position, character in enumerate(code):
        if quote:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == quote:
                quote = ""
        elif character in "\"'":
            quote = character
        else:
            yield position, character
