"""`sdkgen inspect`: what the generator sees in a document."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.console import Terminal, as_data
from generator.cli.validating import summary
from generator.diagnostics import Diagnostics, Severity

if TYPE_CHECKING:
    from generator.ir.api import Api

EXAMPLES = (
    "sdkgen inspect api.yaml",
    "sdkgen inspect api.yaml --json > api.ir.json",
)


def inspect(
    spec: Annotated[Path, typer.Argument(help="OpenAPI or Discovery document.", exists=True, dir_okay=False)],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole intermediate representation as JSON.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the summary only.")] = False,
) -> int:
    """Show operations, types, and everything that needed a decision."""
    from generator.config import TargetConfig
    from generator.ir import dump
    from generator.pipeline import Job
    from generator.pipeline import inspect as read

    terminal = Terminal(quiet=quiet)
    diagnostics = Diagnostics()
    try:
        api = read(Job(TargetConfig(), spec, words="upstream"), diagnostics, terminal.progress(spec.name))
    except Exception:
        terminal.findings(diagnostics, least=Severity.NOTE)
        raise
    terminal.done()
    if as_json:
        document = {"api": json.loads(dump.dump(api)), "diagnostics": [as_data(d) for d in diagnostics]}
        terminal.data(json.dumps(document, indent=2))
        return 0
    for line in _overview(api):
        terminal.print(line)
    terminal.findings(diagnostics, least=Severity.NOTE)
    terminal.print(summary(diagnostics))
    return 0


def _overview(api: Api) -> list[str]:
    from generator.ir.types import ObjectDef

    methods = Counter(operation.method for operation in api.operations)
    kinds = Counter("object" if isinstance(d, ObjectDef) else "alias" for d in api.types.defs.values())
    bodies = Counter(c.media_type for o in api.operations if o.body for c in o.body.contents)
    answers = Counter(c.media_type for o in api.operations for r in o.responses for c in r.contents)
    return [
        f"{api.title} {api.version} ({api.format})",
        f"operations: {len(api.operations)} ({_counts(methods)})",
        f"  streaming: {sum(o.streaming is not None for o in api.operations)}, "
        f"paginated: {sum(o.pagination is not None for o in api.operations)}, "
        f"deprecated: {sum(o.deprecated for o in api.operations)}",
        f"parameters: {sum(len(o.params) for o in api.operations)}",
        f"request media types: {_counts(bodies)}",
        f"response media types: {_counts(answers)}",
        f"types: {len(api.types.defs)} ({_counts(kinds)}), webhooks: {len(api.webhooks)}",
        f"security schemes: {', '.join(s.name for s in api.security_schemes) or 'none'}",
    ]


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common()) or "none"
