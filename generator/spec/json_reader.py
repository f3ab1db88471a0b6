"""JSON text to plain data (RFC 8259), and on demand the line of every value."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec import pointers
from generator.spec.limits import DEFAULT_LIMITS, Limits
from generator.spec.positions import Place, Position
from generator.spec.reading import Duplicate, Finding, ReadError, Reading, too_deep, too_many

Container: TypeAlias = dict[str, Any] | list[Any]

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)


class _Hooks:
    """Callbacks of the decoder that notice what plain decoding would swallow."""

    def __init__(self) -> None:
        self.duplicated = False
        self.odd: list[str] = []

    def pairs(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """An object; the last of several equal keys counts."""
        made = dict(pairs)
        if len(made) != len(pairs):
            self.duplicated = True
        return made

    def constant(self, text: str) -> str:
        """``NaN`` and the infinities, which RFC 8259 section 6 does not have."""
        self.odd.append(text)
        return text

    def integer(self, text: str) -> int | str:
        """An integer of any sensible length."""
        try:
            return int(text)
        except ValueError:
            self.odd.append(text)
            return text

    def number(self, text: str) -> float | str:
        """A float that is finite."""
        value = float(text)
        if math.isinf(value):
            self.odd.append(text)
            return text
        return value


def read_json(text: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read one JSON value.

    Duplicate keys are listed, the last one counts.  Raises ReadError for text that is not JSON and when a limit
    is exceeded.  Positions stay unrecorded; `record_positions` finds them when a message needs one.
    """
    hooks = _Hooks()
    try:
        data: Data = json.loads(
            text,
            object_pairs_hook=hooks.pairs,
            parse_constant=hooks.constant,
            parse_int=hooks.integer,
            parse_float=hooks.number,
        )
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {_plain(error.msg)} (line {error.lineno}, column {error.colno})"
        raise ReadError("SDK104", message, line=error.lineno) from None
    except RecursionError:
        raise too_deep(limits.depth, deep_line(text, limits.depth)) from None
    reading = Reading(data)
    _check_size(data, text, limits)
    for number in hooks.odd:
        message = f"{number[:40]!r} is a number that JSON cannot hold; it is read as text"
        reading.findings.append(Finding("SDK112", Severity.WARNING, message))
    if _SURROGATE_ESCAPE.search(text):
        _mend_surrogates(reading)
    if hooks.duplicated:
        reading.positions, reading.duplicates = record_positions(text)
    return reading


def _plain(message: str) -> str:
    """The decoder's complaint in the middle of a sentence."""
    return message[:1].lower() + message[1:]


def _check_size(data: Data, text: str, limits: Limits) -> None:
    """Count nodes and levels without recursion."""
    level: list[Container] = [data] if isinstance(data, dict | list) else []
    depth = nodes = 0
    while level:
        deeper: list[Container] = []
        for value in level:
            nodes += len(value)
            members = value.values() if isinstance(value, dict) else value
            deeper += [member for member in members if isinstance(member, dict | list)]
        depth += 1
        if depth > limits.depth:
            raise too_deep(limits.depth, deep_line(text, limits.depth))
        if nodes > limits.nodes:
            raise too_many(limits.nodes, None)
        level = deeper


def deep_line(text: str, depth: int) -> int | None:
    """The line on which nesting first exceeds `depth`."""
    level = 0
    for match in _TOKEN.finditer(text):
        first = text[match.start()]
        if first in "[{":
            level += 1
            if level > depth:
                return text.count("\n", 0, match.start()) + 1
        elif first in "]}":
            level -= 1
    return None


def _mend_surrogates(reading: Reading) -> None:
    r"""Replace halves of surrogate pairs, which ``\u`` escapes can write but no encoding can store."""

    def mended(value: Data) -> Any:
        if isinstance(value, str):
            fixed = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if fixed != value:
                message = "text holds half of a surrogate pair; it is replaced by U+FFFD"
                reading.findings.append(Finding("SDK114", Severity.WARNING, message))
            return fixed
        if isinstance(value, dict):
            return {str(mended(key)): mended(member) for key, member in value.items()}
        if isinstance(value, list):
            return [mended(member) for member in value]
        return value

    reading.data = mended(reading.data)


def record_positions(text: str) -> tuple[Position, list[Duplicate]]:
    """The line of every value of valid JSON, and the keys that stand twice in an object."""
    recorder = _Recorder(_tokens(text))
    return recorder.run(), recorder.duplicates


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Tokens with their lines."""
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        line += text.count("\n", seen, start)
        seen = start
        yield match.group(), line


class _Recorder:
    """Follows the structure of JSON text without recursion."""

    def __init__(self, tokens: Iterator[tuple[str, int]]) -> None:
        self.tokens = tokens
        self.duplicates: list[Duplicate] = []
        self.stack: list[tuple[Place, str | None]] = []
        self.key: str | None = None
        self.key_line = 0
        self.root: Position = 1

    def run(self) -> Position:
        """Consume all tokens."""
        expects_key = False
        for token, line in self.tokens:
            if token == "{" or token == "[":
                self._open(token == "{", line)
                expects_key = token == "{"
            elif token == "}" or token == "]":
                self._close()
                expects_key = False
            elif token == ",":
                expects_key = isinstance(self.stack[-1][0].members, dict)
            elif token == ":":
                expects_key = False
            elif expects_key:
                self._take_key(token, line)
            else:
                self._attach(line)
        return self.root

    def _open(self, is_map: bool, line: int) -> None:
        place = Place(line if self.key is None else self.key_line, {} if is_map else [])
        key, self.key = self.key, None
        self.stack.append((place, key))

    def _close(self) -> None:
        place, self.key = self.stack.pop()
        self._attach(place)

    def _take_key(self, token: str, line: int) -> None:
        self.key = json.loads(token) if "\\" in token else token[1:-1]
        self.key_line = line
        members = self.stack[-1][0].members
        if isinstance(members, dict) and self.key in members:
            first = members[self.key]
            first_line = first.line if isinstance(first, Place) else first
            self.duplicates.append(Duplicate(self._path(), self.key, first_line, line, False))

    def _path(self) -> tuple[str, ...]:
        keys: list[str] = []
        for depth, (_, key) in enumerate(self.stack[1:]):
            outer = self.stack[depth][0].members
            keys.append(key if key is not None else str(len(outer)))
        return tuple(keys)

    def _attach(self, position: Position) -> None:
        if not self.stack:
            self.root = position
            return
        members = self.stack[-1][0].members
        if isinstance(members, list):
            members.append(position)
        elif self.key is not None:
            members[self.key] = self.key_line if isinstance(position, int) else position
        self.key = None


def pointer_of(duplicate: Duplicate) -> str:
    """The pointer of the entry that stands twice."""
    return pointers.join((*duplicate.pointer, duplicate.key))
