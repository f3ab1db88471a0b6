"""The hooks of pre-commit, the Makefile to include and the GitHub action do what their files say, in a small project.

What they would call is caught by a `sdkgen` that writes down its words, and then run inside the test process.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import sdkgen as sdkgen
from tests.cli.running import Command, target

ROOT = Path(__file__).parents[2]
STALE = 3
"""Exit code of `--check` on a difference."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The present folder of the command, with one target, generated and vendored."""
    target(tmp_path, "pets")
    (tmp_path / "vendored").mkdir()
    return tmp_path


def calls(folder: Path, *words: str, **environment: str) -> list[list[str]]:
    """Command lines that a program gives to `sdkgen`, without its name; the program must succeed."""
    tool, log = folder / "bin" / "sdkgen", folder / "calls"
    tool.parent.mkdir(exist_ok=True)
    tool.write_text(f"#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done >> {log}\necho >> {log}\n")
    tool.chmod(0o755)
    log.write_text("")
    path = f"{tool.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **environment}
    subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=True, timeout=60)
    return [block.splitlines() for block in log.read_text().split("\n\n") if block]


def test_hooks_of_pre_commit(project: Path, sdkgen: Command) -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    assert set(hooks) == {"sdkgen-generate", "sdkgen-check", "sdkgen-vendor-check"}
    assert all(hook["language"] == "python" and not hook["pass_filenames"] for hook in hooks.values())

    def hook(name: str, *arguments: str) -> int:
        command, *words = shlex.split(hooks[name]["entry"])
        assert command == "sdkgen"
        return sdkgen(*words, *arguments).code

    assert hook("sdkgen-check") == STALE
    assert hook("sdkgen-generate") == 0
    assert hook("sdkgen-check") == 0
    into = ("--into", "vendored/pets")
    assert sdkgen("vendor", "pets", *into, "--as", "pets").code == 0
    assert hook("sdkgen-vendor-check", *into) == 0
    (project / "vendored/pets/__init__.py").write_text("")
    assert hook("sdkgen-vendor-check", *into) == STALE


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_makefile_to_include(project: Path, sdkgen: Command) -> None:
    shutil.copy(ROOT / "integrations/sdkgen.mk", project)
    (project / "Makefile").write_text("SDKGEN_VENDORED := vendored/pets\ninclude sdkgen.mk\n")
    assert sdkgen("generate", "-q").code == 0
    assert sdkgen("vendor", "pets", "--into", "vendored/pets", "--as", "pets").code == 0
    for goal, expected in {"sdk": ["generate", "vendor"], "sdk-check": ["generate", "vendor"]}.items():
        lines = calls(project, "make", goal)
        assert [line[0] for line in lines] == expected
        assert [sdkgen(*line).code for line in lines] == [0, 0]
    (project / "vendored/pets/__init__.py").write_text("")
    assert [sdkgen(*line).code for line in calls(project, "make", "sdk-check")] == [0, STALE]
    lines = calls(project, "make", "sdk-update", "SDKGEN_TARGETS=pets")
    assert [line[0] for line in lines] == ["sync", "generate", "release"]
    for line in lines:
        shown = sdkgen(*line, "--help")
        assert shown.code == 0
        assert all(word in shown.out for word in line if word.startswith("--"))


def test_github_action(project: Path, sdkgen: Command) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    setup, install, last = action["runs"]["steps"]
    assert setup["uses"].startswith("actions/setup-python@")
    assert install["run"].endswith('"$SOURCE"')
    assert all("${{" not in step["run"] for step in (install, last)), "inputs reach scripts as variables only"
    script = ("bash", "-e", "-c", last["run"])
    (line,) = calls(project, *script, COMMAND=action["inputs"]["command"]["default"])
    assert sdkgen(*line).code == STALE
    assert sdkgen("generate", "-q").code == 0
    assert sdkgen(*line).code == 0
    (hostile,) = calls(project, *script, COMMAND="explain SDK210; touch broken")
    assert hostile == ["explain", "SDK210;", "touch", "broken"]
    assert not (project / "broken").exists()


def test_pages_show_the_names_that_exist() -> None:
    page = (ROOT / "docs/continuous-integration.md").read_text()
    blocks = [part.partition("```")[0] for part in page.split("```yaml\n")[1:]]
    action, hooks, _ = map(yaml.safe_load, blocks)
    inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    steps = action["jobs"]["check"]["steps"]
    assert all(set(step.get("with", {})) <= set(inputs) for step in steps[1:])
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} <= known
