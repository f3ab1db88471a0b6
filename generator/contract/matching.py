"""Which operation a recorded request is about: by method and path, whatever the base path of the host is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from generator.contract.description import Described, Description
from generator.contract.payloads import query_of

_NAME = re.compile(r"\{([+]?)([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Match:
    """An operation, the base path before it, the values of its path parameters, and whether it is a media upload."""

    operation: Described
    base: str
    values: dict[str, str]
    is_upload: bool = False


@dataclass(frozen=True, slots=True)
class _Template:
    """A path template as patterns.  `literal`: characters outside of its expressions, to tell the closest one."""

    operation: Described
    find: re.Pattern[str]
    read: re.Pattern[str]
    names: tuple[str, ...]
    literal: int
    is_upload: bool


class Matcher:
    """The templates of all operations of a document."""

    def __init__(self, description: Description) -> None:
        self._by_verb: dict[str, list[_Template]] = {}
        for operation in description.operations.values():
            for template in _templates(operation):
                verbs = [operation.verb, "put"] if template.is_upload else [operation.verb]
                for verb in verbs:
                    self._by_verb.setdefault(verb, []).append(template)

    def find(self, verb: str, uri: str, hint: str = "") -> Match | None:
        """The operation of a request; None when there is none with this method and path.

        Of several templates that fit, that of the operation `hint` (its id, or the end of it) wins, then the one
        with the most literal text.
        """
        path, query = urlsplit(uri).path, query_of(uri)
        fitting = [
            (template, found)
            for template in self._by_verb.get(verb.lower(), ())
            if (found := template.find.fullmatch(path)) is not None
            and all(pair in query for pair in template.operation.constants)
        ]
        if not fitting:
            return None
        template, found = max(fitting, key=lambda pair: _rank(pair[0], hint))
        read = template.read.fullmatch(path)
        values = read.groups()[1:] if read is not None else ()
        named = {name: unquote(value) for name, value in zip(template.names, values, strict=False)}
        return Match(template.operation, found[1], named, template.is_upload)


def _rank(template: _Template, hint: str) -> tuple[bool, bool, int, int]:
    id = template.operation.id
    hinted = bool(hint) and (id == hint or id.endswith("." + hint))
    return hinted, template.is_upload, template.literal, len(template.operation.constants)


def _templates(operation: Described) -> Iterator[_Template]:
    flat, real = operation.route, operation.data.get("x-sdkgen-request-path")
    yield _template(operation, flat, flat if real is None else "/" + str(real).lstrip("/"))
    upload = operation.data.get("x-sdkgen-upload")
    paths = (
        {str(upload[kind]) for kind in ("simple", "resumable") if upload.get(kind)} if upload else set[str]()
    )
    for path in sorted(paths):
        rooted = "/" + path.lstrip("/")
        yield _template(operation, rooted, rooted, is_upload=True)


def _template(operation: Described, find: str, read: str, *, is_upload: bool = False) -> _Template:
    names = tuple(match[2] for match in _NAME.finditer(read))
    literal = len(_NAME.sub("", find))
    return _Template(operation, _pattern(find), _pattern(read), names, literal, is_upload)


def _pattern(template: str) -> re.Pattern[str]:
    """`{name}` is one segment, `{+name}` may hold several (RFC 6570 section 3.2.3); anything may stand before."""
    pieces: list[str] = []
    end = 0
    for match in _NAME.finditer(template):
        pieces += [re.escape(template[end : match.start()]), "(.+)" if match[1] else "([^/]+)"]
        end = match.end()
    return re.compile("(.*?)" + "".join(pieces) + re.escape(template[end:]))
