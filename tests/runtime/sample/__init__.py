"""A package as the generator would write it, made by hand to test the runtime with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import attach
from ._version import __version__ as __version__

if TYPE_CHECKING:
    from ._client import AsyncSample as AsyncSample
    from ._client import Sample as Sample
    from ._runtime.models import BaseModel as BaseModel
    from ._runtime.sentinels import (
        NOT_GIVEN as NOT_GIVEN,
    )
    from ._runtime.sentinels import (
        NotGiven as NotGiven,
    )
    from ._runtime.sentinels import (
        Omit as Omit,
    )
    from ._runtime.sentinels import (
        not_given as not_given,
    )
    from ._runtime.sentinels import (
        omit as omit,
    )
    from ._runtime.streaming import AsyncStream as AsyncStream
    from ._runtime.streaming import Stream as Stream
    from .errors import APIError as APIError
    from .errors import SampleError as SampleError

__all__ = [
    "NOT_GIVEN",
    "APIError",
    "AsyncSample",
    "AsyncStream",
    "BaseModel",
    "NotGiven",
    "Omit",
    "Sample",
    "SampleError",
    "Stream",
    "__version__",
    "not_given",
    "omit",
]
__getattr__, __dir__ = attach(
    __name__,
    {
        "APIError": ".errors",
        "AsyncSample": "_client",
        "AsyncStream": "_runtime.streaming",
        "BaseModel": "_runtime.models",
        "NOT_GIVEN": "_runtime.sentinels",
        "NotGiven": "_runtime.sentinels",
        "Omit": "_runtime.sentinels",
        "Sample": "_client",
        "SampleError": ".errors",
        "Stream": "_runtime.streaming",
        "not_given": "_runtime.sentinels",
        "omit": "_runtime.sentinels",
        "types": "types:",
    },
)
