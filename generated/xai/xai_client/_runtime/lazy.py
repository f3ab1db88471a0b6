"""Lazy modules (PEP 562): names are imported from their submodule when first asked for."""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["attach"]


def attach(package: str, names: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` for the module `package`.

    `names` maps an exported name to the module below `package` that defines it; ``module:Other`` takes the
    attribute `Other` of it; a leading dot climbs as in a relative import (``.errors`` is the package's own
    ``errors``, ``..errors`` its parent's); an entry that ends in ``:`` is the module itself.
    """

    def __getattr__(name: str) -> object:
        target = names.get(name)
        if target is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        path, colon, attribute = target.partition(":")
        module = import_module(path if path.startswith(".") else "." + path, package)
        value: object = module if colon and not attribute else getattr(module, attribute or name)
        setattr(sys.modules[package], name, value)
        return value

    def __dir__() -> list[str]:
        return sorted({*vars(sys.modules[package]), *names})

    return __getattr__, __dir__
