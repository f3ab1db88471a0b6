"""Path templates of Discovery methods: the subset of RFC 6570 that occurs, ``{name}`` and ``{+name}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

EXPRESSION = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"([+#./;?&=,!@|]?)([^*:]*)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Template:
    """A template taken apart.

    `text`: the template with plain or ``+`` expressions only.  `names`: variable to whether its reserved characters
    stay unescaped (RFC 6570 section 3.2.3).  `unsupported`: expressions with another operator or a modifier.
    """

    text: str
    names: Mapping[str, bool]
    unsupported: tuple[str, ...]


def parse(text: str) -> Template:
    """Read a template; an unsupported expression is read as the plain ``{name}``."""
    names: dict[str, bool] = {}
    unsupported: list[str] = []

    def read(match: re.Match[str]) -> str:
        operator, name, modifier = NAME.fullmatch(match[1]).groups()  # type: ignore[union-attr]
        if operator not in ("", "+") or modifier or "," in name or not name:
            unsupported.append(match[0])
            operator = ""
        names[name] = operator == "+"
        return f"{{{operator}{name}}}"

    return Template(EXPRESSION.sub(read, text), names, tuple(unsupported))


def join(prefix: str, path: str) -> str:
    """`prefix` (the servicePath) and `path` without a leading slash; a path that begins with one replaces the prefix."""
    if path.startswith("/"):
        return path.lstrip("/")
    return prefix.strip("/") + "/" + path if prefix.strip("/") else path
