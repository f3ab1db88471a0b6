"""Hand-written code of a target: read from `specs/<target>/<folder>`, checked, and copied into the package as `lib/`.

What generated code takes from it (base classes, methods, exported names, further modules) is looked up in the sources
themselves, without importing them; a name that is not there is a problem of the configuration.
"""

from __future__ import annotations

from generator.custom.code import FOLDER, CustomCode, Function, Parameter, Source
from generator.custom.read import read_custom

__all__ = ["FOLDER", "CustomCode", "Function", "Parameter", "Source", "read_custom"]
