"""Where the files that ship with the generator lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def templates_dir() -> Path:
    """The folder `templates`: inside the installed package, or beside it in a checkout.

    Raises FileNotFoundError for a broken installation.
    """
    for candidate in (_PACKAGE / "_templates", _PACKAGE.parent / "templates"):
        if (candidate / "runtime").is_dir():
            return candidate
    raise FileNotFoundError("the templates are missing: reinstall llm-sdk-generator")


def licence_text(stated: str = "") -> str:
    """The licence to put beside generated code: that of the runtime, and in front the one that the package states."""
    for candidate in (_PACKAGE / "_LICENSE", _PACKAGE.parent / "LICENSE"):
        if candidate.is_file():
            text = candidate.read_text(encoding="utf-8")
            break
    else:
        raise FileNotFoundError("the licence is missing: reinstall llm-sdk-generator")
    if stated in ("", "MIT"):
        return text
    return f"This package is under the licence {stated}.\nIts `_runtime` is under this one:\n\n{text}"
