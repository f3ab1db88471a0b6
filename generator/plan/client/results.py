"""What a method returns: one kind of answer, with its types for the sync and the async client."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.config import OperationConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Operation, ResponseContent, ResponseKind
from generator.ir.types import TypeRef, TypeTable
from generator.ir.walk import success_responses
from generator.plan.annotation import Annotation, Dialect, TypeName
from generator.plan.client import names
from generator.plan.client.contents import is_envelope


@dataclass(frozen=True, slots=True)
class Pair:
    """A type for the sync and one for the async client."""

    sync: Annotation
    asynchronous: Annotation

    def pick(self, asynchronous: bool) -> Annotation:
        """One of the two."""
        return self.asynchronous if asynchronous else self.sync

    def or_none(self) -> Pair:
        """Both with `| None`."""
        return Pair(names.either(self.sync, names.NONE), names.either(self.asynchronous, names.NONE))


@dataclass(frozen=True, slots=True)
class Chosen:
    """One type of answer and the values of the argument that lead to it.  `locator`: ``str`` for plain text."""

    values: tuple[str, ...]
    annotation: Annotation
    locator: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Answers whose type follows from an argument.  The first one is that of a call without it."""

    argument: str
    answers: tuple[Chosen, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of an operation.

    `kind`: what the runtime reads.  `locator`: the type of a JSON answer, of a page's item or of an event.
    `page`: class name without `Sync` and `Async`.  `accept`: media types to ask for, "" for the kind's own.
    `by_status`: status and locator of JSON answers of other types.  `choice`: the same by the value of an argument.
    `stream`, `event`: types and locator of the stream of an operation that has a switch for it.  `is_envelope`: its
    event type describes the frame (`event` and `data`).
    """

    kind: ResponseKind
    types: Pair
    locator: str | None = None
    page: str = ""
    accept: str = ""
    stream: Pair | None = None
    event: str | None = None
    is_envelope: bool = False
    by_status: tuple[tuple[str, str], ...] = ()
    choice: Choice | None = None


def plan_result(
    operation: Operation,
    own: OperationConfig,
    page: str,
    table: TypeTable,
    book: names.NamedTypes,
    diagnostics: Diagnostics,
    binary_class: str = "",
) -> Result:
    """Choose the kind of answer.

    Raw bytes when configured; events when the operation always streams; a page; else the first content of the first
    success response, JSON before text.  JSON answers of several statuses and types are a union.  An additional success without content makes a JSON answer optional.
    `page`: name of its page class, "" for none.  `binary_class`: see `binary_result`.
    Note SDK660: answers of other kinds are declared too.
    """
    if own.binary:
        return binary_result(binary_class)
    if operation.streaming is not None and is_always_streaming(operation):
        return _events(operation, table, book)
    contents = [content for content in _contents(operation) if content.kind != "stream"]
    result = _plain(operation, contents, page, book)
    others = sorted({content.media_type for content in contents if content.kind != result.kind})
    if others:
        message = f"{operation.id} returns its {result.kind} answer; it may answer with {', '.join(others)}"
        diagnostics.note("SDK660", message, operation.origin)
    if result.kind == "binary":
        is_text = own.binary is False
        types = Pair(names.TEXT, names.TEXT)
        result = Result("text", types) if is_text else binary_result(binary_class, result.accept)
    return _with_stream(
        operation, _with_choice(operation, result, own, table, book, diagnostics), table, book
    )


def _with_choice(
    operation: Operation,
    result: Result,
    own: OperationConfig,
    table: TypeTable,
    book: names.NamedTypes,
    diagnostics: Diagnostics,
) -> Result:
    """The result with the types that the configuration gives to the values of an argument."""
    if own.answers is None or result.kind != "json":
        return result
    known = {each.name: id for id, each in table.defs.items() if each.name is not None}
    values: dict[str, list[str]] = {own.answers.types.get(own.answers.default, ""): []}
    for value, component in own.answers.types.items():
        values.setdefault(component, []).append(value)
    answers: list[Chosen] = []
    for component, each in values.items():
        if not component:
            answers.append(Chosen(tuple(each), names.TEXT, "str"))
        elif component in known:
            name = book.name_of(known[component], Dialect.RESPONSE)
            answers.append(Chosen(tuple(each), book.named(name), name.locator))
        else:
            message = f"{operation.id} has no answer {component!r}, which `answers` names"
            diagnostics.note("SDK656", message, operation.origin)
    if not answers:
        return result
    whole = names.either(*(answer.annotation for answer in answers))
    return replace(result, types=Pair(whole, whole), choice=Choice(own.answers.argument, tuple(answers)))


def is_always_streaming(operation: Operation) -> bool:
    """Whether every answer is a stream: nothing in the request turns it on, and no other answer is declared."""
    streaming = operation.streaming
    if streaming is None or streaming.switch is not None:
        return False
    return (
        not streaming.declared
        or bool(streaming.query)
        or all(c.kind == "stream" for c in _contents(operation))
    )


def _contents(operation: Operation) -> Iterator[ResponseContent]:
    """Contents of success answers; of `default` when no success is declared."""
    successes = [r for r in operation.responses if r.is_success]
    for response in successes or [r for r in operation.responses if r.status == "default"]:
        yield from response.contents


def _plain(
    operation: Operation, contents: list[ResponseContent], page: str, book: names.NamedTypes
) -> Result:
    if page and (item := book.item_locator(operation.id)) is not None:
        return _paged(page, item, book.answer_name(operation.id, item))
    kinds = [content.kind for content in contents]
    if not kinds or operation.method == "HEAD":
        return Result("none", Pair(names.NONE, names.NONE))
    accept = ", ".join(dict.fromkeys(c.media_type for c in contents if c.kind == kinds[0]))
    is_mixed = len(set(kinds)) > 1
    if kinds[0] == "binary":
        return binary_result("", accept)
    if "json" in kinds:
        return _json(operation, contents, book)
    if kinds[0] == "text":
        return Result("text", Pair(names.TEXT, names.TEXT), accept=accept if is_mixed else "")
    return Result("none", Pair(names.NONE, names.NONE))


def _json(operation: Operation, contents: list[ResponseContent], book: names.NamedTypes) -> Result:
    name = book.response_locator(operation.id)
    annotation = book.answer_name(operation.id, name) if name is not None else names.OBJECT
    others = book.other_answers(operation.id)
    annotation = names.either(annotation, *(book.named(other) for _, other in others))
    types = Pair(annotation, annotation)
    is_mixed = any(content.kind != "json" for content in contents)
    accept = next(c.media_type for c in contents if c.kind == "json") if is_mixed else ""
    if any(response.is_success and not response.contents for response in operation.responses):
        types = types.or_none()
    by_status = tuple(_by_status(operation, name, others)) if others else ()
    return Result("json", types, name.locator if name else None, accept=accept, by_status=by_status)


def _by_status(
    operation: Operation, first: TypeName | None, others: Sequence[tuple[str, TypeName]]
) -> Iterator[tuple[str, str]]:
    """Each success status with JSON and the locator of its type; those of a type without name are left out."""
    own = dict(others)
    known: dict[TypeRef, TypeName | None] = {}
    for response in success_responses(operation):
        body = next((c.type for c in response.contents if c.kind == "json" and c.type is not None), None)
        if body is not None:
            name = known.setdefault(body, own.get(response.status) if known else first)
            if name is not None:
                yield response.status, name.locator


def binary_result(binary_class: str, accept: str = "") -> Result:
    """Raw bytes, as the runtime's class for them or another one of the package (`module:Name`)."""
    annotation = names.in_runtime("binary", "BinaryResponse")
    if binary_class:
        module, _, name = binary_class.partition(":")
        annotation = names.in_package(module, name)
    return Result("binary", Pair(annotation, annotation), accept=accept)


def _paged(page: str, item: TypeName, of_item: Annotation) -> Result:
    sync = names.applied(names.in_package("pagination", f"Sync{page}"), of_item)
    one = names.applied(names.in_package("pagination", f"Async{page}"), of_item)
    asynchronous = names.applied(names.in_runtime("pages", "AsyncPaginator"), of_item, one)
    return Result("json", Pair(sync, asynchronous), item.locator, page)


def _events(operation: Operation, table: TypeTable, book: names.NamedTypes) -> Result:
    event = book.event_locator(operation.id)
    assert operation.streaming is not None
    envelope = is_envelope(operation.streaming.event, table)
    return Result("stream", _streams(event, book), event.locator if event else None, is_envelope=envelope)


def _streams(event: TypeName | None, book: names.NamedTypes) -> Pair:
    inner = book.named(event) if event is not None else names.OBJECT
    return Pair(
        names.applied(names.in_runtime("streaming", "Stream"), inner),
        names.applied(names.in_runtime("streaming", "AsyncStream"), inner),
    )


def _with_stream(operation: Operation, result: Result, table: TypeTable, book: names.NamedTypes) -> Result:
    if operation.streaming is None:
        return result
    event = book.event_locator(operation.id)
    return replace(
        result,
        stream=_streams(event, book),
        event=event.locator if event else None,
        is_envelope=is_envelope(operation.streaming.event, table),
    )
