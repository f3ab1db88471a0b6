"""What reading custom code finds wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.config import CustomConfig, CustomMethodConfig, MixinConfig, PackageConfig, TargetConfig
from generator.custom import CustomCode, Source, read_custom
from generator.diagnostics import Diagnostics, Severity
from generator.paths import templates_dir

GOOD = {"__init__.py": "", "a.py": "__all__ = ['A']\nif True:\n    class A: ...\n", "note.txt": "kept"}


def read(folder: Path, files: dict[str, str], **custom: object) -> tuple[CustomCode, list[tuple[str, str]]]:
    """The code of a folder with `files`, and code and message of each finding."""
    for path, text in files.items():
        (folder / "own" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "own" / path).write_text(text, encoding="utf-8")
    settings = CustomConfig(**{"folder": "own", **custom})  # type: ignore[arg-type]
    config = TargetConfig(package=PackageConfig(name="acme"), custom=settings)
    diagnostics = Diagnostics()
    code = read_custom(config, folder, templates_dir() / "runtime", diagnostics)
    assert all(item.severity is Severity.FATAL for item in diagnostics)
    return code, [(item.code, item.message) for item in diagnostics]


def test_files_and_names(tmp_path: Path) -> None:
    """Hidden files and bytecode stay behind; names are found inside branches."""
    extra = {".cache/x.py": "", "__pycache__/a.pyc": ""}
    code, findings = read(
        tmp_path,
        {**GOOD, **extra},
        exports={"A": "lib.a", "B": "errors"},
        models={"Thing": "lib.a:A"},
        modules={"_old": ("lib.a", "_runtime.sentinels")},
    )
    assert findings == []
    assert sorted(code.files) == ["lib/__init__.py", "lib/a.py", "lib/note.txt"]
    assert code.lines == 3
    assert code.names["lib.a"] >= {"A", "__all__"}
    assert code.exports["lib.a"] == ("A",)


def test_no_folder_is_no_code(tmp_path: Path) -> None:
    assert read_custom(TargetConfig(), tmp_path, tmp_path, Diagnostics()) == CustomCode()
    assert read(tmp_path, {})[1] == [("SDK808", "the folder 'own' of custom code does not exist")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def (", "lib/b.py is not valid Python"),
        ("\0", "lib/b.py is not valid Python"),
        ("import acme", "lib/b.py imports acme by name"),
        ("def f():\n    from acme.types import X", "lib/b.py imports acme by name"),
    ],
)
def test_unusable_files(tmp_path: Path, text: str, message: str) -> None:
    [(code, found)] = read(tmp_path, {"b.py": text})[1]
    assert code == "SDK808"
    assert message in found


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "link.py").symlink_to(tmp_path / "elsewhere.py")
    assert read(tmp_path, GOOD)[1] == [("SDK808", "link.py is a symbolic link")]


@pytest.mark.parametrize(
    ("custom", "message"),
    [
        ({"exports": {"B": "lib.a"}}, "the module lib.a defines no B"),
        ({"models": {"T": "lib.b:B"}}, "there is no module lib.b for 'lib.b:B'"),
        ({"clients": MixinConfig(asynchronous="lib.a:B")}, "the module lib.a defines no B"),
        ({"resources": {"x": MixinConfig(sync="lib.c:B")}}, "there is no module lib.c for 'lib.c:B'"),
        ({"modules": {"_old": ("lib.z",)}}, "there is no module lib.z for '_old'"),
        (
            {"modules": {"_old": ("lib",)}},
            "the module lib has no literal `__all__`, so '_old' would be empty",
        ),
    ],
)
def test_places_that_are_not_there(tmp_path: Path, custom: dict[str, object], message: str) -> None:
    assert read(tmp_path, GOOD, **custom)[1] == [("SDK809", message)]


@pytest.mark.parametrize(
    ("text", "base", "message"),
    [
        ("", "", "there is no function lib.b:f"),
        ("def f() -> int: ...", "", "lib.b:f takes no resource as its first parameter"),
        ("def f(r: int, *a: int) -> int: ...", "", "lib.b:f takes any number of arguments; a method needs each by name"),
        ("def f(r: int, x) -> int: ...", "", "the parameter x of lib.b:f has no annotation"),
        ("def f(r: int): ...", "", "lib.b:f does not say what it returns"),
        ("def f(r: int) -> Lost: ...", "", "lib.b:f uses the name Lost, which its module does not have"),
        ("def f(r: int) -> int: ...", "create", "lib.b:f takes `arguments` exactly when it extends a generated method (`base`)"),
    ],
)  # fmt: skip
def test_functions_that_cannot_be_methods(tmp_path: Path, text: str, base: str, message: str) -> None:
    method = CustomMethodConfig(sync="lib.b:f", asynchronous="lib.b:f", base=base)
    resources = {"x": MixinConfig(methods={"m": method})}
    assert ("SDK809", message) in read(tmp_path, {"b.py": text}, resources=resources)[1]


def test_signatures(tmp_path: Path) -> None:
    """Names are followed to their imports, relative ones and those for type checkers alike."""
    text = (
        "import collections.abc as abc\nfrom typing import TYPE_CHECKING\nfrom .sub import S as T\n"
        "if TYPE_CHECKING:\n    from ..types import Pet\nclass Own: ...\n"
        "async def f(r: T, arguments: dict, p: Pet, *, k: abc.Mapping[str, T] = T.x, o: Own) -> 'Pet | None':\n    'Words.'\n"
    )
    method = CustomMethodConfig(sync="lib.b:f", asynchronous="lib.b:f", base="create")
    code, findings = read(tmp_path, {"b.py": text}, resources={"x": MixinConfig(methods={"m": method})})
    assert findings == []
    function = code.functions["lib.b:f"]
    assert (function.is_async, function.takes_arguments, function.docs) == (True, True, "Words.")
    assert [(p.name, p.annotation, p.default, p.keyword) for p in function.parameters] == [
        ("p", "Pet", None, False),
        ("k", "abc.Mapping[str, T]", "T.x", True),
        ("o", "Own", None, True),
    ]
    assert function.names == {
        "Pet": Source(("types",), "Pet"),
        "abc": Source("collections.abc", ""),
        "T": Source(("lib", "sub"), "S"),
        "Own": Source(("lib", "b"), "Own"),
    }
