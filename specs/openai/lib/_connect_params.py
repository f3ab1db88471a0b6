"""Arguments of `connect` as dictionaries, for callers that gather them before."""

from __future__ import annotations

from typing import Required

from typing_extensions import TypedDict

__all__ = ["RealtimeConnectParams", "SidebandConnectParams"]


class RealtimeConnectParams(TypedDict, total=False):
    """Of `realtime.connect`: a call to join, or a model to talk to."""

    call_id: str
    model: str


class SidebandConnectParams(TypedDict, total=False):
    """Of `live.sideband.connect`."""

    session_id: Required[str]
    graceful_close: bool
