"""Keys of ``content`` are media types or ranges of them (RFC 6838 section 4.2)."""

from __future__ import annotations

import re

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec.rules.base import Context, Rule, shown
from generator.spec.structure import Site

_NAME = r"[A-Za-z0-9!#$&^_.+*-]+"
_MEDIA_TYPE = re.compile(rf"\s*{_NAME}/{_NAME}\s*(?:;.*)?\Z", re.DOTALL)


def check(site: Site, context: Context) -> None:
    """Names of the entries of one ``content``."""
    content: Data = site.mapping.get("content")
    for name in content if isinstance(content, dict) else ():
        if not _MEDIA_TYPE.match(name):
            message = f"{shown(name)} is no media type"
            hint = "media types look like `application/json`"
            context.report("SDK225", Severity.ERROR, message, (*site.tokens, "content", name), hint)


RULE = Rule(frozenset({"requestBody", "response", "parameter", "header"}), check)
