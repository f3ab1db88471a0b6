"""Imports of a planned module, computed from what the module uses."""

from __future__ import annotations

from dataclasses import dataclass

from generator.plan.code import Code

ModulePath = tuple[str, ...]
"""Path of a module inside the package, e.g. ("types", "chat", "chat_completion"); () is the package itself."""


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """`from <module> import <name> as <alias>`, or `import <module>` when `name` is empty.

    `module` is a dotted absolute name for the standard library and dependencies, a `ModulePath` inside the package.
    """

    module: str | ModulePath
    name: str = ""
    alias: str = ""

    @property
    def bound(self) -> str:
        """The name that the importing module gets."""
        return self.alias or self.name or str(self.module).partition(".")[0]


def relative(target: ModulePath, importer: ModulePath, *, importer_is_package: bool = False) -> Code:
    """Dotted relative name of `target` as seen from `importer`: (types, a, b) from (resources, x) is `..types.a.b`."""
    package = importer if importer_is_package else importer[:-1]
    common = 0
    while common < min(len(package), len(target)) and package[common] == target[common]:
        common += 1
    dots = "." * (len(package) - common + 1)
    return Code(dots + ".".join(target[common:]))


def lines(
    imports: frozenset[Import] | set[Import], importer: ModulePath, *, importer_is_package: bool = False
) -> tuple[Code, ...]:
    """Import statements, grouped and sorted: standard library and dependencies first, then relative ones.

    One statement per module; sorted by module, then by name, so that equal sets give equal text.
    """
    absolute: dict[str, set[str]] = {}
    local: dict[str, set[str]] = {}
    plain: set[str] = set()
    for item in imports:
        if isinstance(item.module, str):
            if not item.name:
                plain.add(f"import {item.module} as {item.alias}" if item.alias else f"import {item.module}")
                continue
            group, module = absolute, item.module
        else:
            group, module = local, relative(item.module, importer, importer_is_package=importer_is_package)
        group.setdefault(module, set()).add(f"{item.name} as {item.alias}" if item.alias else item.name)
    statements = sorted(plain)
    statements += [f"from {m} import {', '.join(sorted(names))}" for m, names in sorted(absolute.items())]
    ordered = sorted(local.items(), key=lambda kv: (-(len(kv[0]) - len(kv[0].lstrip("."))), kv[0]))
    statements += [f"from {m} import {', '.join(sorted(names))}" for m, names in ordered]
    return tuple(Code(s) for s in statements)
