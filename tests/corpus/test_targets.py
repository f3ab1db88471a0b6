"""The three targets: what is said of their documents, that nothing is lost, and that `generated/` is up to date.

`UPDATE_EXPECTED=1` rewrites the lists in `expected/`; read the difference before keeping it.
"""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.config_reader import read_config
from generator.diagnostics import Diagnostics
from generator.output.check import check
from generator.spec import apply_overlays, load_document
from tests.corpus.building import ROOT, TARGETS, Built, configured, plain

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"

pytestmark = pytest.mark.slow


def compare(name: str, built: Built) -> None:
    """Findings and counts against the stored ones; nothing that the document has is lost."""
    found, kept = EXPECTED / f"{name}.txt", EXPECTED / "counts.json"
    counts: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    if os.environ.get("UPDATE_EXPECTED"):
        EXPECTED.mkdir(exist_ok=True)
        found.write_text("".join(f"{line}\n" for line in built.findings()), "utf-8")
        counts[name] = built.counts()
        kept.write_text(json.dumps(dict(sorted(counts.items())), indent=1) + "\n", "utf-8")
    assert built.findings() == found.read_text("utf-8").splitlines()
    assert built.counts() == counts[name]
    account = built.generated.account
    lost = {
        key: (before, after)
        for key, before in vars_of(account.document).items()
        if (after := vars_of(account.api)[key]) < before
    }
    assert lost == {}


def vars_of(counts: Any) -> dict[str, int]:
    """The fields of counts."""
    return {name: getattr(counts, name) for name in type(counts).__dataclass_fields__}


@pytest.mark.parametrize("target", TARGETS)
def test_a_configured_target(target: str) -> None:
    """Findings, counts, and the committed files."""
    built = configured(target)
    compare(target, built)
    assert not [line for line in built.findings() if "SDK204" in line or line.startswith(("error", "fatal"))]
    drifts = check(built.generated.files, ROOT / "generated" / target)
    assert drifts == [], f"run `sdkgen generate {target}`"


@pytest.mark.parametrize("target", TARGETS)
def test_named_endpoints_are_methods(target: str) -> None:
    """Every endpoint that was asked for by name is a method of the committed package."""
    index = json.loads((ROOT / "generated" / target / "operations.json").read_text("utf-8"))
    known = {shape(method["http"]) for method in index["methods"]}
    with (HERE / "named_endpoints.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["provider"] == target]
    assert rows
    missing = [
        row for row in rows if not {shape(f"{row['method']} {path}") for path in forms(row["path"])} & known
    ]
    assert missing == []


def forms(path: str) -> tuple[str, str]:
    """A path as it stands, and without the version that is part of the base URL."""
    return path, path.removeprefix("/v1")


def shape(line: str) -> str:
    """Method and path with nameless parameters."""
    return re.sub(r"\{[^}]*\}", "{}", line)


@pytest.mark.parametrize("target", ["gemini", "xai"])
def test_the_library_finds_nothing_either(target: str) -> None:
    """openapi-spec-validator as it is (not the faster form that the generator runs) accepts the overlaid document."""
    folder = ROOT / "specs" / target
    diagnostics = Diagnostics()
    config = read_config(folder / "sdk.yaml", diagnostics)
    document = load_document(folder / config.spec, diagnostics=diagnostics)
    document = apply_overlays(document, [folder / name for name in config.overlays], diagnostics=diagnostics)
    data = json.loads(json.dumps(document.raw))
    assert [error.message for error in OpenAPIV31SpecValidator(data).iter_errors()] == []


@pytest.mark.parametrize("target", TARGETS)
def test_the_document_alone(target: str) -> None:
    """Without overlays and configuration nothing is lost either, and everything compiles."""
    built = plain(target)
    compare(f"plain_{target}", built)
    assert not [line for line in built.findings() if line.startswith("fatal")]
    for path, content in built.files.items():
        if path.endswith(".py"):
            compile(content, path, "exec")
