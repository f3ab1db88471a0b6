"""What a change of source means to users of a package: one pair of modules for each kind."""

from __future__ import annotations

import pytest

from generator.diff.model import Level
from generator.release.bump import Bump, bump_of, next_version
from generator.surface import Tree, compare_trees, dump
from generator.surface.model import SurfaceChange

INIT = b"from .types import *\n"
HEAD = """
from __future__ import annotations
from collections.abc import Mapping
from typing import Literal, Optional, TypeAlias, Union, overload
from typing_extensions import Required, TypedDict, deprecated
from .._runtime.models import BaseModel
from .._runtime.sentinels import Omit, omit
"""


def tree(source: str, **more: str) -> Tree:
    files = {"pkg/__init__.py": b"", "pkg/types/__init__.py": b"", "pkg/types/m.py": (HEAD + source).encode()}
    files |= {f"pkg/{path.replace('__', '/')}.py": text.encode() for path, text in more.items()}
    return Tree.of_files(files)


def changes(old: str, new: str) -> list[SurfaceChange]:
    return list(compare_trees(tree(old), tree(new)).changes)


def model(*lines: str) -> str:
    return "class M(BaseModel):\n    a: int\n" + "".join(f"    {line}\n" for line in lines)


def keys(*lines: str) -> str:
    return "class P(TypedDict, total=False):\n    a: int\n" + "".join(f"    {line}\n" for line in lines)


def call(signature: str, returns: str = "int", prefix: str = "") -> str:
    return f"class C:\n    {prefix}def f(self, {signature}) -> {returns}: ...\n"


B, R, A, N = Level.BREAKING, Level.RISKY, Level.ADDITIVE, Level.NEUTRAL

PAIRS: list[tuple[str, Level, str, str]] = [
    ("name-removed", B, model() + keys(), model()),
    ("name-added", A, model(), model() + keys()),
    ("kind-changed", B, "class M(BaseModel): ...\n", "class M: ...\n"),
    ("attribute-removed", B, model("b: str"), model()),
    ("attribute-added", A, model(), model("b: str | None = None")),
    ("required-attribute-added", R, model(), model("b: str")),
    ("required-attribute-added", B, keys(), keys("b: Required[str]")),
    ("attribute-added", A, keys(), keys("b: str")),
    ("attribute-retyped", B, model("b: int"), model("b: str")),
    ("attribute-retyped", R, model("b: int"), model("b: int | str")),
    ("attribute-retyped", R, model("b: int | str"), model("b: int")),
    ("attribute-retyped", B, keys("b: int | str"), keys("b: int")),
    ("attribute-retyped", R, keys("b: int"), keys("b: int | str")),
    ("attribute-retyped", N, model('b: Literal["x"] | str'), model('b: Literal["x", "y"] | str')),
    ("attribute-became-optional", R, model("b: int"), model("b: int = 1")),
    ("attribute-became-required", B, keys("b: int"), keys("b: Required[int]")),
    ("attribute-default-changed", R, model("b: int = 1"), model("b: int = 2")),
    ("base-removed", B, "class X: ...\nclass E(X): ...\n", "class X: ...\nclass E: ...\n"),
    ("base-added", R, "class X: ...\nclass E: ...\n", "class X: ...\nclass E(X): ...\n"),
    ("method-removed", B, call("a: int") + "    def g(self) -> int: ...\n", call("a: int")),
    ("method-added", A, call("a: int"), call("a: int") + "    def g(self) -> int: ...\n"),
    ("member-kind-changed", B, "class C:\n    @property\n    def f(self) -> int: ...\n", call("a: int")),
    ("deprecation-changed", A, call("a: int"), call("a: int", prefix='@deprecated("old")\n    ')),
    ("parameter-removed", B, call("a: int, b: int = 1"), call("a: int")),
    ("parameter-added", A, call("a: int"), call("a: int, *, b: int | Omit = omit")),
    ("required-parameter-added", B, call("a: int"), call("a: int, *, b: int")),
    ("parameter-retyped", A, call("a: int"), call("a: int | str")),
    ("parameter-retyped", B, call("a: int | str"), call("a: int")),
    ("parameter-retyped", A, call('a: Literal["x"]'), call('a: Literal["x", "y"]')),
    ("parameter-retyped", B, call("a: int"), call("a: str")),
    ("parameter-became-required", B, call("a: int | Omit = omit"), call("a: int")),
    ("parameter-became-optional", A, call("a: int"), call("a: int | Omit = omit")),
    ("parameter-default-changed", R, call("a: int = 1"), call("a: int = 2")),
    ("parameter-kind-changed", B, call("a: int"), call("*, a: int")),
    ("parameter-kind-changed", A, call("*, a: int"), call("a: int")),
    ("parameters-reordered", B, call("a: int, b: int"), call("b: int, a: int")),
    ("return-retyped", R, call("a: int", "int"), call("a: int", "int | None")),
    ("return-retyped", B, call("a: int", "int"), call("a: int", "str")),
    ("asynchrony-changed", B, call("a: int"), call("a: int", prefix="async ")),
    ("alias-retyped", R, "X: TypeAlias = int\n", "X: TypeAlias = int | str\n"),
    ("alias-retyped", B, "X: TypeAlias = int\n", "X: TypeAlias = str\n"),
    (
        "overload-removed",
        B,
        "class C:\n    @overload\n    def f(self, a: int) -> int: ...\n    @overload\n    def f(self, a: str) -> str: ...\n",
        "class C:\n    @overload\n    def f(self, a: int) -> int: ...\n",
    ),
]


