"""One way of running all properties: the same examples every time, few enough for a test run."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

TEMPLATES = str(Path(__file__).resolve().parents[2] / "templates")

if TEMPLATES not in sys.path:
    sys.path.append(TEMPLATES)  # `runtime`: the modules that are copied into packages

settings.register_profile(
    "project", derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")
