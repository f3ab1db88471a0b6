"""Open unions: a tag chooses the member inside pydantic-core, and an unknown tag is an explicit unknown variant."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from .narrow import is_object
from .schemas import UNION_MARK

__all__ = ["Tagged", "is_unknown", "tagged"]

Tag = str | int | float | bool | None


class Tagged:
    """Metadata of an annotated union; see `tagged`."""

    __slots__ = ("_property", "_tags")

    def __init__(self, property_name: str, tags: tuple[tuple[Tag, ...], ...]) -> None:
        self._property = property_name
        self._tags = tags

    def __repr__(self) -> str:
        return f"tagged({', '.join(map(repr, (self._property, *self._tags)))})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tagged) and (other._property, other._tags) == (self._property, self._tags)

    def __hash__(self) -> int:
        return hash((self._property, self._tags))

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Tagged members by their tag, then members without tags, then the unknown variant.

        A known tag never leads to anything but its member: when its body does not fit, the whole value is refused
        here and left to the lenient path.  Raises TypeError when tags and members do not pair up.
        """
        members = get_args(source) or (source,)
        if len(members) != len(self._tags):
            raise TypeError(f"{self!r} names {len(self._tags)} members, the union has {len(members)}")
        by_tag: dict[str | int, core_schema.CoreSchema] = {}
        untagged: list[core_schema.CoreSchema] = []
        odd = False
        for member, tags in zip(members, self._tags, strict=True):
            schema = handler.generate_schema(member)
            plain = [tag for tag in tags if isinstance(tag, (str, int)) and not isinstance(tag, bool)]
            by_tag.update({tag: schema for tag in plain if tag not in by_tag})
            odd = odd or len(plain) < len(tags)
            if len(plain) < len(tags) or not tags or self._may_lack_tag(schema, handler):
                untagged.append(schema)
        choices: list[Any] = []
        if by_tag:
            choices.append(core_schema.tagged_union_schema(by_tag, self._property))
        if untagged:
            inner = untagged[0] if len(untagged) == 1 else core_schema.union_schema(list(untagged))
            guard = _Refuse(self._property, by_tag, every_tag=not odd)
            choices.append(core_schema.no_info_before_validator_function(guard, inner))
        choices.append(self._unknown(handler, by_tag))
        mark = {UNION_MARK: self._property}
        return core_schema.union_schema(choices, mode="left_to_right", metadata=mark)

    def _may_lack_tag(self, schema: Any, handler: GetCoreSchemaHandler) -> bool:
        """Whether the member is a model whose tag field is optional: an object without the tag may be meant."""
        try:
            resolved: Any = handler.resolve_ref_schema(schema)
        except LookupError:
            return False
        inner: dict[str, Any] = resolved.get("schema", {}) if resolved["type"] == "model" else {}
        fields: dict[str, Any] = inner.get("fields", {})
        for name, field in fields.items():
            if (field.get("validation_alias") or name) == self._property:
                return bool(field["schema"]["type"] == "default")
        return False

    def _unknown(self, handler: GetCoreSchemaHandler, by_tag: dict[str | int, Any]) -> core_schema.CoreSchema:
        from .models import UnknownVariant

        check = _Refuse(self._property, by_tag, objects_only=True)
        return core_schema.no_info_before_validator_function(check, handler.generate_schema(UnknownVariant))


class _Refuse:
    """Keeps values with a known tag (`every_tag`: with any tag) away from members that are not theirs."""

    __slots__ = ("_every_tag", "_known", "_objects_only", "_property")

    def __init__(
        self,
        property_name: str,
        by_tag: dict[str | int, Any],
        *,
        every_tag: bool = False,
        objects_only: bool = False,
    ) -> None:
        self._property = property_name
        self._known = frozenset(by_tag)
        self._every_tag = every_tag
        self._objects_only = objects_only

    def __call__(self, value: Any) -> Any:
        if is_object(value):
            tag = value.get(self._property)
            known = isinstance(tag, (str, int)) and type(tag) is not bool and tag in self._known
            if known or (self._every_tag and tag is not None):
                raise ValueError("the tag belongs to another member")
        elif self._objects_only and not _is_unknown_instance(value):
            raise ValueError("not an object")
        return value


def _is_unknown_instance(value: object) -> bool:
    from .models import UnknownVariant

    return isinstance(value, UnknownVariant)


def tagged(property_name: str, *tags: tuple[Tag, ...]) -> Any:
    """What tells the members of a union apart.

    Used as ``Annotated[A | B, tagged("type", ("a",), ("b", "b2"))]``.

    One tuple of tag values for each member, in order; () for a member without tags of its own (a string, a list,
    an object that does not say what it is), which is tried after the others.
    """
    return Tagged(property_name, tags)


def is_unknown(value: object) -> bool:
    """Whether `value` is a union member that this version of the package does not know."""
    return _is_unknown_instance(value)
