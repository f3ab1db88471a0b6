"""Arguments of `beta.realtime.connect` as a dictionary."""

from __future__ import annotations

from typing_extensions import Required, TypedDict

__all__ = ["RealtimeConnectParams"]


class RealtimeConnectParams(TypedDict, total=False):
    """Of `beta.realtime.connect`."""

    model: Required[str]
