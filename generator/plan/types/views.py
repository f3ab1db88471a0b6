"""What the templates of type modules read: finished pieces of code, and words that still need their encoder."""

from __future__ import annotations

from dataclasses import dataclass

from generator.plan.code import Code, Text

__all__ = [
    "MODULE_TEMPLATE",
    "AliasView",
    "FieldView",
    "KeysView",
    "ModelView",
    "ModuleView",
    "PackageView",
    "ShapesView",
]

MODULE_TEMPLATE = "types/module.py.jinja"
"""Template of a module of types; besides the view it reads `models`, the printed model classes."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One line of a class body: ``name: type`` and, where `default` is not empty, ``= default``."""

    name: Code
    type: Code
    default: Code
    docs: Text


@dataclass(frozen=True, slots=True)
class ModelView:
    """A pydantic model.  `extra`: type of fields that the document leaves unnamed, "" when it says nothing of them."""

    name: Code
    base: Code
    fields: tuple[FieldView, ...]
    docs: Text
    extra: Code


@dataclass(frozen=True, slots=True)
class KeysView:
    """A TypedDict.  `bases`: what stands between the parentheses of the class line."""

    name: Code
    bases: Code
    fields: tuple[FieldView, ...]
    docs: Text


@dataclass(frozen=True, slots=True)
class AliasView:
    """An alias: ``name: TypeAlias = value``; with `recursive` a ``TypeAliasType`` whose `value` is a string literal.

    `exported`: the name as a literal.  `marker`: the name that ``TypeAlias`` or ``TypeAliasType`` has in the module.
    """

    name: Code
    exported: Code
    value: Code
    docs: Text
    marker: Code
    recursive: bool = False


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module of types, in printing order.

    `exports`: string literals for ``__all__``.  `bottom`: imports from modules that import this one as well; they
    stand behind all definitions.  `first`: imports that only keep the imports after them from nesting too deeply;
    `shortcuts`: the same for `bottom`.
    """

    first: tuple[Code, ...]
    imports: tuple[Code, ...]
    exports: tuple[Code, ...]
    models: tuple[ModelView, ...]
    keys: tuple[KeysView, ...]
    aliases: tuple[AliasView, ...]
    shortcuts: tuple[Code, ...]
    bottom: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageView:
    """A lazy ``__init__.py``: (what is imported, literal of the name, module, literal of the target) for each name."""

    docs: Text
    lazy: Code
    """Relative name of the module with ``attach``."""
    names: tuple[tuple[Code, Code, Code, Code], ...]
    folders: tuple[tuple[Code, Code, Code], ...] = ()
    """Sub-packages: name, literal of the name, literal of the target for ``attach``."""


@dataclass(frozen=True, slots=True)
class ShapesView:
    """``types/_wire.py``: helpers to import, and (key literal, expression) for each entry."""

    helpers: tuple[Code, ...]
    entries: tuple[tuple[Code, Code], ...]
