"""Where the files that ship with the generator lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """The folder `templates`: inside the installed package, or beside it in a checkout.

    Raises FileNotFoundError for a broken installation.
    """
    for candidate in (_PACKAGE / "_templates", _PACKAGE.parent / "templates"):
        if (candidate / "runtime").is_dir():
            return candidate
    raise FileNotFoundError("the templates are missing: reinstall llm-sdk-generator")
