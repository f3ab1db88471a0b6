"""Merging of streamed deltas into plain data, under its familiar name."""

from __future__ import annotations

from ..._runtime.accumulate import accumulate_delta

__all__ = ["accumulate_delta"]
