"""Which method a request comes from: the operations of the package, found by method and path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..locate import locate
from ..narrow import is_object
from ..operation import Operation, StreamOperation
from .requests import RecordedRequest

__all__ = ["Route", "Routes"]

_NAME = re.compile(r"\{(\+?)[^{}]+\}")


@dataclass(frozen=True, slots=True)
class Route:
    """One method: its dotted name and its operation."""

    name: str
    operation: Operation[Any, Any]

    def streams(self, request: RecordedRequest) -> bool:
        """Whether a request asks for a stream."""
        operation = self.operation
        if operation.result == "stream":
            return True
        if not isinstance(operation, StreamOperation):
            return False
        if operation.switch is None:
            return any(request.query.get(key) == [value] for key, value in operation.stream_query.items())
        if operation.switch in request.query:
            return request.query[operation.switch][0].lower() == "true"
        try:
            body = request.json
        except ValueError:
            fields = request.form
            return fields.get(operation.switch, [b""])[0] == b"true"
        return is_object(body) and body.get(operation.switch) == operation.switch_value


class Routes:
    """The methods of a package.  `locators`: dotted name to the place of the operation's constant."""

    def __init__(self, locators: Mapping[str, str]) -> None:
        self._locators = locators
        self._patterns: list[tuple[str, re.Pattern[str], int, Route]] | None = None

    def named(self, name: str) -> Route:
        """The route of a method.  Raises ValueError for a name that the package does not have."""
        locator = self._locators.get(name)
        if locator is None:
            close = ", ".join(known for known in self._locators if known.endswith(name.rpartition(".")[2]))
            raise ValueError(f"no method {name!r}{f'; there are {close}' if close else ''}")
        return Route(name, locate(locator))

    def candidates(self, verb: str, path: str) -> Iterable[Route]:
        """Routes that a request fits, the most literal first.

        Where several methods share a template (``/{+name}``), those come first whose resources the path speaks of.
        """
        if self._patterns is None:
            self._patterns = [entry for name in self._locators for entry in _patterns(self.named(name))]
        fitting = [
            (-literal, -_spoken_of(route.name, path), number, route)
            for number, (wanted, pattern, literal, route) in enumerate(self._patterns)
            if wanted == verb and pattern.fullmatch(path)
        ]
        return [route for *_, route in sorted(fitting, key=lambda entry: entry[:3])]


def _spoken_of(name: str, path: str) -> int:
    """How many resources of a method's name are segments of a path, less those that are not."""
    segments = {segment.partition(":")[0].lower().replace("_", "") for segment in path.split("/")}
    resources = [word.lower().replace("_", "") for word in name.split(".")[:-1]]
    return sum(1 if word in segments else -1 for word in resources)


def _patterns(route: Route) -> Iterator[tuple[str, re.Pattern[str], int, Route]]:
    operation = route.operation
    paths = [operation.path.partition("?")[0]]
    if operation.upload is not None:
        uploads = (operation.upload.simple, operation.upload.resumable)
        paths += ["/" + path.lstrip("/") for path in uploads if path]
    for path in paths:
        pieces: list[str] = []
        end = 0
        for match in _NAME.finditer(path):
            pieces += [re.escape(path[end : match.start()]), ".+" if match[1] else "[^/]+"]
            end = match.end()
        pieces.append(re.escape(path[end:]))
        yield operation.method, re.compile(".*?" + "".join(pieces)), len(_NAME.sub("", path)), route
