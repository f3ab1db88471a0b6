"""Placing operations that nobody named: resource and method from the path and the HTTP method.

`GET /v1/users` is ``users.list``, `GET /v1/users/{id}` is ``users.retrieve``, `POST /users/{id}/ban` is ``users.ban``,
`POST /models/{m}:predict` is ``models.predict``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.ir.api import Operation
from generator.ir.types import ListOf
from generator.plan import words

_VERSION = re.compile(r"(api|rest|v\d+([._]\d+)*((alpha|beta|rc|p)\d*)?)", re.IGNORECASE)
_VERBS = frozenset(
    line
    for line in Path(__file__).with_name("verbs.txt").read_text(encoding="ascii").splitlines()
    if line[0] != "#"
)
_RPC = _VERBS | {
    "create",
    "do",
    "fetch",
    "find",
    "get",
    "invoke",
    "make",
    "post",
    "put",
    "replace",
    "set",
    "start",
}
_ITEM = {
    "GET": "retrieve",
    "HEAD": "head",
    "DELETE": "delete",
    "PATCH": "update",
    "OPTIONS": "options",
    "TRACE": "trace",
}


@dataclass(frozen=True, slots=True)
class Placement:
    """A wanted place: words of the resource path, and the word of the method."""

    path: tuple[str, ...]
    method: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """A path taken apart: static words, whether it ends in a parameter, and the `:verb`."""

    statics: tuple[str, ...]
    segments: tuple[str, ...]
    is_item: bool
    verb: str


@dataclass(slots=True)
class _Survey:
    """What the whole document shows: HTTP methods by path, and paths that have something below them."""

    methods: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    parents: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    collections: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])


def infer(operations: tuple[Operation, ...]) -> Iterator[tuple[Operation, Placement]]:
    """A wanted place for each operation, in document order.  Several may want the same one."""
    shapes = {operation.id: _shape(operation.path) for operation in operations}
    survey = _survey(operations, shapes)
    for operation in operations:
        if operation.method_name:
            yield operation, Placement(operation.resource_path, operation.method_name)
        else:
            yield operation, _placement(operation, shapes[operation.id], survey)


def _shape(path: str) -> _Shape:
    path, _, query = path.partition("?")
    segments = [segment for segment in path.split("/") if segment]
    while segments and _VERSION.fullmatch(segments[0]):
        segments.pop(0)
    verb = ""
    if segments:
        segments[-1], _, verb = _last(segments[-1])
        segments = [segment for segment in segments if segment]
    statics = tuple(segment for segment in segments if "{" not in segment)
    del query  # A fixed query does not tell resources apart.
    normal = tuple("{}" if "{" in segment else segment for segment in segments)
    return _Shape(statics, normal, bool(segments) and "{" in segments[-1], verb)


def _last(segment: str) -> tuple[str, str, str]:
    """A last segment and its `:verb`; colons inside braces belong to the parameter."""
    head, colon, verb = segment.rpartition(":")
    if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", verb):
        return head, colon, verb
    return segment, "", ""


def _survey(operations: tuple[Operation, ...], shapes: Mapping[str, _Shape]) -> _Survey:
    survey = _Survey()
    for operation in operations:
        shape = shapes[operation.id]
        if shape.verb:
            continue
        survey.methods[shape.segments].add(operation.method)
        for length in range(1, len(shape.segments)):
            survey.parents.add(shape.segments[:length])
        if shape.is_item:
            survey.collections.add(shape.segments[:-1])
    return survey


def _placement(operation: Operation, shape: _Shape, survey: _Survey) -> Placement:
    if shape.verb:
        return Placement(shape.statics, shape.verb)
    if not shape.statics:
        return Placement((), operation.id)
    if shape.is_item:
        return Placement(shape.statics, _item_method(operation, shape, survey))
    if _is_action(shape, survey):
        return Placement(shape.statics[:-1], shape.statics[-1])
    return Placement(shape.statics, _collection_method(operation, shape, survey))


def _is_action(shape: _Shape, survey: _Survey) -> bool:
    """Whether the last static segment is what is done, not a thing: alone on its path, with nothing below it."""
    here = survey.methods[shape.segments]
    if len(here) > 1 or shape.segments in survey.parents:
        return False
    last = words.split(shape.statics[-1])
    if len(shape.statics) < 2:  # Remote procedure calls: `/sendMessage` is a method of the client.
        return len(last) > 1 and last[0] in _RPC
    if last[0] in _VERBS:
        return True
    after_item = shape.segments[-2] == "{}"
    return after_item and here <= {"GET", "POST"} and words.singular(last[-1]) == last[-1]


def _item_method(operation: Operation, shape: _Shape, survey: _Survey) -> str:
    here = survey.methods[shape.segments]
    if operation.method == "PUT":
        return "replace" if here & {"PATCH", "POST"} else "update"
    if operation.method == "POST":
        return "create" if "PATCH" in here else "update"
    return _ITEM.get(operation.method, operation.method.lower())


def _collection_method(operation: Operation, shape: _Shape, survey: _Survey) -> str:
    here = survey.methods[shape.segments]
    match operation.method:
        case "GET":
            return "list" if _is_list(operation, shape, survey) else "retrieve"
        case "POST":
            return "create"
        case "PUT":
            return "replace" if here & {"PATCH"} else "update"
        case "DELETE":
            return "delete_all" if shape.segments in survey.collections else "delete"
        case _:
            return _ITEM.get(operation.method, operation.method.lower())


def _is_list(operation: Operation, shape: _Shape, survey: _Survey) -> bool:
    if operation.pagination is not None or shape.segments in survey.collections:
        return True
    successes = [
        content for response in operation.responses if response.is_success for content in response.contents
    ]
    if any(isinstance(content.type, ListOf) for content in successes):
        return True
    last = words.split(shape.statics[-1])[-1]
    return words.singular(last) != last
