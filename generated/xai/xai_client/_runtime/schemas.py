"""Rewriting of pydantic-core schemas: a cheaper form for the fast path, a forgiving form for deviating bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic_core import SchemaValidator, core_schema

from .narrow import is_object

__all__ = ["lenient_validator", "simplified_fields"]

Schema = dict[str, Any]

_LEAVES = frozenset({"str", "int", "float", "bool", "none", "literal", "any"})
_KINDS = {
    "str": "string", "int": "number", "float": "number", "bool": "boolean", "list": "array", "tuple": "array",
    "model": "object", "dict": "object", "tagged-union": "object", "typed-dict": "object",
}  # fmt: skip
_TEXTUAL = frozenset({"datetime", "date", "time", "timedelta", "uuid"})
UNION_MARK = "sdk_union"
"""Key in the metadata of an open tagged union: the discriminator and the known tags."""


def _choices(schema: Mapping[str, Any]) -> list[Schema]:
    return [choice[0] if isinstance(choice, tuple) else choice for choice in schema["choices"]]


# Fast path


def simplified_fields(schema: Any) -> None:
    """Make the fields of a freshly generated model schema cheaper, in place.

    An open enum is checked as the plain string that it may be anyway, and scalars are written as what they are,
    so that no value, however unexpected, makes the serializer warn.
    """
    while schema.get("type") in (
        "model",
        "function-before",
        "function-after",
        "function-wrap",
        "definitions",
    ):
        schema = schema["schema"]
    if schema.get("type") == "model-fields":
        for field in schema["fields"].values():
            field["schema"] = _simplified(field["schema"])


def _simplified(schema: Schema) -> Schema:
    if schema["type"] == "default":
        schema["schema"] = _simplified(schema["schema"])
        return schema
    schema = _with_whole_numbers(_without_open_enums(schema))
    if _is_leaf(schema) and "serialization" not in schema:
        schema["serialization"] = core_schema.simple_ser_schema("any")
    return schema


def _without_open_enums(schema: Schema) -> Schema:
    kind = schema["type"]
    if kind in ("nullable", "default"):
        schema["schema"] = _without_open_enums(schema["schema"])
    elif kind == "list" and "items_schema" in schema:
        schema["items_schema"] = _without_open_enums(schema["items_schema"])
    elif kind == "dict" and "values_schema" in schema:
        schema["values_schema"] = _without_open_enums(schema["values_schema"])
    elif kind == "union":
        choices = _choices(schema)
        bases = {choice["type"] for choice in choices if choice["type"] in ("str", "int")}
        kept = [choice for choice in choices if not _is_covered(choice, bases)]
        if len(kept) == 1:
            return kept[0]
        if len(kept) < len(choices):
            schema["choices"] = kept
    return schema


_EXACT = 2.0**53
"""From here on a float no longer tells neighbouring whole numbers apart (IEEE 754 binary64)."""


def _with_whole_numbers(schema: Schema) -> Schema:
    """Let a `number` that is a large whole number (identifiers often are) stay what arrived.

    Items of lists are left alone: vectors of floats are long, and each item would pay for it.
    """
    kind = schema["type"]
    if kind in ("nullable", "default"):
        schema["schema"] = _with_whole_numbers(schema["schema"])
    elif kind == "float" and schema.keys() <= {"type", "metadata"}:
        near: Any = core_schema.float_schema(gt=-_EXACT, lt=_EXACT)
        choices = [near, core_schema.int_schema(strict=True), core_schema.float_schema()]
        return dict(core_schema.union_schema(choices, mode="left_to_right"))
    elif kind == "union":
        inner: list[Any] = schema["choices"]
        schema["choices"] = [_with_whole_numbers(choice) if is_object(choice) else choice for choice in inner]
    return schema


def _is_covered(choice: Schema, bases: set[str]) -> bool:
    """Whether a literal adds nothing to the plain types beside it."""
    if choice["type"] != "literal":
        return False
    types: set[Any] = {type(value) for value in choice["expected"]}
    return types <= {{"str": str, "int": int}[base] for base in bases}


def _is_leaf(schema: Schema) -> bool:
    kind = schema["type"]
    if kind in _LEAVES:
        return "serialization" not in schema
    if kind in ("nullable", "default"):
        return _is_leaf(schema["schema"])
    if kind == "list":
        return "items_schema" in schema and _is_leaf(schema["items_schema"])
    if kind == "dict":
        return "values_schema" in schema and _is_leaf(schema["values_schema"])
    return kind == "union" and all(map(_is_leaf, _choices(schema)))


# Lenient path


def lenient_validator(schema: Any) -> SchemaValidator:
    """A validator that takes any JSON value: what fits its place is typed, what deviates is kept as it came.

    Required fields may be missing, fields and items may hold anything, tagged unions still choose by tag, and an
    untagged union never takes a member that only half fits where another might.
    """
    loosener = _Loosener(schema)
    root = loosener.root()
    try:
        return SchemaValidator(root, None, _use_prebuilt=False)
    except TypeError:
        return _built_afresh(root, loosener.models)


def _built_afresh(root: Any, models: set[Any]) -> SchemaValidator:
    """Keep older pydantic-core from putting the finished strict validators of the models in place of the loose ones."""
    finished = [model for model in models if model.__dict__.get("__pydantic_complete__")]
    try:
        for model in finished:
            model.__pydantic_complete__ = False
        return SchemaValidator(root)
    finally:
        for model in finished:
            model.__pydantic_complete__ = True


class _Loosener:
    """Builds the forgiving copy of one schema.  Definitions get a second, loose version with a name of its own."""

    def __init__(self, schema: Any) -> None:
        self._schema: Schema = schema
        self._definitions: dict[str, Schema] = {}
        self.models: set[Any] = set()
        if schema["type"] == "definitions":
            self._definitions = {definition["ref"]: definition for definition in schema["definitions"]}
            self._schema = schema["schema"]

    def root(self) -> Any:
        """The whole loose schema, any value accepted."""
        loose = self.value(self._schema)
        if not self._definitions:
            return loose
        copies = [
            {**self.loose(definition), "ref": _loose_ref(ref)}
            for ref, definition in self._definitions.items()
        ]
        return {"type": "definitions", "schema": loose, "definitions": [*self._definitions.values(), *copies]}

    def value(self, schema: Schema) -> Any:
        """The loose form of `schema`, or the value as it is."""
        if schema["type"] in _LEAVES:
            return core_schema.any_schema()
        if schema["type"] == "default":
            return {**schema, "schema": self.value(schema["schema"])}
        return core_schema.union_schema([self.loose(schema), core_schema.any_schema()], mode="left_to_right")

    def loose(self, schema: Schema) -> Any:
        """The loose form of `schema`: the same shape with forgiving insides."""
        kind = schema["type"]
        copy = {key: value for key, value in schema.items() if key != "ref"}
        if kind in _TEXTUAL:
            # Text stands for these in JSON, and so it does in plain data.
            plain: Any = schema
            return core_schema.no_info_plain_validator_function(SchemaValidator(plain).validate_python)
        if kind == "definition-ref":
            copy["schema_ref"] = _loose_ref(schema["schema_ref"])
        elif kind == "model-fields":
            copy["fields"] = {name: self._field(field) for name, field in schema["fields"].items()}
        elif kind in ("nullable", "default"):
            copy["schema"] = self.value(schema["schema"])
        elif kind == "list":
            copy["items_schema"] = self.value(schema.get("items_schema", {"type": "any"}))
        elif kind == "dict":
            copy["values_schema"] = self.value(schema.get("values_schema", {"type": "any"}))
        elif kind == "tagged-union":
            copy["choices"] = {tag: self.loose(choice) for tag, choice in schema["choices"].items()}
        elif kind == "union":
            return self._union(schema)
        elif "schema" in schema:
            if kind == "model":
                self.models.add(schema["cls"])
            copy["schema"] = self.loose(schema["schema"])
        return copy

    def _field(self, field: Schema) -> Schema:
        inner = field["schema"]
        if inner["type"] == "default":
            return {**field, "schema": {**inner, "schema": self.value(inner["schema"])}}
        return {**field, "schema": core_schema.with_default_schema(self.value(inner), default=None)}

    def _union(self, schema: Schema) -> Any:
        """Strict members first; then what can be only one member by its JSON kind, or by its required fields."""
        choices = _choices(schema)
        mark = schema.get("metadata", {}).get(UNION_MARK)
        if mark is None:
            ordered: list[Any] = [_strict(schema), *self._candidates(choices)]
        else:
            tagged = [self.loose(choice) for choice in choices if choice["type"] == "tagged-union"]
            others = [choice for choice in choices if choice["type"] != "tagged-union"]
            members = [member for choice in others[:-1] for member in _members(choice)]
            rest = self._candidates(members, absent=mark)
            ordered = [*tagged, *others[:-1], *rest, others[-1]] if others else tagged
        return core_schema.union_schema([*ordered, core_schema.any_schema()], mode="left_to_right")

    def _candidates(self, members: list[Schema], absent: str | None = None) -> list[Any]:
        """Loose members that cannot be taken for one another; `absent` is a key that no untagged object may have."""
        by_kind: dict[str, list[Schema]] = {}
        for member in members:
            by_kind.setdefault(self._kind(member), []).append(member)
        loose: list[Any] = []
        for kind, group in by_kind.items():
            if kind == "object" and (len(group) > 1 or absent is not None):
                loose += self._told_apart(group, absent)
            elif kind in ("object", "array") and len(group) == 1:
                loose.append(self.loose(group[0]))
        return loose

    def _told_apart(self, group: list[Schema], absent: str | None) -> list[Any]:
        """Object members, each guarded: taken only when it alone of them has all its required fields present."""
        needs = [self._needs(member) for member in group]
        guarded: list[Any] = []
        for index, member in enumerate(group):
            guard = _only_match(index, needs, absent)
            guarded.append(core_schema.no_info_before_validator_function(guard, self.loose(member)))
        return guarded

    def _resolved(self, schema: Schema) -> Schema:
        seen: set[str] = set()
        while True:
            if schema["type"] == "definition-ref" and schema["schema_ref"] not in seen:
                seen.add(schema["schema_ref"])
                schema = self._definitions.get(schema["schema_ref"], {"type": "any"})
            elif schema["type"] in (
                "default",
                "function-before",
                "function-after",
                "function-wrap",
                "nullable",
            ):
                schema = schema["schema"]
            else:
                return schema

    def _kind(self, schema: Schema) -> str:
        resolved = self._resolved(schema)
        if resolved["type"] == "union":
            kinds = {self._kind(choice) for choice in _choices(resolved)}
            return kinds.pop() if len(kinds) == 1 else "mixed"
        return _KINDS.get(resolved["type"], "other")

    def _needs(self, schema: Schema) -> dict[str, frozenset[Any] | None] | None:
        """Required wire names of a model, with the values they must have where those are fixed; None for a map."""
        resolved = self._resolved(schema)
        if resolved["type"] != "model" or resolved["schema"]["type"] != "model-fields":
            return None
        needs: dict[str, frozenset[Any] | None] = {}
        for name, field in resolved["schema"]["fields"].items():
            inner = field["schema"]
            if inner["type"] != "default":
                expected = frozenset(inner["expected"]) if inner["type"] == "literal" else None
                needs[field.get("validation_alias") or name] = expected
        return needs


def _loose_ref(ref: str) -> str:
    return ref + "~"


def _strict(schema: Schema) -> Schema:
    """The schema itself; names of definitions inside still lead to the strict ones."""
    return {key: value for key, value in schema.items() if key != "ref"}


def _members(schema: Schema) -> list[Schema]:
    while schema["type"].startswith("function-"):
        schema = schema["schema"]
    return _choices(schema) if schema["type"] == "union" else [schema]


def _fits(value: Mapping[str, Any], needs: Mapping[str, frozenset[Any] | None] | None) -> bool:
    if needs is None:
        return True
    for name, expected in needs.items():
        if name not in value:
            return False
        if expected is not None and not _is_in(value[name], expected):
            return False
    return True


def _is_in(value: object, expected: Iterable[object]) -> bool:
    return any(value == other and type(value) is type(other) for other in expected)


def _only_match(
    index: int, needs: list[dict[str, frozenset[Any] | None] | None], absent: str | None
) -> Callable[[Any], Any]:
    def guard(value: Any) -> Any:
        if is_object(value):
            if (absent is None or value.get(absent) is None) and [
                i for i, need in enumerate(needs) if _fits(value, need)
            ] == [index]:
                return value
            raise ValueError("no single member of the union fits")
        return value

    return guard
