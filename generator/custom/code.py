"""Custom code as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FOLDER = "lib"
"""Where the code goes inside the package."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a name comes from: a dotted absolute module, or the path of a module of the package; `name` "" for the
    module itself.
    """

    module: str | tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function.  `default`: source text, None when it is required."""

    name: str
    annotation: str
    default: str | None
    keyword: bool


@dataclass(frozen=True, slots=True)
class Function:
    """A function at the top of a module, as far as its signature goes.

    `parameters`: without the resource that it works on, and without `arguments`.  `names`: what the names in
    annotations and defaults stand for; built-in ones are left out.
    """

    place: str
    is_async: bool
    parameters: tuple[Parameter, ...]
    takes_arguments: bool
    returns: str
    docs: str
    names: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class CustomCode:
    """Files by path below the package (`lib/...`), and the names that each Python module defines."""

    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    names: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """By dotted module name."""
    exports: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """`__all__` of the modules that have one, by dotted module name."""
    functions: Mapping[str, Function] = field(default_factory=dict[str, Function])
    """Functions that become methods, by place (`lib.module:name`)."""

    @property
    def lines(self) -> int:
        """Lines of all Python files."""
        return sum(
            content.count(b"\n") for path, content in self.files.items() if path.endswith((".py", ".pyi"))
        )
