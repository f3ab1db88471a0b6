"""A document reduced to its facts: names, types and rules stay, the words that describe them go.

`strip` makes the copy, `dump` writes it as the text that is kept in a repository.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from generator.narrow import Data
from generator.spec.facts import discovery, openapi
from generator.spec.facts.text import dump_json, dump_yaml
from generator.spec.facts.walk import strip_as

__all__ = ["Format", "dump", "dump_json", "dump_yaml", "strip"]

Format: TypeAlias = Literal["openapi", "discovery"]

ROOTS: dict[Format, str] = {"openapi": "openapi", "discovery": "document"}


def strip(data: dict[str, object], format: Format) -> dict[str, object]:
    """Copy `data` without descriptions, summaries, examples and other wording.

    The argument is left as it is; parts that need no change are shared with the copy.
    """
    kinds = openapi.KINDS if format == "openapi" else discovery.KINDS
    result: Data = strip_as(data, ROOTS[format], kinds)
    return result if isinstance(result, dict) else {}


def dump(data: object, format: Format) -> str:
    """The text of a stripped document: YAML for OpenAPI, JSON for Discovery; equal data gives equal text."""
    return dump_yaml(data) if format == "openapi" else dump_json(data)
