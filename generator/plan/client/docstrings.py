"""Words of methods: the document's where there are any, else a sentence of facts."""

from __future__ import annotations

from collections.abc import Iterable

from generator.ir.api import Operation
from generator.ir.types import Docs
from generator.plan.client.arguments import Argument
from generator.plan.code import Text


def method_words(operation: Operation, arguments: Iterable[Argument]) -> Text:
    """Summary, description and the `Args` section with those arguments that have words."""
    parts = [joined(operation.docs) or f"Send `{operation.method} {operation.path}`."]
    described = [_argument(argument) for argument in arguments if argument.docs]
    if described:
        parts.append("\n".join(["Args:", *described]))
    return Text("\n\n".join(parts))


def joined(docs: Docs) -> str:
    """Summary and description as paragraphs; a description that begins with the summary stands alone."""
    summary, description = docs.summary.strip(), docs.description.strip()
    if not summary or description.startswith(summary.rstrip(".")):
        return description or summary
    if not description:
        return summary
    return f"{summary}\n\n{description}"


def _argument(argument: Argument) -> str:
    lines = [line.strip() for line in joined(argument.docs).splitlines()]
    first, *more = [line for line in lines if line]
    return "\n".join([f"  {argument.name}: {first}", *(f"      {line}" for line in more)])
