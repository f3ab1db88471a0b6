"""Every folder beside this file is a case: a small document, what the generator must say, and what must hold.

`spec.yaml`, `spec.json` or `discovery.json` is the document, `sdk.yaml` its configuration if there is one;
`expect.txt` lists the findings, one a line (severity, code, pointer), and is absent when there are none;
`check.py` holds functions `check_*` that are called with the generated :class:`~tests.cases.kit.Case`.
`known_fault.txt` says what is wrong with the generator where a case is expected to fail.
`UPDATE_EXPECTED=1` rewrites the lists instead of comparing them; read the difference before keeping it.
"""

from __future__ import annotations

import importlib
import inspect
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import kit


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Formatted texts, shared by all workers: most files of the cases are the same."""
    return kit.shared_cache(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the distributions of the cases go."""
    return tmp_path_factory.mktemp("cases")


def cases() -> Iterator[object]:
    """All cases; those with a known fault are expected to fail."""
    for name in kit.names():
        fault = kit.HERE / name / "known_fault.txt"
        marks = (
            [pytest.mark.xfail(reason=fault.read_text(encoding="utf-8").strip())] if fault.exists() else []
        )
        yield pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", list(cases()))
def test_case(name: str, packages: Path, cache: Path) -> None:
    """The findings are the expected ones, and the generated package does what the check says."""
    case = kit.build(name, packages, cache)
    compare(case)
    case.import_everything()
    module = importlib.import_module(f"tests.cases.{name}.check")
    checks = [
        value for key, value in inspect.getmembers(module, inspect.isfunction) if key.startswith("check")
    ]
    assert checks, f"{name}/check.py has no function check_*"
    for check in checks:
        check(case)


def compare(case: kit.Case) -> None:
    """Findings against `expect.txt`."""
    found = sorted({f"{d.severity.label} {d.code} {d.origin.pointer}".rstrip() for d in case.diagnostics})
    listed = kit.HERE / case.name / "expect.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        (
            listed.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
            if found
            else listed.unlink(missing_ok=True)
        )
        return
    expected = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    assert found == expected, "\n".join(map(str, case.diagnostics))
    assert {code.split()[1] for code in found}.isdisjoint({"SDK590"})
