"""The one text that a document is written as: stable, and read alike by YAML 1.1 and YAML 1.2 parsers."""

from __future__ import annotations

import json
import re

import yaml  # type: ignore[import-untyped,unused-ignore]

AMBIGUOUS = re.compile(
    r"""
      ~ | null | true | false | y | n | yes | no | on | off  # words of YAML 1.1 and of the 1.2 core schema
    | [-+]? [.\d] [\d_:.]* (?: e [-+]? \d* )?                # decimal numbers, base 60, version-like text
    | [-+]? 0 [box] [\da-f_]+                                # other bases
    | [-+]? \. (?: inf | nan )
    | \d{4}-\d\d?-\d\d? .*                                   # dates and times
    | = | <<                                                 # special scalars of YAML 1.1
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""Strings that some YAML version reads as something else when they stand there without quotes."""

_TEXT = "tag:yaml.org,2002:str"

WIDE = 1_000_000
"""Never fold a line: where a fold falls would depend on the text around it."""


class _Dumper(yaml.CSafeDumper):
    """libyaml's emitter without anchors, with quotes wherever versions of YAML disagree."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write shared parts out each time; the copy of a document shares them only by accident."""
        return True


def _string(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = "'" if AMBIGUOUS.fullmatch(value) else None
    return dumper.represent_scalar(_TEXT, value, style=style)  # pyright: ignore[reportUnknownMemberType]


_Dumper.add_representer(str, _string)


def dump_yaml(data: object) -> str:
    """Block-style YAML in the order of the data, one line for each scalar, with a final line feed."""
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDE, default_flow_style=False
    )
    return text


def dump_json(data: object) -> str:
    """JSON in the order of the data, one space per level, with a final line feed.  NaN raises ValueError."""
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
