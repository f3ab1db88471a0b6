"""Path templates (OpenAPI 3.1 section 4.8.8.2, RFC 6570 for Discovery) and the parameters in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.codes import lowering as codes
from generator.diagnostics import Origin
from generator.ir.api import Param
from generator.ir.types import Scalar, ScalarKind
from generator.lower.context import Context

_EXPRESSION: Final = re.compile(r"\{(\+?)([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A path with plain ``{name}`` expressions, its names in order, and those of ``{+name}`` expressions."""

    path: str
    names: tuple[str, ...]
    reserved: frozenset[str]


def template_of(path: str) -> Template:
    """Read a path key of OpenAPI or a path of Discovery, which lacks the leading slash."""
    found = _EXPRESSION.findall(path)
    plain = _EXPRESSION.sub(lambda match: "{" + match.group(2) + "}", path)
    return Template(
        plain if plain.startswith("/") else f"/{plain}",
        tuple(dict.fromkeys(name for _, name in found if name)),
        frozenset(name for plus, name in found if plus),
    )


def fit(ctx: Context, template: Template, params: Sequence[Param], origin: Origin) -> tuple[Param, ...]:
    """The parameters that agree with the template: path parameters first, in its order.

    Names that are not declared become strings; declared ones that the template lacks are left out.
    """
    declared = {param.name: param for param in params if param.location == "path"}
    for name in declared:
        if name not in template.names:
            ctx.diagnostics.warning(
                codes.PATH_PARAMETER_REMOVED, f"the path has no {{{name:.80}}}", declared[name].origin
            )
    in_path = [_path_param(ctx, name, declared.get(name), template, origin) for name in template.names]
    return (*in_path, *(param for param in params if param.location != "path"))


def _path_param(ctx: Context, name: str, declared: Param | None, template: Template, origin: Origin) -> Param:
    """One parameter of the path, made up when it is not declared."""
    param = declared
    if param is None:
        ctx.diagnostics.warning(codes.PATH_PARAMETER_ADDED, f"{{{name:.80}}} is not declared", origin)
        param = Param(
            name, "path", Scalar(ScalarKind.STRING), True, style="simple", explode=False, origin=origin
        )
    return replace(param, style="reserved", style_stated=True) if name in template.reserved else param
