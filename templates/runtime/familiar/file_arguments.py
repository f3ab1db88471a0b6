"""File arguments as the HTTP library takes them, and files found inside nested parameters."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeGuard, TypeVar, cast

from ..aliases import FileTypes
from ..narrow import is_items, is_mapping, is_object, is_path, is_tuple
from ..waiting import in_thread
from .query_strings import ArrayFormat

__all__ = [
    "assert_is_file_content",
    "async_to_httpx_files",
    "deepcopy_with_paths",
    "extract_files",
    "is_base64_file_input",
    "is_file_content",
    "read_file_content",
    "to_httpx_files",
]

T = TypeVar("T")

_EVERY = "<array>"
"""Element of a path that stands for every item of a list."""


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether `value` is a list."""
    return isinstance(value, list)


def is_base64_file_input(value: object) -> bool:
    """Whether `value` is a file to send as base64 text: an open file or a path."""
    return isinstance(value, (io.IOBase, os.PathLike))


def is_file_content(value: object) -> bool:
    """Whether `value` is content of a file: bytes, an open file, a path, or a tuple that names one."""
    return isinstance(value, (bytes, tuple, io.IOBase, os.PathLike))


def assert_is_file_content(value: object, *, key: str | None = None) -> None:
    """Raise RuntimeError when `value` is no content of a file; `key` says where it stands."""
    if not is_file_content(value):
        place = "file input" if key is None else f"entry `{key}`"
        raise RuntimeError(
            f"Expected {place} to be bytes, an io.IOBase instance, PathLike or a tuple but received {type(value)}"
        )


def to_httpx_files(files: Any) -> Any:
    """A mapping, or pairs, of file arguments with paths read into memory and named after their file.

    Raises TypeError for anything that is no file.
    """
    if files is None:
        return None
    if is_mapping(files):
        return {key: _prepared(value) for key, value in files.items()}
    if is_items(files):
        return [(key, _prepared(value)) for key, value in files]
    raise TypeError(f"Unexpected file type input {type(files)}, expected mapping or sequence")


async def async_to_httpx_files(files: Any) -> Any:
    """`to_httpx_files` in a worker thread."""
    return await in_thread(lambda: to_httpx_files(files))


def _prepared(file: Any) -> Any:
    if is_path(file):
        path = Path(file)
        return path.name, path.read_bytes()
    if is_tuple(file):
        return (file[0], read_file_content(file[1]), *file[2:])
    if is_file_content(file):
        return file
    raise TypeError("Expected file types input to be a FileContent type or to be a tuple")


def read_file_content(content: Any) -> Any:
    """The bytes behind a path; other content as it is."""
    return Path(content).read_bytes() if is_path(content) else content


def extract_files(
    query: Mapping[str, object],
    *,
    paths: Sequence[Sequence[str]],
    array_format: ArrayFormat = "brackets",
) -> list[tuple[str, FileTypes]]:
    """Take the files at `paths` out of `query`, in place, with the name of each form field.

    Each path is a list of keys, ``<array>`` for every item of a list.  A path that leads nowhere gives nothing.
    """
    found: list[tuple[str, FileTypes]] = []
    for path in paths:
        found.extend(_taken(query, list(path), "", array_format))
    return found


def _suffix(array_format: ArrayFormat, index: int) -> str:
    return {"brackets": "[]", "indices": f"[{index}]"}.get(array_format, "")


def _taken(place: Any, path: list[str], name: str, arrays: ArrayFormat) -> Iterator[tuple[str, Any]]:
    """Files below `place`, taken out of the container that holds them."""
    key, *rest = path
    if key == _EVERY:
        if is_list(place):
            for index, item in enumerate(place):
                if rest:
                    yield from _taken(item, rest, name + _suffix(arrays, index), arrays)
        return
    if not is_object(place) or key not in place:
        return
    entries = place
    inner = f"{name}[{key}]" if name else key
    if not rest:
        assert_is_file_content(entries[key], key=key)
        yield inner, entries.pop(key)
    elif rest == [_EVERY]:
        if is_list(entries[key]):
            for index, item in enumerate(entries.pop(key)):
                assert_is_file_content(item, key=inner + _suffix(arrays, index))
                yield inner + _suffix(arrays, index), item
    else:
        yield from _taken(entries[key], rest, inner, arrays)


def deepcopy_with_paths(item: T, paths: Sequence[Sequence[str]]) -> T:
    """A copy of `item` in which the containers along `paths` are new, so that files can be taken out of them."""
    return cast("T", _copied(item, [list(path) for path in paths if path]))


def _copied(item: Any, paths: list[list[str]]) -> Any:
    if not paths:
        return item
    if is_mapping(item):
        copy: dict[str, Any] = dict(item)
        for key in {path[0] for path in paths} & copy.keys():
            copy[key] = _copied(copy[key], [path[1:] for path in paths if path[0] == key and path[1:]])
        return copy
    if is_list(item):
        inner = [path[1:] for path in paths if path[0] == _EVERY]
        rest = [path for path in inner if path]
        return [_copied(value, rest) for value in item] if inner else item
    return item
