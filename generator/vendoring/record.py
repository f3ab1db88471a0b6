"""What a vendored package says of itself, so that it can be updated and checked in place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import UsageError
from generator.narrow import is_object

RECORD = "sdkgen.vendor.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class VendorRecord:
    """`name`: dotted name under which the package is imported.  `only`: what was asked for, () for all.

    `version`: of the package.  `inputs`: sha256 by the name of each input (document, overlays, configuration ...).
    """

    target: str
    name: str
    only: tuple[str, ...]
    version: str
    license: str
    generator: str
    inputs: Mapping[str, str]

    def as_bytes(self) -> bytes:
        """The file."""
        data = {
            "format": FORMAT,
            "target": self.target,
            "name": self.name,
            "only": list(self.only),
            "version": self.version,
            "license": self.license,
            "generator": self.generator,
            "inputs": dict(sorted(self.inputs.items())),
        }
        return (json.dumps(data, indent=2, ensure_ascii=True) + "\n").encode()


def read_record(folder: Path) -> VendorRecord:
    """The record of a vendored package; UsageError when the folder holds none."""
    try:
        data: object = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        raise UsageError(f"{folder} holds no vendored package ({RECORD} is missing or damaged)") from None
    if not is_object(data) or data.get("format") != FORMAT or not isinstance(data.get("only"), list):
        raise UsageError(f"{RECORD} in {folder} is not one that this version of sdkgen reads")
    texts = {key: str(data.get(key, "")) for key in ("target", "name", "version", "license", "generator")}
    inputs = data.get("inputs")
    return VendorRecord(
        only=tuple(map(str, data["only"])), inputs=dict(inputs) if is_object(inputs) else {}, **texts
    )
