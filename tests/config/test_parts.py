"""Configurations in several files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.config_reader import read_config
from generator.diagnostics import Diagnostics, InputError


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder / "sdk.yaml"


def test_parts_add_to_mappings_at_every_depth(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        sdk="spec: api.yaml\nparts: [more.yaml]\nresources: {chat: {types: {A: One}}}\n",
        more="resources: {chat: {types: {B: Two}, methods: {create: op}}}\n",
    )
    config = read_config(path, Diagnostics())
    assert config.parts == ("more.yaml",)
    chat = config.root.resources["chat"]
    assert (chat.types, chat.methods) == ({"A": "One", "B": "Two"}, {"create": "op"})


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("parts: [more.yaml]\ntarget: a\n", "target: b\n", "SDK806"),
        ("parts: [../more.yaml]\n", "", "SDK805"),
        ("parts: [more.yaml]\n", "{resources: {chat: {metods: {}}}}\n", "SDK801"),
    ],
)
def test_faults(tmp_path: Path, first: str, second: str, code: str) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        read_config(write(tmp_path, sdk=first, more=second), diagnostics)
    assert code in {item.code for item in diagnostics}
