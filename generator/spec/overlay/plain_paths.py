"""JSONPaths of the everyday kind, followed without the library.

Names, indexes, wildcards and filters that compare members with texts are what overlays are made of; the library spends
thirty times as long on them.  `steps_of` gives None for every other expression, which the library then reads.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.narrow import Data, is_object

Location: TypeAlias = tuple[str | int, ...]

_TEXT = r"""'[^'\\]*'|"[^"\\]*\""""
_TEST = rf"@\.([A-Za-z_][A-Za-z0-9_]*)\s*==\s*({_TEXT})"
_STEP = re.compile(
    rf"\.(?P<name>[A-Za-z_][A-Za-z0-9_]*)|\[(?P<quoted>{_TEXT})\]|\[(?P<index>0|[1-9][0-9]{{0,8}})\]"
    rf"|(?P<all>\.\*|\[\*\])|\[\?\s*(?P<open>\()?\s*(?P<tests>{_TEST}(?:\s*&&\s*{_TEST})*)\s*(?(open)\))\s*\]"
)
_TESTS = re.compile(_TEST)


@dataclass(frozen=True, slots=True)
class Matching:
    """Members that are objects with these texts (RFC 9535 section 2.3.5); without tests all members."""

    tests: tuple[tuple[str, str], ...] = ()

    def of(self, value: Data) -> Iterator[tuple[str | int, Data]]:
        """The members of an array or an object that match, in order."""
        pairs: Iterator[tuple[str | int, Data]]
        if isinstance(value, dict):
            pairs = iter(value.items())
        elif isinstance(value, list):
            pairs = iter(enumerate(value))
        else:
            return
        for key, member in pairs:
            if not self.tests or (
                is_object(member) and all(member.get(name) == text for name, text in self.tests)
            ):
                yield key, member


Step: TypeAlias = str | int | Matching


@functools.lru_cache(maxsize=1024)
def steps_of(path: str) -> tuple[Step, ...] | None:
    """The steps of a path, None where it has others than those of this module."""
    if not path.startswith("$"):
        return None
    position = 1
    steps: list[Step] = []
    while position < len(path):
        found = _STEP.match(path, position)
        if found is None:
            return None
        steps.append(_step(found))
        position = found.end()
    return tuple(steps)


def _step(found: re.Match[str]) -> Step:
    if found["name"] is not None:
        return found["name"]
    if found["quoted"] is not None:
        return found["quoted"][1:-1]
    if found["index"] is not None:
        return int(found["index"])
    tests = _TESTS.findall(found["tests"] or "")
    return Matching(tuple((name, text[1:-1]) for name, text in tests))


def follow(data: Data, steps: tuple[Step, ...]) -> list[Location]:
    """The places that the steps lead to, in document order."""
    places: list[tuple[Location, Data]] = [((), data)]
    for step in steps:
        places = [((*place, key), member) for place, value in places for key, member in _members(value, step)]
    return [place for place, _ in places]


def _members(value: Data, step: Step) -> Iterator[tuple[str | int, Data]]:
    if isinstance(step, Matching):
        yield from step.of(value)
    elif isinstance(step, str):
        if isinstance(value, dict) and step in value:
            yield step, value[step]
    elif isinstance(value, list) and step < len(value):
        yield step, value[step]
