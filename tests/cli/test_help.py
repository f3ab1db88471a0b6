"""Commands that explain: codes, the state of a machine, and help texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from generator.cli.main import application
from generator.codes import CODES
from tests.cli.running import Command, target


def test_explain_says_what_a_code_means_and_what_to_do(sdkgen: Command) -> None:
    ran = sdkgen("explain", "sdk210", "715")
    assert ran.code == 0
    for code in ("SDK210", "SDK715"):
        info = CODES[code]
        assert f"{code}: {info.title}" in ran.out
        assert info.explanation in ran.out
        assert info.hint in ran.out


def test_explain_lists_every_code(sdkgen: Command) -> None:
    lines = sdkgen("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CODES)
    entries = json.loads(sdkgen("explain", "--json").out)
    assert [entry["code"] for entry in entries] == list(CODES)
    assert all(entry["explanation"].endswith((".", "?")) for entry in entries)


def test_an_unknown_code_names_its_neighbours(sdkgen: Command) -> None:
    ran = sdkgen("explain", "SDK2100")
    assert ran.code == 2
    assert "SDK210" in ran.err


def test_doctor_finds_the_targets_of_a_folder(sdkgen: Command, tmp_path: Path) -> None:
    target(tmp_path, "pets")
    ran = sdkgen("doctor")
    assert ran.code == 0
    assert "target pets: api.yaml; not generated yet" in ran.out
    assert "sdkgen generate pets" in ran.out
    sdkgen("generate")
    checks = {check["subject"]: check for check in json.loads(sdkgen("doctor", "--json").out)}
    assert checks["target pets"]["health"] == "fine"
    assert checks["black"]["health"] == "fine"


@pytest.mark.parametrize("damage", ["configuration", "document"])
def test_doctor_says_what_is_broken(sdkgen: Command, tmp_path: Path, damage: str) -> None:
    target(tmp_path, "pets")
    folder = tmp_path / "specs" / "pets"
    if damage == "document":
        (folder / "api.yaml").unlink()
    else:
        (folder / "sdk.yaml").write_text("nonsense: 1\n", "utf-8")
    ran = sdkgen("doctor")
    assert ran.code == 1
    assert "BROKEN   target pets" in ran.out


def test_doctor_without_targets_says_how_to_start(sdkgen: Command) -> None:
    ran = sdkgen("doctor")
    assert ran.code == 0
    assert "--spec FILE" in ran.out


def commands(app: typer.Typer, *words: str) -> Iterator[tuple[str, ...]]:
    """The words of every command, those of groups included."""
    for command in app.registered_commands:
        assert command.name
        yield *words, command.name
    for group in app.registered_groups:
        assert group.typer_instance
        assert group.name
        yield from commands(group.typer_instance, *words, group.name)


@pytest.mark.parametrize("words", list(commands(application())), ids=" ".join)
def test_help_teaches_by_example(sdkgen: Command, words: tuple[str, ...]) -> None:
    ran = sdkgen(*words, "--help")
    assert ran.code == 0
    assert f"sdkgen {' '.join(words)}" in ran.out.partition("Examples:")[2]


def test_the_advice_of_a_code_is_given_once(sdkgen: Command, tmp_path: Path) -> None:
    api = tmp_path / "odd.yaml"
    api.write_text(
        "openapi: 3.1.0\ninfo: {title: Odd, version: '1'}\npaths:\n"
        + "".join(f"  /{name}: {{get: {{operationId: {name}, responses: {{}}}}}}\n" for name in "ab"),
        "utf-8",
    )
    ran = sdkgen("validate", api)
    assert ran.err.count("SDK224") == 2
    assert ran.err.count(f"hint: {CODES['SDK224'].hint}") == 1
    findings = json.loads(sdkgen("validate", "--json", api).out)
    assert all(finding["hint"] for finding in findings)


def test_usage_names_the_command(sdkgen: Command) -> None:
    assert "Usage: sdkgen [OPTIONS]" in sdkgen("--help").out
    assert "Usage: sdkgen fixtures synth" in sdkgen("fixtures", "synth", "--help").out
    assert "Usage: sdkgen explain" in sdkgen("explain", "--nonsense").err


def test_completion_knows_commands_options_and_targets(
    sdkgen: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(tmp_path, "pets")
    monkeypatch.setenv("_SDKGEN_COMPLETE", "complete_bash")

    def complete(words: str) -> list[str]:
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
        return sdkgen().out.split()

    assert complete("sdkgen gen") == ["generate"]
    assert complete("sdkgen generate --allow-r") == ["--allow-ref-root", "--allow-remote"]
    assert complete("sdkgen generate p") == ["pets"]


def test_completion_is_installed_for_the_present_shell(
    sdkgen: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("shellingham.detect_shell", lambda *_: ("bash", "/bin/bash"))
    assert "_sdkgen_completion" in sdkgen("--show-completion").out
    assert sdkgen("--install-completion").code == 0
    assert "complete_bash" in (tmp_path / ".bash_completions/sdkgen.sh").read_text("utf-8")
