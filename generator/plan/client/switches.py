"""The argument that turns a stream on: three typed forms of it make three overloads."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.ir.behaviour import Streaming
from generator.plan import identifiers
from generator.plan.annotation import Annotation
from generator.plan.client.arguments import Argument, Arguments
from generator.plan.client.names import either
from generator.plan.code import Code, literal
from generator.plan.imports import Import

_LITERAL = Import("typing", "Literal")


@dataclass(frozen=True, slots=True)
class Switch:
    """Forms of the argument.

    `off`: no stream; may be left out unless the document requires it.  `on`: the value that streams.  `either`: any value.  `anything`: of the
    implementation.  `is_added`: the document has no such parameter.
    """

    name: str
    off: Argument
    on: Argument
    either: Argument
    anything: Argument
    is_added: bool


def plan_switch(streaming: Streaming, arguments: Arguments) -> Switch:
    """The forms of the switch of an operation; an argument is made up where the document has none for it."""
    found = arguments.named(streaming.switch, "body", "query") if streaming.switch else None
    if streaming.switch_value is True:
        return _boolean(found, arguments)
    return _worded(found, streaming, arguments)


def _boolean(found: Argument | None, arguments: Arguments) -> Switch:
    plain = found or _made_up(arguments, Annotation(Code("bool")))
    is_nullable = plain.annotation.code.endswith("| None")
    none = " | None" if is_nullable or found is None else ""
    whole = Annotation(Code("bool"))
    if found is not None and found.annotation.code not in ("bool", "bool | None"):
        whole = either(whole, found.annotation)  # The document lets the switch be something else as well.
    anything = replace(whole, code=Code(f"{whole.code.removesuffix(none)}{none}" if none else whole.code))
    return Switch(
        plain.name,
        _form(plain, f"Literal[False]{none}", required=plain.required),
        _form(plain, "Literal[True]", required=True),
        replace(plain, annotation=whole, required=True, positional=False),
        replace(plain, annotation=anything, required=False, positional=False),
        found is None,
    )


def _worded(found: Argument | None, streaming: Streaming, arguments: Arguments) -> Switch:
    """A switch that takes a word: every other value (or none) means no stream."""
    value = literal(streaming.switch_value)
    plain = found or _made_up(arguments, Annotation(Code(f"Literal[{value}]"), frozenset([_LITERAL])))
    others = [literal(v) for v in plain.choices if v != streaming.switch_value]
    off = f"Literal[{', '.join(others)}]" if others else "None"
    return Switch(
        plain.name,
        _form(plain, off, required=plain.required),
        _form(plain, f"Literal[{value}]", required=True),
        replace(plain, required=True, positional=False),
        replace(plain, required=False, positional=False),
        found is None,
    )


def _form(argument: Argument, code: str, *, required: bool) -> Argument:
    annotation = Annotation(Code(code), frozenset([_LITERAL]))
    return replace(argument, annotation=annotation, required=required, positional=False)


def _made_up(arguments: Arguments, annotation: Annotation) -> Argument:
    name = identifiers.unique(["stream", "stream_answer"], {a.name for a in arguments.items})
    return Argument("switch", name, name, annotation, False)
