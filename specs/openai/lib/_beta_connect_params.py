"""Arguments of `beta.realtime.connect` as a dictionary."""

from __future__ import annotations

from typing import Required

from typing_extensions import TypedDict

__all__ = ["RealtimeConnectParams"]


class RealtimeConnectParams(TypedDict, total=False):
    """Of `beta.realtime.connect`."""

    model: Required[str]
