"""From a plan to a FileSet: what is printed is parsed, compared with the plan, and formatted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import concurrency
from generator.diagnostics import Diagnostics, InputError
from generator.plan.code import Code, Text, literal
from generator.plan.package import Package, PlannedFile
from generator.render.format import Finished, Source, finish_all
from generator.render.formatting import black as formatting
from generator.render.formatting.store import Memory
from generator.render.render import Printer, render


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


def gives_up(text: str, **_: object) -> str:
    """black on a text that it does not like."""
    if "bad" in text:
        raise RuntimeError("boom")
    return text


def test_black_failing_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """A formatter that gives up is reported with the file, and spoils no other."""
    monkeypatch.setattr(formatting.black, "format_str", gives_up)
    bad, good = finish_all(
        [Source("a.py", "bad(1)\n" + "x = [" + "1, " * 60 + "bad]\n"), Source("b.py", "x = 1\n")]
    )
    assert bad.problem == ("SDK703", "RuntimeError: boom")
    assert good == Finished("b.py", "x = 1\n")


def test_other_processes_give_the_same() -> None:
    """Questions go to other processes, in any number; results come in order and are equal."""
    long = ", ".join(f"'value {i}'" for i in range(300))
    sources = [Source(f"m{i}.py", f"x{i} = [{long}, {i}]\n" if i != 7 else "x =", ()) for i in range(20)]
    here = finish_all(sources, jobs=1)
    assert finish_all(sources, jobs=2) == here
    assert [f.path for f in here] == [s.path for s in sources]
    assert [f.path for f in here if f.problem] == ["m7.py"]


def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, nothing is lost."""
    monkeypatch.setattr(concurrency.sys, "executable", "/nonexistent/python")
    long = ", ".join(f"'value {i}'" for i in range(300))
    sources = [Source(f"m{i}.py", f"x{i} = [{long}, {i}]\n", ()) for i in range(20)]
    assert all(
        f.text.startswith(f'x{i} = [\n    "value 0",\n') for i, f in enumerate(finish_all(sources, jobs=2))
    )


def test_what_was_learnt_is_used_and_optional(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers of black are found again; a damaged file or a missing folder does no harm."""
    source, place = Source("a.py", "x=1\n", ()), tmp_path / "new" / "a.layout.json"
    memory = Memory((place,), place)
    assert finish_all([source], memory=memory)[0].text == "x = 1\n"
    with monkeypatch.context() as patch:
        patch.setattr(formatting.black, "format_str", lambda *a, **k: pytest.fail("asked twice"))
        assert finish_all([source], memory=memory)[0].text == "x = 1\n"
    for damage in ("", "[]", place.read_text("utf-8").replace("black", "other"), '{"stamp": 1}'):
        place.write_text(damage, "utf-8")
        assert finish_all([source], memory=memory)[0].text == "x = 1\n"
    nowhere = Path("/dev/null/x")
    assert finish_all([source], memory=Memory((nowhere,), nowhere))[0].text == "x = 1\n"


def counted(printed: list[str]) -> Printer:
    """A printer of the version template that says what it printed."""

    def printer(file: PlannedFile, _: Path | None) -> str:
        printed.append(file.path)
        return f"x  =  {file.view!r}\n"

    return printer


def test_only_files_whose_plan_changed_are_printed_again(tmp_path: Path) -> None:
    """What comes out is what a run without memory makes; memory that cannot be read or written does no harm."""
    printed: list[str] = []
    printers = {"package/version.py.jinja": counted(printed)}
    templates = tmp_path / "templates"
    templates.mkdir()

    def rendered(*views: str, cache: Path | None = tmp_path) -> dict[str, bytes]:
        files = [PlannedFile(f"p/{n}.py", "package/version.py.jinja", v) for n, v in enumerate(views)]
        package = Package("t", "p", (*files, PlannedFile("p/py.typed", None, content=b"")))
        printed.clear()
        return dict(
            render(package, Diagnostics(), jobs=1, cache=cache, printers=printers, templates=templates)
        )

    fresh = rendered("a", "b", cache=None)
    assert rendered("a", "b") == fresh
    assert rendered("a", "b") == fresh
    assert printed == []
    assert rendered("a", "c") == rendered("a", "c", cache=None)
    assert rendered("b", "c") == rendered("b", "c", cache=None)
    rendered("b", "d")
    assert printed == ["p/1.py"]
    assert list(rendered("b")) == ["p/0.py", "p/py.typed"]
    place = tmp_path / "p.printed.json"
    for damage in (
        "",
        "[]",
        '{"generator": 1}',
        place.read_text("utf-8").replace('"generator": "', '"generator": "0'),
    ):
        place.write_text(damage, "utf-8")
        assert rendered("a", "b") == fresh
        assert printed == ["p/0.py", "p/1.py"]
    assert rendered("a", "b", cache=Path("/dev/null/x")) == fresh
    (templates / "version.jinja").write_text("of the user")
    rendered("a", "b")
    assert printed == ["p/0.py", "p/1.py"]


def test_a_fault_is_not_remembered(tmp_path: Path) -> None:
    """A run that fails fails again."""
    package = planned(View(Text("x"), Code("1 +"), literal("1")))
    for _ in range(2):
        with pytest.raises(InputError):
            render(package, Diagnostics(), jobs=1, cache=tmp_path)
