"""What the templates of resource and client modules read: finished pieces of code in printing order."""

from __future__ import annotations

from dataclasses import dataclass

from generator.plan.code import Code, Text

_NOTHING = Code("")


@dataclass(frozen=True, slots=True)
class Setting:
    """`name=value` inside a call."""

    name: Code
    value: Code


@dataclass(frozen=True, slots=True)
class DescriptorView:
    """A module-level constant: ``name: annotation = constructor(settings)``."""

    name: Code
    annotation: Code
    constructor: Code
    settings: tuple[Setting, ...]

    @property
    def value(self) -> Code:
        """The call that makes the constant, on one line."""
        return Code(f"{self.constructor}({', '.join(f'{s.name}={s.value}' for s in self.settings)})")


@dataclass(frozen=True, slots=True)
class SignatureView:
    """Parameters after `self` (a bare ``*`` included), and the result."""

    parameters: tuple[Code, ...]
    returns: Code


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method.  `keyword`: ``def`` or ``async def``.  `decorators`: lines above it and above each overload.

    `call`: what is called, with ``return`` and ``await``.  `operation`: the descriptor's name.  `prelude`: a statement
    before the call, "" for none.
    """

    keyword: Code
    name: Code
    decorators: tuple[Code, ...]
    overloads: tuple[SignatureView, ...]
    signature: SignatureView
    words: Text
    call: Code
    operation: Code
    settings: tuple[Setting, ...]
    prelude: Code = _NOTHING


@dataclass(frozen=True, slots=True)
class ChildView:
    """A sub-resource: attribute, class, and the relative module that is imported when it is first used."""

    name: Code
    class_name: Code
    module: Code
    words: Text


@dataclass(frozen=True, slots=True)
class ClassView:
    """A resource class, sync or async."""

    name: Code
    base: Code
    raw: Code
    streaming: Code
    words: Text
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class WrappedMethod:
    """A method of a wrapper.

    `wrap`: the function of the runtime around it.  `pragma`: a trailing comment for type checkers, "" for none.
    """

    name: Code
    wrap: Code
    pragma: Code


@dataclass(frozen=True, slots=True)
class WrapperView:
    """A class that offers the methods of a resource with another kind of result.

    `owner`: the wrapped class.
    """

    name: Code
    owner: Code
    words: Text
    methods: tuple[WrappedMethod, ...]
    children: tuple[ChildView, ...]


@dataclass(frozen=True, slots=True)
class ResourceModuleView:
    """A module of `resources/`.  `lazy`: names of another module that it offers too."""

    words: Text
    imports: tuple[Code, ...]
    typing_imports: tuple[Code, ...]
    descriptors: tuple[DescriptorView, ...]
    classes: tuple[ClassView, ...]
    wrappers: tuple[WrapperView, ...]
    lazy: tuple[LazyNameView, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientClassView:
    """A client class.

    `attributes`: declarations of what the runtime sets.  `parameters`: credentials and options, of the constructor
    and of `copy`.  `credentials` and `options`: the mappings handed on.  `http_client`: class of the HTTP client.
    """

    resource: ClassView
    attributes: tuple[Code, ...]
    parameters: tuple[Code, ...]
    credentials: Code
    options: Code
    http_client: Code
    max_retries: Code


@dataclass(frozen=True, slots=True)
class ClientModuleView:
    """The module `_client.py`.  `definition`: settings of the constant that both clients share."""

    words: Text
    imports: tuple[Code, ...]
    typing_imports: tuple[Code, ...]
    definition: tuple[Setting, ...]
    descriptors: tuple[DescriptorView, ...]
    clients: tuple[ClientClassView, ...]
    wrappers: tuple[WrapperView, ...]


@dataclass(frozen=True, slots=True)
class LazyNameView:
    """One name of a lazy package: its import statement, its literal, and its module as `attach` reads it."""

    statement: Code
    quoted: Code
    target: Code


@dataclass(frozen=True, slots=True)
class LazyPackageView:
    """A lazy ``__init__.py``.  `lazy`: relative name of the module with ``attach``."""

    words: Text
    lazy: Code
    names: tuple[LazyNameView, ...]
