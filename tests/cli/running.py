"""Running the command inside the test process, and a small project to run it in."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from generator.cli.main import main

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.test"}]
paths:
  /pets:
    get:
      operationId: listPets
      responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, friend: {$ref: '#/components/schemas/Friend'}}}
    Friend: {type: object, properties: {name: {type: string}}}
"""

BROKEN = SPEC.replace("'#/components/schemas/Friend'", "'#/components/schemas/Nobody'")
"""A reference leads nowhere: an error in one place."""


@dataclass(frozen=True)
class Ran:
    """What a run of the command left."""

    code: int
    out: str
    err: str


class Command:
    """`sdkgen ...`, with captured output."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        self._capsys.readouterr()
        with (
            mock.patch.object(sys, "argv", ["sdkgen", *map(str, arguments)]),
            pytest.raises(SystemExit) as caught,
        ):
            main()
        printed = self._capsys.readouterr()
        assert "Traceback" not in printed.err + printed.out
        return Ran(int(caught.value.code or 0), printed.out, printed.err)


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their contents."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def target(root: Path, name: str, spec: str = SPEC) -> Path:
    """Make a configured target; returns its document."""
    folder = root / "specs" / name
    folder.mkdir(parents=True)
    (folder / "sdk.yaml").write_text(
        f"target: {name}\nspec: api.yaml\npackage: {{name: {name}_client}}\nclient: {{name: {name.capitalize()}}}\n",
        "utf-8",
    )
    (folder / "api.yaml").write_text(spec, "utf-8")
    return folder / "api.yaml"
