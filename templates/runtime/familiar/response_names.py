"""Raw responses under further names, and what their type arguments say."""

from __future__ import annotations

from typing import Any, cast

from ..response_wrappers import async_raw, async_streamed, raw, streamed
from ..responses import (
    APIResponse,
    AsyncAPIResponse,
    AsyncBinaryAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    BaseAPIResponse,
    BinaryAPIResponse,
    RawAPIResponse,
    StreamedBinaryAPIResponse,
)
from .inspection import extract_type_var_from_base

__all__ = [
    "AsyncBinaryAPIResponse",
    "AsyncStreamedBinaryAPIResponse",
    "BaseAPIResponse",
    "BinaryAPIResponse",
    "LegacyAPIResponse",
    "StreamedBinaryAPIResponse",
    "async_to_raw_response_wrapper",
    "async_to_streamed_response_wrapper",
    "extract_response_type",
    "to_raw_response_wrapper",
    "to_streamed_response_wrapper",
]

LegacyAPIResponse = RawAPIResponse
to_raw_response_wrapper = raw
async_to_raw_response_wrapper = async_raw
to_streamed_response_wrapper = streamed
async_to_streamed_response_wrapper = async_streamed


def extract_response_type(cls: Any) -> Any:
    """The type of the result that a response class holds.  Raises RuntimeError when it leaves that open."""
    bases = (BaseAPIResponse, APIResponse, AsyncAPIResponse)
    return extract_type_var_from_base(cls, generic_bases=cast("tuple[type, ...]", bases), index=0)
