"""One schema in the shape of 3.1: everything that needs no look at its neighbours."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.normalise.findings import NormalFinding
from generator.spec.normalise.nullable import admit_null
from generator.spec.normalise.numbers import KEYWORDS, exclusive_bounds

TRIGGERS = KEYWORDS | {"nullable"}
"""Keywords that call for `mend`; ``type`` and ``items`` only do so when they are lists."""


def mend(schema: dict[str, Any], tokens: tuple[str, ...], findings: list[NormalFinding]) -> dict[str, Any]:
    """The schema without keywords of older versions.  `schema` is ours to change; its members are not."""
    for keyword in exclusive_bounds(schema):
        bound = keyword.removeprefix("exclusive").lower()
        message = f"`{keyword}: true` needs `{bound}` beside it; it is ignored"
        findings.append(
            NormalFinding("SDK230", Severity.WARNING, message, tokens, f"write `{keyword}` as a number")
        )
    if isinstance(schema.get("items"), list):
        _tuple_items(schema)
    kind: Data = schema.get("type")
    if isinstance(kind, list):
        _unwrap_type(schema, kind)
    if "nullable" in schema:
        return _nullable(schema, tokens, findings)
    return schema


def _tuple_items(schema: dict[str, Any]) -> None:
    """A list under ``items`` (draft 2019-09 and before) is ``prefixItems``; ``additionalItems`` is the rest."""
    schema["prefixItems"] = schema.pop("items")
    if "additionalItems" in schema:
        schema["items"] = schema.pop("additionalItems")


def _unwrap_type(schema: dict[str, Any], kinds: list[Any]) -> None:
    """A list of one type is that type; repetitions say nothing."""
    unique: list[Any] = []
    for kind in kinds:
        if kind not in unique:
            unique.append(kind)
    if len(unique) == 1:
        schema["type"] = unique[0]
    elif len(unique) < len(kinds):
        schema["type"] = unique


def _nullable(
    schema: dict[str, Any], tokens: tuple[str, ...], findings: list[NormalFinding]
) -> dict[str, Any]:
    value = schema.pop("nullable")
    if isinstance(value, str) and value.lower() in ("true", "false"):
        findings.append(
            NormalFinding(
                "SDK231", Severity.WARNING, f"`nullable` is text ({value!r}), not a boolean", tokens
            )
        )
        value = value.lower() == "true"
    elif not isinstance(value, bool):
        findings.append(
            NormalFinding("SDK231", Severity.WARNING, "`nullable` is not a boolean; it is ignored", tokens)
        )
        return schema
    return admit_null(schema) if value else schema
