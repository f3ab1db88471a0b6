"""Modules as a whole: imports, recursion, further names, packages; and that it all runs."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.config import OperationConfig, ResourceConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, Webhook
from generator.ir.types import ListOf, MapOf, OneOf
from generator.paths import templates_dir
from generator.plan.types.recursion import components, in_order, shortcuts, stepping_stones
from tests.plan_types.build import (
    INTEGER,
    STRING,
    alias,
    api,
    body_of,
    const,
    enum,
    f,
    get,
    inline,
    obj,
    plan,
    post,
    printed,
    ref,
    tagged,
    tid,
)

Load = Callable[[Api], ModuleType]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Writes the types of an API with the runtime as a package, and imports its `types`."""
    monkeypatch.syspath_prepend(tmp_path)
    name = f"planned_{tmp_path.name.replace('-', '_')}"

    def run(of: Api) -> ModuleType:
        package = tmp_path / name
        shutil.copytree(templates_dir() / "runtime", package / "_runtime")
        (package / "__init__.py").touch()
        for module, text in printed(of).items():
            path = package / (module.replace(".", "/") + ".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        importlib.invalidate_caches()
        return importlib.import_module(f"{name}.types")

    yield run
    for module in [m for m in sys.modules if m.partition(".")[0] == name]:
        del sys.modules[module]


RECURSIVE = (
    obj("Folder", f("name", required=True), f("entries", ListOf(ref("Entry")))),
    obj("File", f("kind", const("file"), required=True), f("folder", ref("Folder"))),
    alias("Entry", OneOf((ref("File"), ref("Folder"), ListOf(ref("Entry"))))),
    alias("Json", OneOf((STRING, INTEGER, ListOf(ref("Json")), MapOf(ref("Json"))))),
    obj("Holder", f("json", ref("Json")), f("self", ref("Holder"))),
)


def test_long_chains_of_modules_import(load: Load) -> None:
    """Each import takes frames of the interpreter's stack, so the far end of a long chain is imported first."""
    count = 220
    chain = [obj(f"Link{n}", f("next", ref(f"Link{n + 1}"))) for n in range(count)]
    types = load(api(*chain, obj(f"Link{count}", f("end"))))
    module = importlib.import_module(f"{types.__name__}.link0")
    assert module.Link0.__name__ == "Link0"
    assert "_link171" in vars(module)


def test_shortcuts_cut_long_circles() -> None:
    circle = {n: [(n + 1) % 20] for n in range(20)}
    (component,) = components(circle)
    cuts = set(shortcuts(circle, component, 5))
    longest = run = 0
    for node in [*range(20), *range(20)]:
        run = 0 if node in cuts else run + 1
        longest = max(longest, run)
    assert 0 < longest <= 5
    assert shortcuts(circle, component, 20) == ()


def test_stepping_stones() -> None:
    """Every third node of a chain, lowest first; circles count once, short chains have none."""
    chain = {n: [n + 1] for n in range(8)} | {8: [8], 20: [21], 21: []}
    stones = stepping_stones(chain, components(chain), 3)
    assert stones[0] == (6, 3)
    assert stones[3] == (6,)
    assert stones[6] == stones[8] == stones[20] == ()


def test_modules_that_need_each_other_import_at_the_bottom() -> None:
    files = printed(api(*RECURSIVE))
    assert body_of(files["types.folder"]).endswith(
        "    entries: list[Entry] | None = None\n\n\n"
        "# These modules import this one as well, so they come last.\n"
        "from .entry import Entry  # noqa: E402\n"
    )
    assert 'Entry = TypeAliasType("Entry", "File | Folder | list[Entry]")\n' in files["types.entry"]
    assert 'JSON = TypeAliasType("JSON", "str | int | list[JSON] | dict[str, JSON]")' in files["types.json"]
    assert "from .json import JSON\n" in files["types.holder"].partition("__all__")[0]


def test_recursive_types_work(load: Load) -> None:
    types = load(api(*RECURSIVE))
    payload = '{"name": "a", "entries": [{"kind": "file", "folder": {"name": "b"}}, [{"name": "c"}]]}'
    folder = types.Folder.model_validate_json(payload)
    assert folder.entries[0].folder.name == "b"
    assert folder.entries[1][0].name == "c"
    holder = types.Holder.model_validate_json('{"json": {"a": [1, "x"]}, "self": {"json": null}}')
    assert holder.json_ == {"a": [1, "x"]}
    assert holder.self.json_ is None


def test_tagged_unions_work(load: Load) -> None:
    parts = (
        alias("Item", tagged("type", A="a", Nested=["b", "c"])),
        alias("Nested", tagged("type", B="b", C="c")),
        *(obj(name.upper(), f("type", const(name), required=True), f("x", INTEGER)) for name in "abc"),
        obj("Holder", f("items", ListOf(ref("Item")), required=True)),
    )
    types = load(api(*parts))
    holder = types.Holder.model_validate_json('{"items": [{"type": "c", "x": 1}, {"type": "new"}]}')
    assert type(holder.items[0]) is types.C
    assert type(holder.items[1]).__name__ == "UnknownVariant"


def test_names_are_loaded_when_asked_for(load: Load) -> None:
    types = load(api(obj("Alpha", f("x")), obj("Beta", f("y"))))
    assert types.__all__ == ["Alpha", "Beta"]
    assert f"{types.__name__}.alpha" not in sys.modules
    assert types.Alpha(x="1").x == "1"
    assert f"{types.__name__}.beta" not in sys.modules
    assert "Beta" in dir(types)


def test_further_names_are_aliases_in_their_own_modules() -> None:
    root = ResourceConfig(
        types={"ChatModel": "Model", "AllModels": "Model"},
        params={"ModelParam": "Tool"},
        resources={
            "shared": ResourceConfig(types={"ChatModel": "Model", "Tool": "Tool"}),
            "shared_params": ResourceConfig(params={"ChatModel": "Model", "Tool": "Tool"}),
        },
    )
    parts = (alias("Model", enum("a", "b")), obj("Tool", f("x")), post("create", ref("Tool"), ref("Model")))
    files = printed(api(*parts), TargetConfig(root=root))
    assert 'ChatModel: TypeAlias = Literal["a", "b"]' in files["types.shared.chat_model"]
    assert "from .shared.chat_model import ChatModel as ChatModel\n" in files["types.chat_model"]
    assert (
        "from ..shared.chat_model import ChatModel as ChatModel\n" in files["types.shared_params.chat_model"]
    )
    assert "AllModels: TypeAlias = ChatModel\n" in files["types.all_models"]
    assert "ModelParam: TypeAlias = Tool\n" in files["types.model_param"]
    assert "class Tool(TypedDict, total=False):" in files["types.shared_params.tool"]
    assert "class Tool(BaseModel):" in files["types.shared.tool"]


def test_a_definition_named_in_one_dialect_has_its_other_form_beside_it() -> None:
    root = ResourceConfig(
        resources={"chat": ResourceConfig(types={"ChatTool": "Tool"}, params={"OptionParam": "Option"})}
    )
    parts = (
        obj("Tool", f("x")),
        obj("Option", f("y")),
        obj("Req", f("tool", ref("Tool")), f("option", ref("Option"))),
        obj("Res", f("tool", ref("Tool")), f("option", ref("Option"))),
        post("create", ref("Req"), ref("Res")),
    )
    files = printed(api(*parts), TargetConfig(root=root))
    assert {name for name in files if name.startswith("types.chat.")} == {
        "types.chat.__init__",
        "types.chat.chat_tool",
        "types.chat.chat_tool_param",
        "types.chat.option",
        "types.chat.option_param",
    }


def test_configured_names_that_fit_nothing_are_said() -> None:
    found = Diagnostics()
    root = ResourceConfig(types={"A": "Nowhere", "B": "#/components/schemas/X/properties/y"})
    plan(api(obj("X", f("y"))), TargetConfig(root=root), diagnostics=found)
    assert [d.code for d in found] == ["SDK604", "SDK604"]


def test_resources_may_keep_the_types_of_their_methods() -> None:
    root = ResourceConfig(resources={"responses": ResourceConfig(own_types=True)})
    config = TargetConfig(root=root, operations={"one": OperationConfig(response_name="OneAnswer")})
    document = api(get("one", ListOf(STRING)), get("two", ListOf(STRING)))
    files = printed(document, config, {"one": (("responses",), "one"), "two": (("evals",), "two")})
    assert "types.responses.one_answer" in files
    assert "types.eval_two_response" in files


def test_a_module_never_has_the_name_of_a_folder() -> None:
    found = Diagnostics()
    document = api(obj("Chat", f("x")), get("list", ListOf(STRING)))
    places = {"list": (("chat", "messages"), "list")}
    planned = plan(document, placements=places, diagnostics=found)
    assert "pkg/types/chat_type.py" in {file.path for file in planned.files}
    assert [d.code for d in found] == ["SDK601"]


def test_two_names_in_one_folder_are_told_apart_with_words_of_the_resource() -> None:
    found = Diagnostics()
    document = api(obj("ThingNamesResponse", f("x")), get("names", ListOf(STRING)))
    planned = plan(document, placements={"names": (("deep", "things"), "names")}, diagnostics=found)
    assert planned.renamed == 0
    planned = plan(document, placements={"names": (("things",), "names")}, diagnostics=found)
    assert {"pkg/types/thing_names_response.py", "pkg/types/thing_names_response_model.py"} <= {
        file.path for file in planned.files
    }
    assert [d.code for d in found] == ["SDK600"]


def test_payloads_of_webhooks() -> None:
    document = api(
        obj("Done", f("type", const("done"), required=True)),
        inline(
            "/w",
            "webhook:thing.failed",
            [("body", "application/json")],
            f("type", const("failed"), required=True),
        ),
        Webhook("done", ref("Done")),
        Webhook("thing.failed", ref("/w")),
        Webhook("empty", None),
    )
    files = printed(document)
    assert (
        "UnwrapWebhookEvent: TypeAlias = Annotated[\n"
        '    Done | ThingFailedWebhookEvent, tagged("type", ("done",), ("failed",))\n]\n'
    ) in files["types.webhooks.unwrap_webhook_event"]
    book = plan(document).book
    located = book.webhook_name("thing.failed")
    assert located is not None
    assert located.locator == "types.webhooks.thing_failed_webhook_event:ThingFailedWebhookEvent"
    assert book.webhook_name("empty") is None


def test_two_classes_of_one_name_in_a_module() -> None:
    root = ResourceConfig(
        resources={
            "beta": ResourceConfig(types={"Message": "BetaMessage"}),
            "chat": ResourceConfig(types={"Message": "ChatMessage"}),
        }
    )
    parts = (
        obj("BetaMessage", f("x")),
        obj("ChatMessage", f("x")),
        obj("Both", f("a", ref("BetaMessage")), f("b", ref("ChatMessage"))),
    )
    planned = plan(api(*parts), TargetConfig(root=root))
    text = printed(api(*parts), TargetConfig(root=root))["types.both"]
    assert "from .beta.message import Message\n" in text
    assert "from .chat.message import Message as ChatMessage\n" in text
    assert "    b: ChatMessage | None = None\n" in text
    from generator.plan.annotation import Dialect

    annotation = planned.book.annotate(ref("ChatMessage"), Dialect.RESPONSE)
    assert annotation.code == "chat_message.Message"
    assert {(i.module, i.name, i.alias) for i in annotation.imports} == {
        (("types", "chat"), "message", "chat_message")
    }
    assert planned.book.name_of(tid("BetaMessage"), Dialect.REQUEST).name == "Message"


def test_components_of_a_graph() -> None:
    graph = {1: [2], 2: [3], 3: [1, 4], 4: [], 5: [5], 6: [4, 9]}
    assert sorted(tuple(sorted(group)) for group in components(graph)) == [(1, 2, 3), (4,), (5,), (6,)]
    order, circular = in_order(graph)
    assert order.index(4) < order.index(6)
    assert circular == {1, 2, 3, 5}
    deep = {n: [n + 1] for n in range(5000)} | {5000: []}
    assert len(components(deep)) == 5001


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6, unique=True))
def test_any_names_give_valid_modules(names: list[str]) -> None:
    fields = [f(name, STRING) for name in names]
    components_ = [obj(name.replace("/", "~1"), *fields) for name in names]
    request = obj("The Request", *(f(name, ref(name.replace("/", "~1"))) for name in names))
    document = api(
        *components_, request, post(names[0], ref("The Request"), ref(names[0].replace("/", "~1")))
    )
    files = printed(document)
    for module, text in files.items():
        compile(text, module, "exec")
    assert len({module.lower() for module in files}) == len(files)


def test_equal_input_gives_equal_files() -> None:
    assert list(printed(api(*RECURSIVE)).items()) == list(printed(api(*RECURSIVE)).items())
