"""Formatting by pieces gives what black gives for the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.formatting.black import format_text
from generator.render.formatting.formatter import format_all
from generator.render.formatting.statements import Reader, Unusual

CASES = [
    "",
    "x=1\n",
    '"""Words."""\nimport a\nx=1\n',
    '# one\n# two\n"""Words."""\n\n\n\nimport a\nfrom b import c\nx: int=1\n',
    "class A:\n    '''Old quotes.'''\n    x = 1\n",
    'class A:\n    """Words."""\n    x: int\n    """More."""\n    def f(self): ...\n    @property\n    def g(self) -> int:\n        return 1\nB = A\n',
    'def f():\n    """Words "quoted"."""\n    return 1\nx = 2\n',
    'def f():\n  """Odd margin."""\n  return 1\n',
    'class A:\n    """\n    Words.\n\n      deeper\n    """\n    pass\n\n\n\n\nx = 1\n',
    'class A:\n    """' + "w" * 88 + '"""\n    pass\n',
    'class A:\n    """' + "w" * 91 + '"""\n    pass\n',
    'class A:\n    """First.\n\n    ' + "w" * 94 + '"""\n    pass\n',
    "x = {'a':1}\ny = (1)\nz = f(a,)\n",
    'x = "say \\"hi\\""\ny = "it\\\'s"\nz = b"x" + r"\\d"\n',
    "x = 0XFF + 1E5 + 1_0J\n",
    "if TYPE_CHECKING:\n    import a\n\n    from b import c\nx = 1\n",
    "if x:\n    y = 1\nelse:\n    y = 2\n",
    "try:\n    x = 1\nexcept E:\n    pass\nfinally:\n    y = 1\n",
    "for a in b:\n    continue\nwhile a:\n    break\nwith a as b:\n    x\n",
    "x = 1  # note\n# alone\nclass A: ...\n# alone again\nx = 1\n",
    "import a\n# These come last.\nimport b\n",
    "import a; import b\nx = \\\n    1\n",
    'x = """\ntext\n  text\n"""\n',
    "@overload\ndef f(x: int) -> int: ...\n@overload\ndef f(x: str) -> str: ...\ndef f(x): return x\n",
    "async def f(\n    a,\n    *,\n    b: int = 1,\n    **c: str,\n) -> None:\n    await g(\n        a,\n        b=b,\n    )\n",
    "def f(a, b, *, " + ", ".join(f"name{i}: int = {i}" for i in range(9)) + "):\n    pass\n",
    "x: Literal[" + ", ".join(f'"{i}"' for i in range(40)) + "] | None = None\n",
    "x = {\n" + "".join(f'    "{i}": [{i}, (1, 2), {{"a": None}}],\n' for i in range(5)) + "}\n",
    "x = {\n    'a': 1,\n    **y,\n}\nx = {\n    1,\n    2,\n}\nx = [\n    *y,\n]\n",
    "from a import (\n    b,\n    c as d,\n)\nx = f(\n    *a,\n    **b,\n)\nx = y[\n    1:2,\n    3,\n]\nx = y[\n    1,\n]\n",
    "x = (\n    1,\n)\nx = (\n    a\n    + b,\n)\nf(\n    lambda x: x,\n    x for x in y\n)\n",
    "x = f(\n    a if b else c,\n    not d,\n    (yield),\n    e := 1,\n)\n",
    "x = [\n    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb + ccccccccccccccccc,\n]\n",
    "def f():\n    def g():\n        return 1\n    class A:\n        x = 1\n        class B:\n            y = 1\n        z = 1\n    return g\nx = 1\n",
    "class A:\n\n    x = 1\n\n\n\n    y = 1\nclass B:\n    pass\nclass C: ...\nclass D: ...\nx = 1\n",
    "x = 'ü'\n# ü\ny = '日本語'\n",
    "print((1))\nreturn_ = (not x)\nassert(x)\nfor (a) in (b):\n    pass\nfor x in y: z\n",
    "def f(\n    a: (\n        int\n        | str\n    ) = 1,\n): ...\n",
    '_X: Operation[A, B] = Operation(\n    id=\'x\',\n    path="/a",\n)\n_Y = Operation(\n    id="y"\n)\n',
]


def by_pieces(*texts: str) -> list[str]:
    """What the formatter makes of modules."""
    return format_all(texts)


@pytest.mark.parametrize("source", CASES)
def test_pieces_are_formatted_as_the_whole(source: str) -> None:
    assert by_pieces(source) == [format_text(source)]


def test_one_answer_serves_many_modules() -> None:
    """Verdicts of one module hold for the others, whatever their names, depths and lengths."""
    assert by_pieces(*CASES) == [format_text(source) for source in CASES]


names = st.text("ab_", min_size=1, max_size=40).map(lambda name: f"n{name}")
words = st.text(st.characters(codec="utf-8", exclude_characters="\r\x0c\x00"), max_size=90).map(
    lambda text: '"' + text.encode("unicode_escape").decode().replace('"', '\\"') + '"'
)
values = st.recursive(
    names | words | st.integers(0, 10**9).map(str),
    lambda inner: st.builds(
        lambda items, form: form.format(", ".join(items)),
        st.lists(inner, min_size=1, max_size=4),
        st.sampled_from(["[{}]", "f({})", "({},)", "n[{}]", "[\n{},\n]", "f(\n{},\n)"]),
    )
    | st.lists(inner, min_size=2, max_size=4).map(" | ".join),
    max_leaves=12,
)
statements = st.builds("{}: {} = {}\n".format, names, values, values) | st.builds(
    "def {}({}: {} = 1): ...\n".format, names, names, values
)


@given(st.lists(statements, min_size=1, max_size=4).map("".join))
@settings(max_examples=60, deadline=None)
def test_made_up_statements(source: str) -> None:
    assert by_pieces(source) == [format_text(source)]


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    x\nfinally:\n    y\n",
        'x = f("""a""")\n',
        "x = \\\n1\n",
        "  x\n",
        "x = f(\n",
        '"""a\n',
        '"""a""" """b"""\n',
        'def f():\n    """a\nb"""\n',
        "x = '''a'''\n",
        '"""' + "a" * 200 + '"""\n',
        "async x\n",
    ],
)
def test_what_is_unusual_is_left_to_black(source: str) -> None:
    with pytest.raises(Unusual):
        Reader().read(source)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["openai", "gemini", "xai"])
def test_generated_packages_are_what_black_makes_of_them(target: str) -> None:
    """Every tenth committed module is black's fixed point; the runtime and custom code come as they are."""
    root = Path(__file__).resolve().parents[2] / "generated" / target
    paths = [path for path in sorted(root.rglob("*.py")) if not {"_runtime", "lib"} & {*path.parts}][::10]
    texts = {path: path.read_text("utf-8") for path in paths}
    changed = [path.name for path, text in texts.items() if format_text(text) != text]
    assert not changed
