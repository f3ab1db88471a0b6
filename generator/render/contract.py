"""What each template may read: the view contract, as data and as the tables of `docs/templates.md`.

The classes of views are the contract: a template reads `view`, an instance of the class that stands here, and through
its fields the classes that their types name.  A test holds the page against this module.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from generator.plan.client.pages import PagesView
from generator.plan.client.views import ClientModuleView, LazyPackageView, ResourceModuleView
from generator.plan.package_files.documents import IndexView, ReadmeView
from generator.plan.package_files.exports import ErrorsView, ExportsView, VersionView, WordsView
from generator.plan.package_files.metadata import ProjectView
from generator.plan.package_files.module_client import ModuleClientView
from generator.plan.package_files.reference import ContentsView, PageView
from generator.plan.package_files.testing import TestingView
from generator.plan.types.views import ModuleView, PackageView, ShapesView

VIEWS: Mapping[str, type[Any]] = {
    "docs/api.md.jinja": IndexView,
    "docs/readme.md.jinja": ReadmeView,
    "docs/reference.md.jinja": ContentsView,
    "docs/resource.md.jinja": PageView,
    "package/client.py.jinja": ClientModuleView,
    "package/errors.py.jinja": ErrorsView,
    "package/http.py.jinja": WordsView,
    "package/init.py.jinja": ExportsView,
    "package/lazy.py.jinja": LazyPackageView,
    "package/module_client.py.jinja": ModuleClientView,
    "package/pagination.py.jinja": PagesView,
    "package/pyproject.toml.jinja": ProjectView,
    "package/testing.py.jinja": TestingView,
    "package/version.py.jinja": VersionView,
    "resources/module.py.jinja": ResourceModuleView,
    "types/init.py.jinja": PackageView,
    "types/module.py.jinja": ModuleView,
    "types/wire.py.jinja": ShapesView,
}
"""The class of `view` by template.  Macros have none; `models/` gets the fields of a class one by one."""


@dataclasses.dataclass(frozen=True, slots=True)
class FieldEntry:
    """A field of a view and the source of its type."""

    name: str
    type: str


@dataclasses.dataclass(frozen=True, slots=True)
class ViewEntry:
    """A class of views: what its docstring says, its fields in order, and names of the classes among their types."""

    name: str
    words: str
    fields: tuple[FieldEntry, ...]
    reaches: tuple[str, ...]


def entries() -> dict[str, ViewEntry]:
    """Every class that a template can reach, by name, sorted."""
    found: dict[str, ViewEntry] = {}
    pending = list(VIEWS.values())
    while pending:
        view = pending.pop()
        if view.__name__ not in found:
            inner = list(_inner(view))
            found[view.__name__] = ViewEntry(
                view.__name__,
                " ".join((view.__doc__ or "").split()),
                tuple(_fields(view)),
                tuple(kind.__name__ for kind in inner),
            )
            pending += inner
    return dict(sorted(found.items()))


def as_markdown() -> str:
    """The tables of the documentation: templates with their views, then every class with its fields."""
    known = entries()
    lines = ["| template | `view` |", "| --- | --- |"]
    lines += [
        f"| `{name}` | [`{view.__name__}`](#{_anchor(view.__name__)}) |" for name, view in VIEWS.items()
    ]
    for entry in known.values():
        words = entry.words.replace("``", "`")
        lines += ["", f"### `{entry.name}`", "", words, "", "| field | type |", "| --- | --- |"]
        lines += [f"| `{item.name}` | `{item.type.replace('|', chr(92) + '|')}` |" for item in entry.fields]
    return "\n".join(lines) + "\n"


def as_data() -> dict[str, object]:
    """The same for programs: `templates` by name to their view, `views` by name to field and type."""
    views = {name: {item.name: item.type for item in entry.fields} for name, entry in entries().items()}
    return {"templates": {name: view.__name__ for name, view in VIEWS.items()}, "views": views}


def _fields(view: type[Any]) -> Iterator[FieldEntry]:
    for item in dataclasses.fields(view):
        yield FieldEntry(item.name, str(item.type))
    for name, member in vars(view).items():
        if isinstance(member, property) and member.fget is not None:
            yield FieldEntry(name, str(member.fget.__annotations__["return"]))


def _inner(view: type[Any]) -> Iterator[type[Any]]:
    """Dataclasses that the annotations of a view name, looked up where the view is defined."""
    module = vars(sys.modules[view.__module__])
    for entry in _fields(view):
        for name in re.findall(r"[A-Za-z_]+", entry.type):
            kind = module.get(name)
            if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__name__ != "Text":
                yield kind


def _anchor(name: str) -> str:
    return name.lower()
