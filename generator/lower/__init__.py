"""Lowering: from a normalised document to the IR.  One module for each construct; facts only, no Python names."""

from __future__ import annotations

from generator.lower.api import lower

__all__ = ["lower"]
