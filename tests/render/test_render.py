"""From a plan to a FileSet: what is printed is parsed, compared with the plan, and formatted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import concurrency
from generator.diagnostics import Diagnostics, InputError
from generator.plan.code import Code, Text, literal
from generator.plan.package import Package, PlannedFile
from generator.render import format as formatting
from generator.render.format import Source, finish, finish_all
from generator.render.render import render


@dataclass(frozen=True)
class View:
    """A view of the version template."""

    words: Text
    title: Code
    version: Code


GOOD = View(Text("Words."), literal("t"), literal("1"))


def planned(view: object, path: str = "p/_version.py", classes: tuple[str, ...] | None = ()) -> Package:
    """A package of one printed file and one copy."""
    files = (
        PlannedFile(path, "package/version.py.jinja", view, classes=classes),
        PlannedFile("p/py.typed", None, content=b""),
    )
    return Package("t", "p", files)


def failure(package: Package) -> str:
    """Code of the finding that stops the run."""
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        render(package, diagnostics, jobs=1)
    return next(iter(diagnostics)).code


def test_printed_and_copied() -> None:
    """Printed files are formatted, copies are verbatim, paths are sorted."""
    files = render(planned(GOOD), Diagnostics(), jobs=1)
    assert list(files) == ["p/_version.py", "p/py.typed"]
    assert files["p/_version.py"].endswith(b'__title__ = "t"\n__version__ = "1"\n')


@pytest.mark.parametrize(
    ("view", "classes", "code"),
    [
        (View(Text("x"), Code("1 +"), literal("1")), (), "SDK701"),
        (View(Text("x"), Code("'\\d'"), literal("1")), (), "SDK701"),
        (GOOD, ("Missing",), "SDK702"),
        (View(Text("x"), Text("x"), literal("1")), (), "SDK704"),  # type: ignore[arg-type]
        (object(), (), "SDK704"),
    ],
)
def test_faults_are_named(view: object, classes: tuple[str, ...], code: str) -> None:
    """Invalid Python, escapes that warn, other classes than planned, words without encoder: all found, none written."""
    assert failure(planned(view, classes=classes)) == code


def test_two_files_with_one_path() -> None:
    """A path that is planned twice would lose a file."""
    assert failure(planned(GOOD, path="p/py.typed")) == "SDK705"


def test_other_formats_are_parsed_too() -> None:
    """TOML that does not parse is found."""
    package = Package("t", "p", (PlannedFile("pyproject.toml", "package/version.py.jinja", GOOD),))
    assert failure(package) == "SDK701"


def test_black_failing_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """A formatter that gives up is reported with the file."""

    def gives_up(*args: object, **options: object) -> str:
        raise RuntimeError("boom")

    monkeypatch.setattr(formatting.black, "format_str", gives_up)
    assert finish(Source("a.py", "x = 1\n")).problem == ("SDK703", "RuntimeError: boom")


def test_other_processes_give_the_same() -> None:
    """Many files go to other processes, in any number; results come in order and are equal."""
    sources = [Source(f"m{i}.py", f"x = {{'a':{i}}}\n" if i != 7 else "x =", ()) for i in range(40)]
    here = finish_all(sources, jobs=1)
    assert finish_all(sources, jobs=2) == here
    assert [f.path for f in here] == [s.path for s in sources]
    assert [f.path for f in here if f.problem] == ["m7.py"]


def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, nothing is lost."""
    monkeypatch.setattr(concurrency.sys, "executable", "/nonexistent/python")
    sources = [Source(f"m{i}.py", "x=1\n", ()) for i in range(20)]
    assert all(f.text == "x = 1\n" for f in finish_all(sources, jobs=2))


def test_cache_is_used_and_optional(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A formatted text is found again by what was printed; a folder that is not there does no harm."""
    source = Source("a.py", "x=1\n", ())
    assert finish(source, tmp_path).text == "x = 1\n"
    monkeypatch.setattr(formatting.black, "format_str", lambda *a, **k: pytest.fail("formatted twice"))
    assert finish(source, tmp_path).text == "x = 1\n"
    monkeypatch.undo()
    assert finish(source, tmp_path / "missing").text == "x = 1\n"
