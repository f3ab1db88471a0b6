"""``multipart/form-data`` and ``multipart/related`` bodies (RFC 7578, RFC 2387), sent without a copy of the files."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .body import dump_json
from .files import FileEntry, Source, file_entry, is_file, source_of
from .narrow import is_array, is_mapping, is_tuple, override
from .query import flatten
from .sentinels import is_given

__all__ = ["MultipartBody", "MultipartRules", "form_data", "related"]


@dataclass(frozen=True, slots=True)
class MultipartRules:
    """How one operation writes its parts.

    `files`: fields that hold files.  `types`: field to content type of its part.
    `arrays`: ``brackets`` (name[]) or ``repeat``; `objects`: ``brackets`` (name[key]) or ``json``.
    """

    files: tuple[str, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    arrays: str = "repeat"
    objects: str = "json"


class MultipartBody(Source):
    """The whole body; `content_type` carries the boundary."""

    def __init__(
        self, parts: Sequence[tuple[bytes, Source]], subtype: str, boundary: str | None = None
    ) -> None:
        self.boundary = boundary or os.urandom(16).hex()
        self.content_type = f"multipart/{subtype}; boundary={self.boundary}"
        opening = f"--{self.boundary}\r\n".encode("ascii")
        self._parts = [(opening + head, source) for head, source in parts]
        self._closing = f"--{self.boundary}--\r\n".encode("ascii")
        self.size = self._length()

    @property
    @override
    def replayable(self) -> bool:
        """Whether every part can be sent again."""
        return all(source.replayable for _, source in self._parts)

    def _length(self) -> int | None:
        total = len(self._closing)
        for head, source in self._parts:
            if source.size is None:
                return None
            total += len(head) + source.size + 2
        return total

    @override
    def chunks(self) -> Iterator[bytes]:
        """The body, piece by piece."""
        for head, source in self._parts:
            yield head
            yield from source.chunks()
            yield b"\r\n"
        yield self._closing

    @override
    async def achunks(self) -> AsyncIterator[bytes]:
        """The same in an event loop."""
        for head, source in self._parts:
            yield head
            async for chunk in source.achunks():
                yield chunk
            yield b"\r\n"
        yield self._closing


def _quoted(text: str) -> str:
    """A name inside Content-Disposition, escaped as browsers do (HTML Standard, multipart/form-data encoding)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _line(text: str) -> str:
    if "\r" in text or "\n" in text:
        raise ValueError("Headers of a part cannot contain line breaks")
    return text


def _head(name: str, file_name: str | None, content_type: str | None, headers: Mapping[str, str]) -> bytes:
    lines = [f'Content-Disposition: form-data; name="{_quoted(name)}"']
    if file_name is not None:
        lines[0] += f'; filename="{_quoted(file_name)}"'
    named = {key.lower() for key in headers}
    lines += [f"{_line(key)}: {_line(value)}" for key, value in headers.items()]
    if content_type is not None and "content-type" not in named:
        lines.append(f"Content-Type: {_line(content_type)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _file_part(name: str, value: object, content_type: str | None) -> tuple[bytes, Source]:
    entry = file_entry(value, name)
    specific = is_tuple(value) and len(value) > 2 and value[2]
    chosen = entry.content_type if specific or content_type is None or "," in content_type else content_type
    return _head(name, entry.name, chosen, entry.headers), entry.source


def _field_parts(name: str, value: object, rules: MultipartRules) -> Iterator[tuple[bytes, Source]]:
    """Parts of a field that holds data."""
    content_type = rules.types.get(name)
    structured = (is_mapping(value) or is_array(value)) or hasattr(value, "model_dump")
    as_json = content_type is not None and "json" in content_type
    if as_json or (rules.objects == "json" and (is_mapping(value) or hasattr(value, "model_dump"))):
        yield _head(name, None, content_type or "application/json", {}), source_of(dump_json(value))
    elif structured and rules.objects == "json" and is_array(value):
        key = f"{name}[]" if rules.arrays == "brackets" else name
        for item in value:
            yield from _field_parts(key, item, rules) if item is not None and is_given(item) else ()
    else:
        for key, text in flatten(name, value, rules.arrays, rules.objects):
            yield _head(key, None, content_type, {}), source_of(text)


def _parts(name: str, value: object, rules: MultipartRules) -> Iterator[tuple[bytes, Source]]:
    types = rules.types.get(name)
    if is_file(value):
        yield _file_part(name, value, types)
    elif is_array(value) and value and (name in rules.files or all(map(is_file, value))):
        key = f"{name}[]" if rules.arrays == "brackets" else name
        for item in value:
            yield _file_part(key, item, types)
    elif (
        name in rules.files
        and not (is_mapping(value) or is_array(value))
        and not hasattr(value, "model_dump")
    ):
        yield _file_part(name, value, types)
    else:
        yield from _field_parts(name, value, rules)


def form_data(
    fields: Mapping[str, object],
    rules: MultipartRules,
    files: Sequence[tuple[str, object]] = (),
    boundary: str | None = None,
) -> MultipartBody:
    """A form-data body; None and omitted fields are dropped.  `files` are further (field, file) pairs.

    `boundary`: the caller's own, where there is one.

    Data comes before files, so that a server knows what a file is for before it arrives.
    Raises TypeError when a file field holds no file.
    """
    data: list[tuple[bytes, Source]] = []
    late: list[tuple[bytes, Source]] = []
    for name, value in fields.items():
        if value is None or not is_given(value):
            continue
        target = late if name in rules.files or is_file(value) else data
        target.extend(_parts(name, value, rules))
    late.extend(_file_part(name, value, None) for name, value in files)
    return MultipartBody(data + late, "form-data", boundary)


def related(metadata: bytes, media: FileEntry) -> MultipartBody:
    """The two-part body of a Google media upload: JSON, then the media."""
    json_head = b"Content-Type: application/json; charset=UTF-8\r\n\r\n"
    media_head = f"Content-Type: {_line(media.content_type)}\r\n\r\n".encode()
    return MultipartBody([(json_head, source_of(metadata)), (media_head, media.source)], "related")
