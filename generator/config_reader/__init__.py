"""Reading `specs/<target>/sdk.yaml`: text in, a checked :class:`generator.config.TargetConfig` out."""

from __future__ import annotations

from generator.config_reader.reader import discover_targets, read_config

__all__ = ["discover_targets", "read_config"]
