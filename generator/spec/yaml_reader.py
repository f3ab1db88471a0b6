"""YAML text to plain data, with a line for every value.

The events of libyaml (PyYAML's C parser) are built into dicts and lists directly.  PyYAML's own composer and
constructor are left out for three reasons: they refuse a second anchor of the same name, which YAML 1.2
section 3.2.2.2 allows and real documents use; they read YAML 1.1 scalars; and they recurse once per level.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import yaml  # type: ignore[import-untyped,unused-ignore]
from yaml import events as ev  # type: ignore[import-untyped,unused-ignore]

from generator.diagnostics import Severity
from generator.narrow import Data
from generator.spec import pointers, scalars
from generator.spec.limits import DEFAULT_LIMITS, Limits
from generator.spec.positions import Place, Position
from generator.spec.reading import Duplicate, ReadError, Reading, too_deep, too_many
from generator.spec.reading import Finding as _Finding

_NO_KEY: Any = object()
_MERGE: Any = object()
_SKIP: Any = object()
_TAG = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({"!", _TAG + "str", _TAG + "timestamp", _TAG + "binary"})
_PLAIN_TAGS = frozenset({_TAG + "null", _TAG + "bool", _TAG + "int", _TAG + "float"})
_CONTAINER_TAGS = frozenset({"!", _TAG + "map", _TAG + "seq", _TAG + "omap", _TAG + "set"})
_VERBATIM_KEYS = frozenset({"version", "openapi", "swagger", "overlay", "asyncapi"})
"""Keys near the root whose value is a version: ``1.10`` is text there, quoted or not."""


class _Mark(Protocol):
    """A place in the text, counted from 0."""

    line: int
    column: int


class _Anchored:
    """A finished value with its cost, ready to be repeated."""

    __slots__ = ("height", "position", "size", "value")

    def __init__(self, value: Data, position: Position, size: int, height: int) -> None:
        self.value = value
        self.position = position
        self.size = size
        self.height = height


class _Frame:
    """A container that is being filled."""

    __slots__ = ("anchor", "height", "is_map", "key", "key_line", "line", "merges", "places", "size", "value")

    def __init__(self, is_map: bool, line: int, anchor: str | None) -> None:
        self.is_map = is_map
        self.value: Any = {} if is_map else []
        self.places: Any = {} if is_map else []
        self.line = line
        self.anchor = anchor
        self.key: Any = _NO_KEY
        self.key_line = line
        self.size = 0
        self.height = 1
        self.merges: list[_Anchored] | None = None


class _Builder:
    """Turns the events of one document into data."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.reading = Reading(None)
        self.top = _Frame(False, 1, None)
        self.frame = self.top
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchored | None] = {}
        self.plain: dict[str, Data] = {}
        self.alias_nodes = 0
        self.merged_keys = 0
        self.nodes = 0

    # Scalars

    def scalar(self, event: Any) -> None:
        """A scalar: a key, a member of a mapping, or an item of a sequence."""
        frame = self.frame
        text: str = event.value
        line: int = event.start_mark.line + 1
        if frame.is_map and frame.key is _NO_KEY:
            self._scalar_key(frame, event, text, line)
            value: Data = text
        else:
            value = self._scalar_value(event, text, line)
            self._attach(value, line)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(value, line, 1, 0)

    def _scalar_key(self, frame: _Frame, event: Any, text: str, line: int) -> None:
        frame.key_line = line
        if event.implicit[0]:
            if text == "<<":
                frame.key = _MERGE
                return
            value = self._resolve(text)
            if not isinstance(value, str) and type(value) is not int:
                self._note_key(text, line)
        elif event.tag is not None:
            self._check_tag(event.tag, _TEXT_TAGS | _PLAIN_TAGS, line)
        frame.key = text

    def _note_key(self, text: str, line: int) -> None:
        """JSON has only string keys; the text as written is the least surprising one."""
        self._find("SDK111", Severity.WARNING, f"the key {text!r} is not a string; it is read as text", line)

    def _scalar_value(self, event: Any, text: str, line: int) -> Data:
        plain, quoted = event.implicit
        tag = event.tag
        if tag == "!":
            return text
        if tag is not None and not quoted and not plain:
            self._check_tag(tag, _TEXT_TAGS | _PLAIN_TAGS, line)
            plain = tag in _PLAIN_TAGS
        if not plain:
            return text
        value = self._resolve(text)
        if isinstance(value, str):
            if scalars.is_unrepresentable(text):
                message = f"{text[:40]!r} is a number that JSON cannot hold; it is read as text"
                self._find("SDK112", Severity.WARNING, message, line)
        elif self.frame.key in _VERBATIM_KEYS and len(self.stack) <= 2 and value is not None:
            return text
        return value

    def _resolve(self, text: str) -> Data:
        try:
            return self.plain[text]
        except KeyError:
            value = self.plain[text] = scalars.resolve(text)
            return value

    # Containers

    def mapping_start(self, event: Any) -> None:
        """A mapping opens."""
        self._open(event, True)

    def sequence_start(self, event: Any) -> None:
        """A sequence opens."""
        self._open(event, False)

    def _open(self, event: Any, is_map: bool) -> None:
        line = event.start_mark.line + 1
        if event.tag is not None and not event.implicit:
            self._check_tag(event.tag, _CONTAINER_TAGS, line)
        self.stack.append(self.frame)
        if len(self.stack) > self.limits.depth:
            raise too_deep(self.limits.depth, line)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.frame = _Frame(is_map, line, event.anchor)

    def close(self, _event: Any) -> None:
        """A container is complete."""
        frame = self.frame
        if frame.merges:
            self._merge(frame)
        size = frame.size + len(frame.value)
        self.nodes += len(frame.value)
        if self.nodes > self.limits.nodes:
            raise too_many(self.limits.nodes, frame.line)
        self.frame = self.stack.pop()
        self._attach(frame.value, Place(frame.line, frame.places), size, frame.height)
        if frame.anchor is not None:
            position = Place(frame.line, frame.places)
            self.anchors[frame.anchor] = _Anchored(frame.value, position, size, frame.height)

    def alias(self, event: Any) -> None:
        """An alias stands for the value of the last anchor of its name."""
        line = event.start_mark.line + 1
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            known = event.anchor in self.anchors
            what = "stands inside the value that it repeats" if known else "has no anchor"
            raise ReadError("SDK109", f"the alias *{event.anchor} {what}", line=line)
        self.alias_nodes += anchored.size
        if self.alias_nodes > self.limits.alias_nodes:
            raise ReadError(
                "SDK108",
                f"aliases repeat more than {self.limits.alias_nodes} values",
                line=line,
                hint="write the parts out, or move them into components and refer to them",
            )
        if len(self.stack) + anchored.height > self.limits.depth:
            raise too_deep(self.limits.depth, line)
        if self.frame.is_map and self.frame.key is _NO_KEY:
            self._alias_key(anchored, line)
        else:
            self._attach(anchored.value, anchored.position, anchored.size, anchored.height)

    def _alias_key(self, anchored: _Anchored, line: int) -> None:
        if not isinstance(anchored.value, str):
            self._complex_key(line)
            return
        self.frame.key = anchored.value
        self.frame.key_line = line

    # Putting values into their container

    def _attach(self, value: Data, position: Position, size: int = 0, height: int = 0) -> None:
        frame = self.frame
        frame.size += size
        if height >= frame.height:
            frame.height = height + 1
        if not frame.is_map:
            frame.value.append(value)
            frame.places.append(position)
            return
        key = frame.key
        if key is _NO_KEY:
            self._complex_key(frame.line)
            return
        frame.key = _NO_KEY
        if key is _SKIP:
            return
        if key is _MERGE:
            self._collect_merge(frame, value, position)
            return
        if key in frame.value:
            self._duplicate(frame, key, value)
        frame.value[key] = value
        frame.places[key] = frame.key_line if type(position) is int else Place(frame.key_line, position[1])  # type: ignore[index]

    def _duplicate(self, frame: _Frame, key: str, value: Data) -> None:
        first = frame.places[key]
        first_line = first.line if isinstance(first, Place) else first
        same = frame.value[key] == value
        self.reading.duplicates.append(Duplicate(self._path(), key, first_line, frame.key_line, same))

    def _complex_key(self, line: int) -> None:
        self._find(
            "SDK111", Severity.ERROR, "a mapping or sequence is used as a key; the entry is left out", line
        )
        self.frame.key = _SKIP

    def _collect_merge(self, frame: _Frame, value: Data, position: Position) -> None:
        """Remember what a merge key brings (https://yaml.org/type/merge.html); applied when the mapping closes."""
        if isinstance(value, dict):
            sources: list[tuple[Data, Any]] = [(value, position)]
        elif isinstance(value, list) and isinstance(position, Place):
            sources = list(zip(value, position.members, strict=True))
        else:
            sources = [(None, None)]
        for source, place in sources:
            if isinstance(source, dict):
                frame.merges = [*(frame.merges or ()), _Anchored(source, place, 0, 0)]
            else:
                message = "a merge key (<<) takes mappings; this value is ignored"
                self._find("SDK110", Severity.ERROR, message, frame.key_line)

    def _merge(self, frame: _Frame) -> None:
        """Add the merged keys: the mapping's own keys win, then the earlier source."""
        for source in frame.merges or ():
            assert isinstance(source.value, dict)
            self.merged_keys += len(source.value)
            if self.merged_keys > self.limits.merged_keys:
                message = f"merge keys (<<) bring in more than {self.limits.merged_keys} keys"
                raise ReadError("SDK108", message, line=frame.line)
            places: Any = source.position[1] if isinstance(source.position, Place) else {}
            for key, value in source.value.items():
                if key not in frame.value:
                    frame.value[key] = value
                    frame.places[key] = places.get(key, frame.line)

    # Saying things

    def _path(self) -> tuple[str, ...]:
        """The keys that lead to the open container."""
        keys: list[str] = []
        for frame in self.stack[1:]:
            keys.append(str(frame.key) if frame.is_map else str(len(frame.value)))
        return tuple(keys)

    def _find(self, code: str, severity: Severity, message: str, line: int) -> None:
        pointer = pointers.join(self._path())
        self.reading.findings.append(_Finding(code, severity, message, pointer, line))

    def _check_tag(self, tag: str, known: frozenset[str], line: int) -> None:
        if tag in known:
            return
        frame = self.frame
        last = () if frame.key is _NO_KEY or frame.key is _MERGE else (frame.key,)
        own = (*self._path(), *last) if self.stack else ()
        raise ReadError(
            "SDK105",
            f"the YAML tag {tag!r} has no meaning in a description of an API",
            line=line,
            pointer=pointers.join(own),
            hint="remove the tag; values of tags are never constructed",
        )


