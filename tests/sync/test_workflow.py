"""The workflows work as written: what its page shows is the file, and its script opens one pull request."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import yaml

from tests.release.shop import git

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github/workflows/upstream.yml"


def test_the_page_shows_the_file() -> None:
    assert f"```yaml\n{WORKFLOW.read_text()}```" in (ROOT / "docs/continuous-integration.md").read_text()


def test_makefile_has_what_the_workflows_run() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for name in ("check", "upstream"):
        jobs = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text())["jobs"]
        commands = [
            step["run"] for step in jobs[name]["steps"] if str(step.get("run", "")).startswith("make ")
        ]
        assert commands == [f"make {name}"]
        assert f"\n{name}: " in makefile


def test_the_script_opens_one_pull_request(tmp_path: Path) -> None:
    script = yaml.safe_load(WORKFLOW.read_text())["jobs"]["upstream"]["steps"][-1]["run"]
    origin, clone, tools = tmp_path / "origin", tmp_path / "clone", tmp_path / "bin"
    tools.mkdir()
    (tools / "gh").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {tmp_path}/asked\n')
    (tools / "gh").chmod(0o755)
    git(tmp_path, "init", "-q", "--bare", str(origin))
    git(tmp_path, "clone", "-q", str(origin), str(clone))
    (clone / ".gitignore").write_text(".cache\n")
    (clone / "a").write_text("1")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "one")
    git(clone, "push", "-q", "origin", "HEAD:main")
    (clone / ".cache").mkdir()
    (clone / ".cache/message.txt").write_text("Regenerate shop 2.0.0\n\nWhy.\n")
    main = git(clone, "branch", "--show-current").strip()

    def run() -> None:
        environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
        subprocess.run(
            ["bash", "-e", "-c", script], cwd=clone, env=environment, check=True, capture_output=True
        )

    run()
    assert not (tmp_path / "asked").exists()  # nothing changed
    for _ in range(2):  # the second day the branch is there already
        (clone / "a").write_text("2")
        run()
        git(clone, "switch", "-qf", main)
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked == ["pr", "create", "--title", "Regenerate shop 2.0.0", "--body-file", ".cache/message.txt"]
    assert "Regenerate shop 2.0.0" in git(clone, "log", "--all", "--format=%s")
