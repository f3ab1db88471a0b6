"""The generated project is made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.shop import Shop, make_project


@pytest.fixture(scope="package")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project folder."""
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def shop(project: Path, tmp_path: Path) -> Shop:
    """The project with an empty folder of recordings."""
    return Shop(project, tmp_path / "recordings")