def read_yaml(text: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read the first document of a YAML stream.

    An empty stream reads as None.  Duplicate keys are listed, the last one counts.  Raises ReadError for broken
    YAML, unknown tags, unknown or recursive aliases, and when a limit is exceeded.
    """
    try:
        loader = yaml.CSafeLoader(text)
    except yaml.YAMLError as error:  # pragma: no cover - libyaml reads lazily; kept for other versions
        raise _broken(error, text) from None
    try:
        return _run(loader.get_event, _Builder(limits))
    except yaml.YAMLError as error:
        raise _broken(error, text) from None
    finally:
        loader.dispose()


def _run(get_event: Callable[[], Any], builder: _Builder) -> Reading:
    """Feed the builder until the first document ends; look whether another one begins."""
    handlers: dict[type, Callable[[Any], None]] = {
        ev.ScalarEvent: builder.scalar,
        ev.MappingStartEvent: builder.mapping_start,
        ev.MappingEndEvent: builder.close,
        ev.SequenceStartEvent: builder.sequence_start,
        ev.SequenceEndEvent: builder.close,
        ev.AliasEvent: builder.alias,
    }
    reading = builder.reading
    while True:
        event: object = get_event()
        handler = handlers.get(type(event))
        if handler is not None:
            handler(event)
        elif isinstance(event, ev.DocumentEndEvent | ev.StreamEndEvent):
            break
    if builder.top.value:
        reading.data, reading.positions = builder.top.value[0], builder.top.places[0]
        if isinstance(event, ev.DocumentEndEvent) and not isinstance(get_event(), ev.StreamEndEvent):
            message = "the file holds several YAML documents; only the first one is read"
            reading.findings.append(_Finding("SDK113", Severity.WARNING, message))
    return reading


def _broken(error: yaml.YAMLError, text: str) -> ReadError:
    """PyYAML's complaint as ours."""
    mark: _Mark | None = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    context = getattr(error, "context", None)
    # libyaml counts a line that it adds at the end.
    line = min(mark.line, text.count("\n")) + 1 if mark is not None else None
    position = getattr(error, "position", None)
    if line is None and isinstance(position, int):
        line = text.encode("utf-8", "replace").count(b"\n", 0, position) + 1
    hint = ""
    if "cannot start any token" in problem and "\t" in text:
        hint = "indent with spaces; YAML allows no tabs there"
    column = f", column {mark.column + 1}" if mark is not None else ""
    where = f" (line {line}{column})" if line else ""
    return ReadError(
        "SDK104", f"not valid YAML: {problem}{', ' + context if context else ''}{where}", line=line, hint=hint
    )
