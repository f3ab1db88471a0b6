"""Every command of README.md and docs/ runs as it is written there, in a small project of the same layout."""

from __future__ import annotations

import dataclasses
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import config
from generator.config import TargetConfig
from tests.cli.running import SPEC, Command

ROOT = Path(__file__).resolve().parents[2]
COMMAND = re.compile(r"^    (?:\.venv/bin/)?(sdkgen .*?)(?:\s{2,}#.*|\s+#\s.*)?$", re.MULTILINE)
ELSEWHERE = {
    "sdkgen replay examples/recordings --env OPENAI_BASE_URL -- .venv/bin/python examples/first_call.py": "tests/traffic",
    "sdkgen mock openai --port 4010": "tests/mock",
    "sdkgen record openai --out recordings -- python app.py": "tests/traffic",
    "sdkgen replay recordings --env OPENAI_BASE_URL -- python app.py": "tests/traffic",
    "sdkgen contract openai --recordings recordings/": "tests/contract",
    "sdkgen history ../upstream --path openapi.yaml": "tests/diff",
    "sdkgen --install-completion": "tests/cli/test_help.py",
    "sdkgen --show-completion": "tests/cli/test_help.py",
}
"""Commands that serve, or need traffic, and where they are tested."""


PAGES = ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]


def commands() -> list[str]:
    """The commands of all pages in their order, each once; for `chat,responses,files` there is only `chat` here."""
    texts = ((ROOT / page).read_text("utf-8") for page in PAGES)
    lines = (match[1].strip() for text in texts for match in COMMAND.finditer(text))
    return list(dict.fromkeys(line.replace("chat,responses,files", "chat") for line in lines))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A repository with one target called openai, generated and committed, and a newer document."""
    root = tmp_path / "project"
    folder = root / "specs" / "openai"
    folder.mkdir(parents=True)
    (root / "api.yaml").write_text(SPEC, "utf-8")
    (root / "newer.yaml").write_text(
        SPEC.replace("name: {type: string}, friend", "age: {type: integer}, friend"), "utf-8"
    )
    (folder / "openapi.yaml").write_text(SPEC, "utf-8")
    (folder / "sdk.yaml").write_text(
        "target: openai\nspec: openapi.yaml\npackage:\n  name: openai_client\n  version: 0.1.0\nclient: {name: OpenAI, base_url_env: OPENAI_BASE_URL}\n"
        "resources: {chat: {methods: {list: listPets}}}\n",
        "utf-8",
    )
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.delenv("SDKGEN_RECORDINGS", raising=False)
    # `contract` imports the package of this project, which has the name of the real one.
    others = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_ours(name)}
    yield root
    for name in [name for name in sys.modules if _is_ours(name)]:
        del sys.modules[name]
    sys.modules.update(others)


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == "openai_client"


def _git(*words: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_commands_run_as_they_are_written(
    project: Path, sdkgen: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert sdkgen("generate", "-q").code == 0
    _git("init", "-q")
    _git("add", "-A")
    _git("commit", "-qm", "first")
    listed = commands()
    assert set(ELSEWHERE) <= set(listed)
    for command in listed:
        if command in ELSEWHERE:
            continue
        line = command.replace("/tmp/new", str(tmp_path / "new"))
        ran = sdkgen(*shlex.split(line)[1:])
        assert ran.code == 0, (command, ran.out, ran.err)


def test_snippets_are_programs_that_are_run() -> None:
    """Python of the README stands in an example, which other tests run; the wish for `make` is one of the Makefile's."""
    text = (ROOT / "README.md").read_text("utf-8")
    program = (ROOT / "examples/first_call.py").read_text("utf-8")
    snippets = [part.partition("```")[0] for part in text.split("```python\n")[1:]]
    assert snippets
    assert all(snippet in program for snippet in snippets)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for goal in re.findall(r"(?:^    |`)make ([a-z-]+)", text, re.MULTILINE):
        assert f"\n{goal}: " in makefile


@pytest.mark.parametrize(
    "page", [*PAGES, "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "benchmarks/README.md"]
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not link.startswith(("https:", "mailto:")):
            assert ((ROOT / page).parent / link).exists(), link


def test_every_key_of_a_configuration_is_described() -> None:
    pages = [
        (ROOT / f"docs/{name}.md").read_text("utf-8") for name in ("configuration", "custom-code", "updating")
    ]
    words = set(re.findall(r"[a-z_0-9]+", " ".join(pages)))
    seen: set[type] = set()
    pending: list[type] = [TargetConfig]
    while pending:
        record = pending.pop()
        seen.add(record)
        for item in dataclasses.fields(record):
            key = item.metadata.get("key", item.name)
            assert key in words, f"{record.__name__}.{key}"
            inner = re.findall(r"[A-Z][A-Za-z]+Config", str(item.type))
            pending += [kind for name in inner if (kind := getattr(config, name)) not in seen]
    assert len(seen) > 10


def test_walks_name_rooms_that_exist() -> None:
    """CONTRIBUTING tells what a change touches: files that are there, but for those that the change itself makes."""
    walks = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Three walks")[2]
    named = set(re.findall(r"`((?:docs|generator|templates|tests)/[\w/.]+)`", walks))
    made = {"generator/plan/package_files/owners.py", "templates/package/CODEOWNERS.jinja"}
    assert made < named
    assert [name for name in sorted(named - made) if not (ROOT / name).exists()] == []
    for file, name in (
        ("generator/plan/client/credentials.py", "_argument"),
        ("templates/runtime/base.py", "_proof"),
        ("generator/lower/operations/page_shapes.py", "guess"),
        ("generator/render/render.py", "_is_valid"),
    ):
        assert f"`{name}`" in walks
        assert f"def {name}(" in (ROOT / file).read_text("utf-8")
