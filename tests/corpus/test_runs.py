"""Properties of whole runs over real documents: determinism, imports, wording, other versions of a document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.config_reader import read_config
from generator.diagnostics import Diagnostics
from generator.output.write import write
from generator.pipeline import Job
from tests.corpus.building import CACHE, ROOT, TARGETS, configured, digest, plain, run, spec_of

pytestmark = pytest.mark.slow

EVERY_MODULE = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
package = importlib.import_module(sys.argv[2])
for module in pkgutil.walk_packages(package.__path__, sys.argv[2] + "."):
    importlib.import_module(module.name)
"""


def sdkgen(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("target", TARGETS)
def test_every_module_imports(target: str, tmp_path: Path) -> None:
    """All modules of the package made from the document alone, with warnings as errors."""
    write(plain(target).files, tmp_path, Diagnostics())
    command = [sys.executable, "-W", "error", "-c", EVERY_MODULE, str(tmp_path), f"plain_{target}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("target", ["gemini", "xai"])
def test_same_bytes_under_another_hash_seed(target: str, tmp_path: Path) -> None:
    """A second run, in another process with another hash seed, gives the same files."""
    done = sdkgen("generate", target, "--out", str(tmp_path / "out"), "--quiet", seed="4711")
    assert done.returncode == 0, done.stderr
    written = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    expected = configured(target).files
    assert written.keys() == expected.keys()
    assert digest(written) == digest(expected), [p for p in written if written[p] != expected[p]]


def xai(words: str, spec: Path | None = None) -> str:
    """The Python of the xAI target with some wording, in one text."""
    folder = ROOT / "specs" / "xai"
    config = read_config(folder / "sdk.yaml", Diagnostics())
    job = Job(config, spec or spec_of("xai"), folder, words=words, foreign=spec is not None, cache=CACHE)
    files = run(job).files
    return "\n".join(content.decode() for path, content in files.items() if path.endswith(".py"))


def sentences(value: object) -> Iterator[str]:
    """First words of all summaries and descriptions of an overlay."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("summary", "description") and isinstance(inner, str):
                yield inner.strip().splitlines()[0][:25]
            else:
                yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner)


def test_wording(tmp_path: Path) -> None:
    """`own` has the words of our overlay, `upstream` those of the document, `none` neither."""
    document = yaml.safe_load(spec_of("xai").read_text("utf-8"))
    document["paths"]["/models"]["get"]["summary"] = "Words from upstream."
    spec = tmp_path / "worded.yaml"
    spec.write_text(json.dumps(document), "utf-8")
    actions = yaml.safe_load((ROOT / "specs" / "xai" / "docs.overlay.yaml").read_text("utf-8"))["actions"]
    ours = [text for text in sentences([action.get("update") for action in actions]) if len(text) > 15]
    assert len(ours) > 5
    own, upstream, none = xai("own", spec), xai("upstream", spec), xai("none", spec)
    assert sum(text in own for text in ours) > len(ours) * 0.9
    assert "Words from upstream." in upstream
    assert "Words from upstream." not in own + none
    assert [text for text in ours if text in none] == []


def other_version(target: str) -> dict[str, Any]:
    """The stored document as plain data."""
    data: dict[str, Any] = yaml.safe_load(spec_of(target).read_text("utf-8"))
    return data


def test_another_version_of_an_openapi_document(tmp_path: Path) -> None:
    """An operation that configuration and overlays mention is gone, a new one has come: notes, and a default name."""
    document = other_version("xai")
    del document["paths"]["/models"]
    document["paths"]["/image-jobs"] = {
        "get": {"operationId": "listImageJobs", "responses": {"200": {"description": "ok"}}}
    }
    done, report = generated_from("xai", document, tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"SDK650"} <= {d["code"] for d in report["diagnostics"]}
    assert {d["severity"] for d in report["diagnostics"]} <= {"note", "warning"}
    lines = methods(tmp_path)
    assert lines["image_jobs.list"] == "GET /image-jobs"
    assert "GET /models" not in lines.values()


def test_another_version_of_a_discovery_document(tmp_path: Path) -> None:
    """The same for Discovery."""
    document = other_version("gemini")
    del document["resources"]["cachedContents"]["methods"]["list"]
    document["resources"]["cachedContents"]["methods"]["touch"] = {
        "id": "generativelanguage.cachedContents.touch",
        "path": "v1beta/{+name}:touch",
        "flatPath": "v1beta/cachedContents/{cachedContentsId}:touch",
        "httpMethod": "POST",
        "parameters": {
            "name": {
                "type": "string",
                "location": "path",
                "required": True,
                "pattern": "^cachedContents/[^/]+$",
            }
        },
        "parameterOrder": ["name"],
        "response": {"$ref": "CachedContent"},
    }
    done, report = generated_from("gemini", document, tmp_path)
    assert done.returncode == 0, done.stderr
    assert {d["severity"] for d in report["diagnostics"]} <= {"note", "warning"}
    lines = methods(tmp_path)
    assert lines["cached_contents.touch"] == "POST /v1beta/{name}:touch"
    assert "cached_contents.list" not in lines


def generated_from(
    target: str, document: dict[str, Any], folder: Path
) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """Run a configured target over another document; its report."""
    spec = folder / f"newer{spec_of(target).suffix}"
    spec.write_text(json.dumps(document), "utf-8")
    arguments = ["generate", target, "--spec", str(spec), "--out", str(folder / "out")]
    done = sdkgen(*arguments, "--report", str(folder / "report.json"))
    report = folder / "report.json"
    return done, json.loads(report.read_text("utf-8"))["targets"][0] if report.exists() else {}


def methods(folder: Path) -> dict[str, str]:
    """Dotted path of each written method to its HTTP line."""
    index = json.loads((folder / "out" / "operations.json").read_text("utf-8"))
    return {".".join([*m["resource"], m["method"]]): m["http"] for m in index["methods"]}
