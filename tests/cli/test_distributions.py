"""What leaves the repository: the generator's own wheel, and packages that are silent and light when imported."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {path.parent.name: path.parents[1] for path in sorted((ROOT / "generated").glob("*/*/py.typed"))}

LIGHT = """
import sys
sys.path.insert(0, sys.argv[1])
package = __import__(sys.argv[2])
heavy = {"httpx2", "pydantic", "pydantic_core", "asyncio", "typing_extensions"} & set(sys.modules)
assert not heavy, heavy
assert len([name for name in sys.modules if name.startswith(sys.argv[2])]) < 8
names = {}
exec(f"from {sys.argv[2]} import *", names)
for name in package.__all__:
    assert names[name] is getattr(package, name), name
"""


@pytest.mark.parametrize("name", PACKAGES)
def test_importing_a_package_is_silent_and_light(name: str) -> None:
    """No warning, no HTTP library, no pydantic; `import *` gives everything nevertheless."""
    command = [sys.executable, "-W", "error", "-c", LIGHT, str(PACKAGES[name]), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout + done.stderr == ""


def words(value: object, pointer: str = "", *, named: bool = False) -> Iterator[str]:
    """Pointers of all summaries and descriptions; where the keys are names (of properties, say), they are no words."""
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{pointer}/{key}"
            if not named and key in ("description", "summary") and isinstance(inner, str) and inner:
                yield here
            holds_names = not named and key in (
                "properties",
                "schemas",
                "parameters",
                "patternProperties",
                "mapping",
            )
            yield from words(inner, here, named=holds_names and isinstance(inner, dict))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from words(inner, f"{pointer}/{number}")


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("specs/*/*.*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_specs_hold_facts_only(path: Path) -> None:
    """Sentences stand in the overlays of our own words, and nowhere else."""
    if path.name.endswith("docs.overlay.yaml"):
        return
    data = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found = [pointer for pointer in words(data) if not pointer.startswith("/info/")]
    assert found == []


@pytest.mark.slow
def test_the_wheel_works_outside_of_the_checkout(tmp_path: Path) -> None:
    """Built, installed without the checkout in sight, and used on a document."""
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path),
        str(ROOT),
    ]
    done = subprocess.run(build, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode and re.search(
        r"No matching distribution|connection|network|Could not find", done.stderr, re.I
    ):
        pytest.skip("the build backend cannot be fetched here")
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    place = tmp_path / "environment"
    venv.create(place, with_pip=False, system_site_packages=False)
    [site] = place.glob("lib/python*/site-packages")
    unpack = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
    ]
    subprocess.run([*unpack, str(wheel)], check=True, timeout=300)
    # The dependencies come from this environment; the generator itself must not.
    folders = [each for each in sys.path if each.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(folders) + "\n", "utf-8")
    (tmp_path / "api.json").write_text(
        '{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}', "utf-8"
    )
    script = "import generator, sys; print(generator.__file__); from generator.cli.main import main; main()"
    command = [str(place / "bin" / "python"), "-c", script, "generate", "--spec", "api.json", "--out", "sdk"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    assert str(place) in ran.stdout
    assert (tmp_path / "sdk" / "pyproject.toml").is_file()
    assert list((tmp_path / "sdk").glob("*/_runtime/client.py"))