@pytest.mark.parametrize(
    ("id", "level", "old", "new"), PAIRS, ids=[f"{n}-{p[0]}" for n, p in enumerate(PAIRS)]
)
def test_each_change_has_its_level(id: str, level: Level, old: str, new: str) -> None:
    found = changes(old, new)
    assert [(each.id, each.level) for each in found] == [(id, level)]
    assert changes(old, old) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("int | str", "Union[str, int]"),
        ("int | None", "Optional[int]"),
        ("int | None", '"int | None"'),
        ('Literal["a", "b"]', 'Literal["b", "a"]'),
        ("Mapping[str, int | str]", "Mapping[str, str | int]"),
    ],
)
def test_spelling_of_a_type_does_not_count(old: str, new: str) -> None:
    assert changes(model(f"b: {old}"), model(f"b: {new}")) == []


def test_a_class_of_the_same_name_from_elsewhere_is_another_type() -> None:
    first = tree("from .a import T\n" + model("b: T"), types__a="class T: ...\n", types__c="class T: ...\n")
    second = tree("from .c import T\n" + model("b: T"), types__a="class T: ...\n", types__c="class T: ...\n")
    (found,) = compare_trees(first, second).changes
    assert (found.id, found.before, found.after) == ("attribute-retyped", "types.a.T", "types.c.T")


def test_private_names_do_not_count() -> None:
    old = tree(model() + "class _P: ...\n", _runtime__x="class Q: ...\n")
    assert compare_trees(old, tree(model())).changes == ()


def test_bases_outside_of_the_public_part_count() -> None:
    old = tree(
        "from .._runtime.x import Q\nclass E(Q): ...\n", _runtime__x="class Q:\n    def f(self): ...\n"
    )
    new = tree("from .._runtime.x import Q\nclass E(Q): ...\n", _runtime__x="class Q: ...\n")
    (found,) = compare_trees(old, new).changes
    assert (found.id, found.member) == ("method-removed", "f")


def test_re_exports_are_names() -> None:
    init = "from .m import M as M\n__all__ = ['M']\n"
    old = tree(model(), types____init__=init)
    files = {**{f"pkg/{p}": c for p, c in old.files.items()}}
    files["pkg/types/__init__.py"] = init.encode()
    surface = dump(Tree.of_files(files))
    assert surface.names["types.M"] == "types.m.M"


def test_a_kept_name_is_only_deprecated() -> None:
    found = changes(model(), model().replace("class M", "class N") + "M: TypeAlias = N\n")
    assert {(each.id, each.level) for each in found} == {("name-deprecated", A)}


def test_steps_of_versions() -> None:
    def step(level: Level, policy: str = "strict") -> Bump:
        return bump_of([SurfaceChange("x", level, "p", "t")], differs=True, policy=policy)  # type: ignore[arg-type]

    assert [step(level) for level in (N, A, R, B)] == [Bump.PATCH, Bump.MINOR, Bump.MAJOR, Bump.MAJOR]
    assert step(R, "relaxed") is Bump.MINOR
    assert bump_of([], differs=True) is Bump.PATCH
    assert bump_of([], differs=False) is Bump.NONE
    assert [next_version("1.2.3", bump) for bump in Bump] == ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]
    assert next_version("0.2.3", Bump.MAJOR) == "1.0.0"
    assert next_version("0.2.3", Bump.MAJOR, "minor") == "0.3.0"
    assert next_version("2", Bump.MINOR) == "2.1.0"
