"""Locators: ``types.chat.completion:Completion`` names an object below the package that holds the runtime."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

__all__ = ["locate", "root_package"]


def root_package() -> str:
    """Name of the package that this runtime is a part of ("" when it stands alone)."""
    return __name__.rpartition(".")[0].rpartition(".")[0]


@cache
def locate(locator: str) -> Any:
    """Import what `locator` names.

    Raises ImportError or AttributeError when there is no such thing: a fault of the generated package.
    """
    module, _, name = locator.partition(":")
    root = root_package()
    return getattr(import_module(f"{root}.{module}" if root else module), name)
