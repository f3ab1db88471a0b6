"""What became of a type, as a type checker sees it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from generator.surface.model import Annotation

Outcome: TypeAlias = Literal["same", "widened", "narrowed", "changed"]

_ANYTHING = frozenset({"object", "typing.Any", "typing_extensions.Any"})


def retyped(old: Annotation, new: Annotation) -> Outcome:
    """Whether a checker takes the types for the same, one for a part of the other, or for different ones.

    A literal beside its own plain type says nothing to a checker: ``Literal["a"] | str`` is ``str``.
    """
    before, after = _plain(old), _plain(new)
    if before == after:
        return "same"
    if not before or not after:
        return "changed"
    if before < after or after & _ANYTHING:
        return "widened"
    if after < before or before & _ANYTHING:
        return "narrowed"
    if _covered(before, after):
        return "widened"
    return "narrowed" if _covered(after, before) else "changed"


def _plain(annotation: Annotation) -> frozenset[str]:
    """The members without literals that another member covers."""
    return frozenset(each for each in annotation if not (_scalar(each) and _scalar(each) in annotation))


def _covered(narrow: frozenset[str], wide: frozenset[str]) -> bool:
    """Whether each member is one of the other type, a literal of one of its scalars included."""
    return all(each in wide or (_scalar(each) and _scalar(each) in wide) for each in narrow)


def _scalar(member: str) -> str:
    """The plain type of a literal, "" for other members."""
    if not member.startswith("Literal["):
        return ""
    value = member[8:-1]
    if value in ("True", "False"):
        return "bool"
    return "str" if value[:1] in "'\"" else "int"
