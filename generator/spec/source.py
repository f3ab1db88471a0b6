"""A file as it was read: its plain data, and the line of every value when somebody asks."""

from __future__ import annotations

import gc
import hashlib
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import Diagnostics, InputError, Origin, Severity
from generator.spec import pointers
from generator.spec.json_reader import read_json, record_positions
from generator.spec.limits import DEFAULT_LIMITS, Limits
from generator.spec.positions import Position, line_of
from generator.spec.reading import Duplicate, ReadError, Reading
from generator.spec.text import decode
from generator.spec.yaml_reader import read_yaml

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"})


class Source:
    """One input file.

    `name`: the file as messages show it.  `path`: where it lies, None for text that is in no file.  `data`: plain
    dicts, lists and scalars; nobody may change it.
    """

    __slots__ = ("_positions", "data", "name", "path", "text")

    def __init__(self, name: str, text: str, reading: Reading, path: Path | None = None) -> None:
        self.name = name
        self.path = path
        self.text = text
        self.data = reading.data
        self._positions: Position | None = reading.positions

    def line(self, tokens: tuple[str, ...]) -> int | None:
        """The line of a value, or of its deepest ancestor that stands in the file; None when nothing was read."""
        if self._positions is None:
            if not self.text:
                return None
            self._positions = record_positions(self.text)[0]
        return line_of(self._positions, tokens)

    def origin(self, pointer: str) -> Origin:
        """The place of a value in this file."""
        return Origin(self.name, pointer, self.line(pointers.split(pointer)))


def read_source(
    path: Path, *, diagnostics: Diagnostics, limits: Limits = DEFAULT_LIMITS, name: str = ""
) -> Source:
    """Read a YAML or JSON file of any kind.

    Emits what is odd about the text; raises InputError (with a FATAL finding) when there is nothing to read.
    """
    name = name or str(path)
    try:
        content = _content(path, limits)
        text = decode(content)
        return parse_source(text, name=name, path=path, diagnostics=diagnostics, limits=limits)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise diagnostics.fatal("SDK101", f"the file cannot be read: {reason}", Origin(name)) from None
    except ReadError as error:
        raise _refuse(error, name, diagnostics) from None


def read_remote(url: str, *, diagnostics: Diagnostics, limits: Limits = DEFAULT_LIMITS) -> Source:
    """The same for a file on the network, whose address the user has allowed; notes what was fetched."""
    from generator.spec.download import fetch

    try:
        content = fetch(url, limits.bytes)
        text = decode(content)
    except ReadError as error:
        raise _refuse(error, url, diagnostics) from None
    digest = hashlib.sha256(content).hexdigest()
    diagnostics.note("SDK119", f"fetched {len(content)} bytes, sha256 {digest}", Origin(url))
    return parse_source(text, name=url, diagnostics=diagnostics, limits=limits)


def parse_source(
    text: str,
    *,
    name: str,
    diagnostics: Diagnostics,
    path: Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Source:
    """The same for text that is in memory already."""
    try:
        with _collector_paused():
            reading = _read(text, Path(name).suffix.lower(), limits)
    except ReadError as error:
        raise _refuse(error, name, diagnostics) from None
    source = Source(name, text, reading, path)
    for finding in reading.findings:
        place = Origin(name, finding.pointer, finding.line)
        diagnostics.emit(finding.code, finding.severity, finding.message, place, finding.hint)
    _report_duplicates(reading.duplicates, name, diagnostics)
    return source


def _content(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ReadError("SDK101", "this is a folder, not a file")
    if status.st_size > limits.bytes:
        raise _too_large(limits)
    # A device or a pipe has no size to check beforehand.
    with path.open("rb") as file:
        content = file.read(limits.bytes + 1)
    if len(content) > limits.bytes:
        raise _too_large(limits)
    return content


def _too_large(limits: Limits) -> ReadError:
    return ReadError("SDK102", f"the file is larger than {limits.bytes:,} bytes")


def _read(text: str, suffix: str, limits: Limits) -> Reading:
    """JSON when the text begins like JSON, YAML otherwise.

    A text that begins like JSON in a file that is not named ``.json`` may be YAML in flow style.
    """
    start = text.lstrip()[:1]
    if not start or start not in '{["':
        return read_yaml(text, limits)
    try:
        return read_json(text, limits)
    except ReadError as error:
        if suffix in (".yaml", ".yml") and error.code == "SDK104":
            return read_yaml(text, limits)
        raise


def _refuse(error: ReadError, name: str, diagnostics: Diagnostics) -> InputError:
    return diagnostics.fatal(error.code, error.message, Origin(name, error.pointer, error.line), error.hint)


def _report_duplicates(duplicates: list[Duplicate], name: str, diagnostics: Diagnostics) -> None:
    """Duplicate keys by what they cost: an operation that would vanish stops, other values are an error."""
    stop: InputError | None = None
    for duplicate in duplicates:
        severity = _duplicate_severity(duplicate)
        place = Origin(name, pointers.join((*duplicate.pointer, duplicate.key)), duplicate.line)
        message = f"duplicate key {duplicate.key!r}: first on line {duplicate.first_line}"
        hint = "the last of the two counts; remove one"
        if severity is Severity.FATAL:
            stop = diagnostics.fatal(
                "SDK115", f"{message}; operations would be lost", place, "remove one of them"
            )
        else:
            diagnostics.emit("SDK115", severity, message, place, hint)
    if stop is not None:
        raise stop


def _duplicate_severity(duplicate: Duplicate) -> Severity:
    """FATAL where operations hang on the key, ERROR where values differ, WARNING where they are the same."""
    if duplicate.same:
        return Severity.WARNING
    pointer, key = duplicate.pointer, duplicate.key
    whole = not pointer and key in ("paths", "webhooks", "components", "resources", "schemas")
    path = pointer in (("paths",), ("webhooks",))
    operation = len(pointer) == 2 and pointer[0] in ("paths", "webhooks") and key in _METHODS
    return Severity.FATAL if whole or path or operation else Severity.ERROR


@contextmanager
def _collector_paused() -> Generator[None]:
    """Reading makes many containers and no garbage: the cycle collector would only cost time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
