"""Which values of the changed document come from an overlay, and where the others stood before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.diagnostics import Origin
from generator.spec import pointers
from generator.spec.source import Source

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A value that an overlay wrote; `below`: what lies under it has the same keys in the overlay."""

    source: Source
    pointer: str
    below: bool


@dataclass(slots=True)
class Provenance:
    """Leads pointers of the changed document to places in the input or in an overlay."""

    base: Callable[[str], Origin]
    written: dict[Tokens, Written] = field(default_factory=dict[Tokens, Written])
    shifted: dict[Tokens, list[int]] = field(default_factory=dict[Tokens, list[int]])
    """Lists that lost items: index now to index in the input."""

    def write(self, tokens: Tokens, source: Source, pointer: str, *, below: bool) -> None:
        """Remember that an overlay wrote the value at `tokens`."""
        self.written[tokens] = Written(source, pointer, below)

    def remove(self, tokens: Tokens, length: int | None) -> None:
        """Forget a removed value; `length` is that of the list it stood in, None for a mapping."""
        self.written = {key: value for key, value in self.written.items() if key[: len(tokens)] != tokens}
        if length is None:
            return
        home, gone = tokens[:-1], int(tokens[-1])
        indexes = self.shifted.setdefault(home, list(range(length)))
        del indexes[gone : gone + 1]
        depth = len(home)

        def moved(key: Tokens) -> Tokens:
            if len(key) <= depth or key[:depth] != home or not key[depth].isdigit() or int(key[depth]) < gone:
                return key
            return (*home, str(int(key[depth]) - 1), *key[depth + 1 :])

        self.written = {moved(key): value for key, value in self.written.items()}
        self.shifted = {moved(key): value for key, value in self.shifted.items()}

    def __call__(self, pointer: str) -> Origin:
        """The place of a value: in the overlay that wrote it or an ancestor of it, else in the input."""
        tokens = pointers.split(pointer)
        for end in range(len(tokens), -1, -1):
            found = self.written.get(tokens[:end])
            if found is not None:
                return found.source.origin(
                    found.pointer + (pointers.join(tokens[end:]) if found.below else "")
                )
        return self.base(pointers.join(self._before(tokens)) if self.shifted else pointer)

    def _before(self, tokens: Tokens) -> Tokens:
        """The tokens of an unwritten value before items were removed around it."""
        result = list(tokens)
        for end in range(len(tokens)):
            indexes = self.shifted.get(tokens[:end])
            if indexes is not None and tokens[end].isdigit() and int(tokens[end]) < len(indexes):
                result[end] = str(indexes[int(tokens[end])])
        return tuple(result)
