"""Templates of a user in place of ours: which may be replaced, and where each one is found.

A folder of templates has the layout of `templates/`.  A file in it replaces the template of the same name; files below
`own/` are free for macros that those import, and `original/NAME` reaches the template that was replaced.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from generator.diagnostics import UsageError
from generator.paths import templates_dir

FREE = "own"
"""Folder for templates that replace nothing."""
ORIGINAL = "original"
"""Prefix of the names of the generator's own templates."""
_SUFFIXES = (".jinja", ".jinja2")


def template_names() -> tuple[str, ...]:
    """Every template that can be replaced, by its name below `templates/`, sorted."""
    return tuple(_names(templates_dir()))


def template_source(name: str) -> str:
    """The text of a template of the generator.  Raises UsageError for a name that there is not."""
    if name not in template_names():
        raise UsageError(f"there is no template {name!r}{_nearest(name)}; `sdkgen templates` lists them")
    return (templates_dir() / name).read_text("utf-8")


def check_overrides(folder: Path) -> None:
    """Raise UsageError for a folder that is none, and for files in it that would replace nothing."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of templates")
    known = template_names()
    for name in _names(folder):
        if name not in known and not name.startswith(f"{FREE}/"):
            raise UsageError(
                f"{folder / name} replaces no template{_nearest(name)}; "
                f"`sdkgen templates` lists them, and files below {FREE}/ are free"
            )
    runtime = folder / "runtime"
    if runtime.exists():
        raise UsageError(
            f"{runtime}: the runtime is copied as it is and cannot be replaced; see `custom:` in sdk.yaml"
        )


def place_of(name: str, own: Path | None) -> Path:
    """The folder that a template comes from: the user's where it has one of this name, else ours."""
    return own if own is not None and (own / name).is_file() else templates_dir()


def _names(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.name.endswith(_SUFFIXES) and path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name, template_names(), n=1)
    return f" (did you mean {near[0]}?)" if near else ""
