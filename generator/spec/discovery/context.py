"""What every converter shares: places, the map back to the source, and checked access to untrusted data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.diagnostics import Diagnostics, Origin, Severity
from generator.narrow import is_array, is_mapping
from generator.spec import pointers

MAX_DEPTH = 100
"""Levels of nested resources or inline schemas that are followed (the deepest public document has 10)."""

JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """The same thing in both documents: `source` points into the Discovery file, `result` into the OpenAPI one."""

    source: str = ""
    result: str = ""

    def down(self, *tokens: str | int) -> Place:
        """The child that has the same keys in both."""
        tail = pointers.join(tokens)
        return Place(self.source + tail, self.result + tail)

    def source_down(self, *tokens: str | int) -> Place:
        """The child of the source that lands on the present place of the result."""
        return Place(self.source + pointers.join(tokens), self.result)

    def result_down(self, *tokens: str | int) -> Place:
        """The child of the result that is made from the present place of the source."""
        return Place(self.source, self.result + pointers.join(tokens))


@dataclass(frozen=True, slots=True)
class Origins:
    """Pointers of the converted document, led back to pointers of the Discovery file.

    `entries` maps a result pointer to (source pointer, whether what lies below has the same keys in both).
    """

    entries: Mapping[str, tuple[str, bool]]

    def __call__(self, result: str) -> str:
        """The source pointer for `result`: of the nearest recorded ancestor, with the rest where the keys agree."""
        head = result
        while True:
            found = self.entries.get(head)
            if found is not None:
                source, same_below = found
                return source + result[len(head) :] if same_below else source
            if not head:
                return ""
            head = head.rpartition("/")[0]


@dataclass(slots=True)
class Context:
    """One conversion: where findings go, the map that grows, and the names of the document's schemas."""

    file: str
    diagnostics: Diagnostics
    schema_names: frozenset[str]
    line_of: Callable[[str], int | None]
    raw_schemas: Mapping[str, object] = field(default_factory=dict[str, object])
    _entries: dict[str, tuple[str, bool]] = field(default_factory=dict[str, tuple[str, bool]])

    def record(self, place: Place, *, same_below: bool = False) -> None:
        """Remember where a piece of the result comes from."""
        self._entries[place.result] = (place.source, same_below)

    def origins(self) -> Origins:
        """The finished map."""
        return Origins(MappingProxyType(dict(self._entries)))

    def report(self, code: str, severity: Severity, message: str, source: str, hint: str = "") -> None:
        """Emit a finding about the source pointer `source`."""
        self.diagnostics.emit(code, severity, message, Origin(self.file, source, self.line_of(source)), hint)

    def mapping(self, value: object, source: str, what: str) -> Mapping[str, object]:
        """`value` as a mapping with string keys; anything else (but None) is SDK403, fatal: whole parts would vanish."""
        if is_mapping(value):
            if all(isinstance(key, str) for key in value):
                return value
        elif value is None:
            return {}
        message = f"{what} must be an object, not {json_type(value)}"
        self.report("SDK403", Severity.FATAL, message, source, "mend the document, or leave the member out")
        return {}

    def strings(self, value: object, source: str, what: str) -> list[str]:
        """`value` as a list of strings; anything else (but None) is SDK403, elements of other types are left out."""
        if value is None:
            return []
        if not is_array(value):
            self._wrong_shape(source, what, "a list of strings", value)
            return []
        if not all(isinstance(element, str) for element in value):
            self._wrong_shape(source, what, "a list of strings", value)
        return [element for element in value if isinstance(element, str)]

    def text(self, value: object, source: str, what: str) -> str:
        """`value` as a string; None is "", anything else SDK403 and ""."""
        if isinstance(value, str):
            return value
        if value is not None:
            self._wrong_shape(source, what, "a string", value)
        return ""

    def _wrong_shape(self, source: str, what: str, expected: str, value: object) -> None:
        self.report(
            "SDK403",
            Severity.ERROR,
            f"{what} must be {expected}, not {json_type(value)}; it is left out",
            source,
        )


def json_type(value: object) -> str:
    """The JSON name of a value's type, for messages."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list() | tuple():
            return "a list"
        case _:
            return "an object"
