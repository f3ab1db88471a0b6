"""Pydantic models, printed by datamodel-code-generator's class model through our template.

The plan has decided everything; what is used here is the generator's printing layer.  What it prints is parsed again
and must hold exactly the planned class with exactly the planned fields.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datamodel_code_generator.model.pydantic_v2 import BaseModel
from datamodel_code_generator.model.pydantic_v2.base_model import DataModelField
from datamodel_code_generator.reference import Reference
from datamodel_code_generator.types import DataType

from generator.plan.code import Code
from generator.plan.package import PlannedFile
from generator.plan.types.views import MODULE_TEMPLATE, FieldView, ModelView, ModuleView
from generator.render.environment import environment
from generator.render.filters import docstring
from generator.render.overrides import place_of

__all__ = ["PRINTERS", "PrintedModelError", "print_model", "print_module"]

_TEMPLATE = "models/pydantic_v2/BaseModel.jinja2"
_EXTRA = "__pydantic_extra__"


class PrintedModelError(AssertionError):
    """The printed class is not the planned one: a fault of the generator or of its template."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """What the template needs beside the class model: finished lines and assignments."""

    base: str
    head: tuple[str, ...]
    defaults: dict[str, str]
    docs: dict[str, tuple[str, ...]]


def print_model(view: ModelView, own: Path | None = None) -> Code:
    """The source of one class, without a line end.  Raises PrintedModelError when it is not what was planned.

    `own`: folder of templates that replace ours.
    """
    head = [docstring(view.docs)] if view.docs else []
    if view.extra:
        head.append(Code(f"{_EXTRA}: {view.extra}  # pyright: ignore"))
    if not head and not view.fields:
        head.append(Code("pass"))
    planned = _Planned(
        base=view.base,
        head=tuple(head),
        defaults={f.name: f" = {f.default}" if f.default else "" for f in view.fields},
        docs={f.name: (docstring(f.docs), "") if f.docs else () for f in view.fields},
    )
    data: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    data[view.name]["planned"] = planned
    model = BaseModel(
        reference=Reference(path=view.name, original_name=view.name, name=view.name),
        fields=[_field(f) for f in view.fields],
        custom_template_dir=place_of(_TEMPLATE, own) / "models",
        extra_template_data=data,
    )
    source = Code("\n".join(line.rstrip() for line in model.render().strip().split("\n")))
    _check(source, view)
    return source


def _field(view: FieldView) -> DataModelField:
    # `required` keeps the planned type as it is: for optional fields the class model would wrap it once more.
    return DataModelField(name=view.name, data_type=DataType(type=view.type), required=True)


def _check(source: str, view: ModelView) -> None:
    """Compare the printed class with the plan."""
    body = ast.parse(source).body
    if len(body) != 1 or not isinstance(body[0], ast.ClassDef) or body[0].name != view.name:
        raise PrintedModelError(f"no single class {view.name} was printed")
    fields = [s for s in body[0].body if isinstance(s, ast.AnnAssign)]
    printed = [s.target.id for s in fields if isinstance(s.target, ast.Name) and s.target.id != _EXTRA]
    if printed != [f.name for f in view.fields]:
        raise PrintedModelError(f"{view.name} was printed with the fields {printed}")
    own = [s for s in fields if isinstance(s.target, ast.Name) and s.target.id != _EXTRA]
    lines = source.encode().split(b"\n")
    for statement, field in zip(own, view.fields, strict=True):
        if _text(lines, statement.annotation) != str(field.type):
            raise PrintedModelError(f"{view.name}.{field.name} was printed with another type")


def _text(lines: Sequence[bytes], node: ast.expr) -> str:
    """The source of an expression; columns of the parser count bytes of UTF-8."""
    assert node.end_lineno is not None
    taken = list(lines[node.lineno - 1 : node.end_lineno])
    taken[-1] = taken[-1][: node.end_col_offset]
    taken[0] = taken[0][node.col_offset :]
    return b"\n".join(taken).decode()


def print_module(planned: PlannedFile, own: Path | None = None) -> str:
    """A module of types: models by :func:`print_model`, all else by the template of the file."""
    view = planned.view
    assert isinstance(view, ModuleView)
    assert planned.template is not None
    template = environment(own).get_template(planned.template)
    return template.render(view=view, models=tuple(print_model(model, own) for model in view.models))


PRINTERS: dict[str, Callable[[PlannedFile, Path | None], str]] = {MODULE_TEMPLATE: print_module}
"""Printers of templates that take more than a view, by template name."""
