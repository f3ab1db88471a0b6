"""Names for annotations: of arguments, of files, of what hooks take."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, TypeAlias, TypeVar

from ..aliases import FileTypes
from ..options import SecurityOptions
from .query_strings import ArrayFormat

if TYPE_CHECKING:
    import pydantic

__all__ = [
    "AnyMapping",
    "ArrayFormat",
    "AsyncBinaryTypes",
    "BinaryTypes",
    "HttpxFileContent",
    "HttpxFileTypes",
    "HttpxRequestFiles",
    "IncEx",
    "ModelT",
    "NoneType",
    "PostParser",
    "ResponseT",
    "SecurityOptions",
    "SequenceNotStr",
    "StrBytesIntFloat",
]

_Item = TypeVar("_Item")
NoneType: type[None] = type(None)
AnyMapping: TypeAlias = Mapping[str, object]
BinaryTypes: TypeAlias = bytes | bytearray | IO[bytes] | Iterable[bytes]
AsyncBinaryTypes: TypeAlias = bytes | bytearray | IO[bytes] | AsyncIterable[bytes]
HttpxFileContent: TypeAlias = IO[bytes] | bytes
HttpxFileTypes: TypeAlias = FileTypes
HttpxRequestFiles: TypeAlias = Mapping[str, FileTypes] | Sequence[tuple[str, FileTypes]]
IncEx: TypeAlias = "set[int] | set[str] | Mapping[int, Any] | Mapping[str, Any]"
PostParser: TypeAlias = Callable[[Any], Any]
StrBytesIntFloat: TypeAlias = str | bytes | int | float
SequenceNotStr: TypeAlias = Sequence[_Item]
"""A sequence that is no text; to type checkers any sequence."""
ModelT = TypeVar("ModelT", bound="pydantic.BaseModel")
ResponseT = TypeVar("ResponseT")
