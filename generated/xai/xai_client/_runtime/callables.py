"""Python functions as tools of a model: the schema of their arguments, and calls with what the model wrote.

The schema comes from the annotations, the words from the docstring (its first paragraph, and an ``Args:`` section).
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["CallableTool"]

R = TypeVar("R")

_SECTIONS = ("Args:", "Arguments:", "Parameters:")
_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_ARGUMENT = re.compile(r"(?P<name>\*{0,2}\w+)(?:\s*\([^)]*\))?:\s*(?P<words>.*)")


class CallableTool(Generic[R]):
    """A function, described for a model.

    `name`: letters, digits, underscores and dashes, at most 64.  `description`: may be empty.  `parameters`: the JSON
    Schema of an object with an entry for each parameter; with `strict`, in the form that strict tools take.
    Raises TypeError for positional-only and starred parameters, and for annotations that have no schema.
    """

    def __init__(
        self,
        function: Callable[..., R],
        *,
        name: str | None = None,
        description: str | None = None,
        strict: bool = False,
    ) -> None:
        summary, words = _docs(function)
        self.function = function
        self.name = _NAME.sub("_", name or getattr(function, "__name__", "") or "function")[:64]
        self.description = summary if description is None else description
        self._model = _model(function, self.name, words)
        schema = self._model.model_json_schema()
        schema.pop("title", None)
        if strict:
            from .strict_schema import strict_schema

            schema = strict_schema(schema)
        self.parameters: dict[str, Any] = schema

    def __call__(self, arguments: str | bytes | Mapping[str, object] = "{}") -> R:
        """Call the function with arguments as a model gives them: JSON text, or a mapping.

        Returns what the function returns: of an async one, something to await.  Raises pydantic.ValidationError for
        arguments that do not fit the annotations.
        """
        if isinstance(arguments, (str, bytes)):
            values = self._model.model_validate_json(arguments or "{}")
        else:
            values = self._model.model_validate(arguments)
        given = {name: getattr(values, name) for name in type(values).model_fields}
        return self.function(**given)


def _model(function: Callable[..., Any], name: str, words: Mapping[str, str]) -> type[BaseModel]:
    """A model whose fields are the parameters."""
    from pydantic import ConfigDict, Field, create_model

    hints = typing.get_type_hints(function, include_extras=True)
    fields: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            raise TypeError(f"{name}: the parameter {parameter.name!r} cannot be passed by name")
        default: Any = ... if parameter.default is parameter.empty else parameter.default
        field = Field(default, description=words.get(parameter.name))
        fields[parameter.name] = (hints.get(parameter.name, Any), field)
    made = cast("Any", create_model)(name, __config__=ConfigDict(extra="forbid"), **fields)
    return cast("type[BaseModel]", made)


def _docs(function: Callable[..., Any]) -> tuple[str, dict[str, str]]:
    """The first paragraph of a docstring, and the words of its ``Args:`` section by parameter."""
    lines = (inspect.getdoc(function) or "").splitlines()
    paragraph = takewhile(lambda line: line.strip() and line.strip() not in _SECTIONS, lines)
    summary = " ".join(" ".join(paragraph).split())
    words: dict[str, str] = {}
    inside = False
    current = ""
    for line in lines:
        if not line.startswith(" "):
            inside = line.strip() in _SECTIONS
            continue
        match = _ARGUMENT.fullmatch(line.strip()) if inside else None
        if match is not None:
            current = match["name"].lstrip("*")
            words[current] = match["words"].strip()
        elif inside and current:
            words[current] = f"{words[current]} {line.strip()}".strip()
    return summary, words
