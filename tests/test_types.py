"""mypy --strict and pyright strict have nothing to say, about the generator or about what it makes."""

from __future__ import annotations

import pytest

from tests.typecheck import mypy, places, pyright

PLACES = places()


@pytest.mark.slow
@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("check", [mypy, pyright], ids=["mypy", "pyright"])
def test_types(name: str, check: object) -> None:
    """One place, one type checker."""
    tool = mypy if check is mypy else pyright
    result = tool(*PLACES[name])
    assert result.returncode == 0, (result.stdout + result.stderr)[-4000:]
