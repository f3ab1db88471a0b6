"""Placing operations: configuration, the document's own names, paths; nothing is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import ClientConfig, OptionConfig, ResourceConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Operation
from generator.ir.types import ListOf
from generator.plan.client.planner import plan_methods
from generator.plan.resources import placements, plan_tree
from tests.plan_client.small import STRING, SmallBook, api, json_answer, path_param


def placed(
    *lines: str, config: TargetConfig | None = None, diagnostics: Diagnostics | None = None
) -> dict[str, str]:
    """Dotted method by `METHOD /path` (which is the operation id as well)."""
    operations = []
    for line in lines:
        method, path = line.split(" ", 1)
        operations.append(Operation(line, method, path))
    found = Diagnostics() if diagnostics is None else diagnostics
    tree = plan_tree(api(*operations), config or TargetConfig(), found)
    return {id: ".".join((*path, name)) for id, (path, name) in placements(tree).items()}


@pytest.mark.parametrize(
    ("lines", "methods"),
    [
        (
            ["GET /v1/users", "POST /v1/users", "GET /v1/users/{id}", "DELETE /v1/users/{id}"],
            ["users.list", "users.create", "users.retrieve", "users.delete"],
        ),
        (["PUT /users/{id}"], ["users.update"]),
        (["PUT /users/{id}", "PATCH /users/{id}"], ["users.replace", "users.update"]),
        (["POST /users/{id}"], ["users.update"]),
        (["GET /users", "POST /users/{id}/ban"], ["users.list", "users.ban"]),
        (["POST /jobs/search"], ["jobs.search"]),
        (["GET /a/{x}/b", "POST /a/{x}/b"], ["a.b.retrieve", "a.b.create"]),
        (["GET /files/{id}/content"], ["files.content"]),
        (["GET /files/{id}/parts"], ["files.parts.list"]),
        (["GET /health"], ["health.retrieve"]),
        (["POST /v1beta/models/{m}:predict"], ["models.predict"]),
        (["POST /models:batchGet"], ["models.batch_get"]),
        (["POST /sendMessage"], ["send_message"]),
        (["GET /api/v2.1/pets/{id}"], ["pets.retrieve"]),
        (["GET /{id}"], ["get_id"]),
        (["GET /"], ["get"]),
        (["DELETE /users", "DELETE /users/{id}"], ["users.delete_all", "users.delete"]),
        (["GET /import/{id}", "GET /a/{id}/class"], ["import_.retrieve", "a.class_"]),
    ],
)
def test_places_from_paths(lines: list[str], methods: list[str]) -> None:
    """The usual shapes of paths."""
    assert [name.rstrip("_") if name == "get_" else name for name in placed(*lines).values()] == methods


def test_a_list_is_known_by_its_answer() -> None:
    """A singular path that answers with an array is a list."""
    operation = Operation("x", "GET", "/history", responses=(json_answer(ListOf(STRING)),))
    tree = plan_tree(api(operation), TargetConfig(), Diagnostics())
    assert placements(tree)["x"] == (("history",), "list")


def test_collisions_use_the_operation_id() -> None:
    """The second operation that wants a method gets the name of its id, with a note."""
    diagnostics = Diagnostics()
    names = placed("GET /users/{id}/repos/{repo}", "GET /users/repos/{repo}", diagnostics=diagnostics)
    assert list(names.values()) == ["users.repos.retrieve", "users.repos.get_users_repos_repo"]
    assert [d.code for d in diagnostics] == ["SDK652"]


def test_a_resource_beside_a_method_of_its_name() -> None:
    """A resource that has the name of a method beside it is renamed, with a note."""
    root = ResourceConfig(
        resources={
            "files": ResourceConfig(
                methods={"content": "GET /files/{id}/x"},
                resources={"content": ResourceConfig(methods={"list": "GET /files/{id}/content"})},
            )
        }
    )
    diagnostics = Diagnostics()
    config = TargetConfig(root=root)
    names = placed("GET /files/{id}/x", "GET /files/{id}/content", config=config, diagnostics=diagnostics)
    assert list(names.values()) == ["files.content", "files.content_resource.list"]
    assert [d.code for d in diagnostics] == ["SDK653"]


def test_resources_keep_away_from_the_client() -> None:
    """The client's own attributes and configured arguments are not hidden by resources; deeper down they are free."""
    config = TargetConfig(client=ClientConfig(options=(OptionConfig("organization"),)))
    names = placed("GET /copy", "GET /timeout", "GET /organization", "POST /files/{id}/copy", config=config)
    assert list(names.values()) == [
        "copy_.retrieve",
        "timeout_.retrieve",
        "organization_resource.retrieve",
        "files.copy",
    ]


def test_configuration_comes_first() -> None:
    """Configured places win; an operation may have two; unknown ids and unlisted operations are noted."""
    root = ResourceConfig(
        resources={
            "chat": ResourceConfig(methods={"create": "POST /a", "gone": "POST /gone"}, class_name="Talk"),
            "beta": ResourceConfig(resources={"chat": ResourceConfig(methods={"create": "POST /a"})}),
            "empty": ResourceConfig(methods={"gone": "POST /gone"}),
        }
    )
    diagnostics = Diagnostics()
    operations = [
        Operation("POST /a", "POST", "/a"),
        Operation("GET /b/{id}", "GET", "/b/{id}", (path_param("id"),)),
    ]
    tree = plan_tree(api(*operations), TargetConfig(root=root), diagnostics)
    assert [(node.path, [m.name for m in node.methods], node.class_name) for node in tree.walk()] == [
        ((), [], ""),
        (("chat",), ["create"], "Talk"),
        (("beta",), [], "Beta"),
        (("beta", "chat"), ["create"], "Chat"),
        (("b",), ["retrieve"], "B"),
    ]
    assert [d.code for d in diagnostics] == ["SDK650", "SDK650", "SDK651"]
    assert placements(tree)["POST /a"] == (("chat",), "create")


def test_names_of_the_document() -> None:
    """Resource and method names that a Discovery document gives are kept."""
    operation = Operation(
        "x.media.upload", "POST", "/v1/media", resource_path=("uploadMedia",), method_name="doUpload"
    )
    assert placements(plan_tree(api(operation), TargetConfig(), Diagnostics())) == {
        "x.media.upload": (("upload_media",), "do_upload")
    }


def test_modules() -> None:
    """A leaf is a module, a resource with children a package; a child never takes its parent's module."""
    paths = ("/chat", "/chat/{a}/chat", "/chat/{a}/chat/{b}/con", "/models")
    tree = plan_tree(api(*(Operation(p, "GET", p) for p in paths)), TargetConfig(), Diagnostics())
    assert [node.module for node in tree.walk()] == [
        ("_client",),
        ("resources", "chat", "chat"),
        ("resources", "chat", "chat_resource"),
        ("resources", "models"),
    ]
    assert [m.name for m in tree.root.children[0].children[0].methods] == ["retrieve", "con"]


segments = st.sampled_from(
    ["users", "{id}", "v1", "cancel", "copy", "class", "a-b", "{x}.json", "me", "ü", "1", "x:y"]
)
paths = st.lists(segments, max_size=5).map(lambda parts: "/" + "/".join(parts))
methods = st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "QUERY"])


@given(st.lists(st.tuples(methods, paths), max_size=25, unique=True))
@settings(max_examples=150, deadline=None)
def test_no_operation_vanishes(pairs: list[tuple[str, str]]) -> None:
    """Whatever the paths are, every operation has a place of its own, under an identifier."""
    operations = [Operation(f"{method} {path}", method, path) for method, path in pairs]
    tree = plan_tree(api(*operations), TargetConfig(), Diagnostics())
    assert placements(tree).keys() == {operation.id for operation in operations}
    modules = [node.module for node in tree.walk()]
    assert len({tuple(part.lower() for part in module) for module in modules}) == len(modules)
    for node in tree.walk():
        names = [m.name for m in node.methods] + [child.name for child in node.children]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() for name in names)


def test_resource_classes_hide_no_class_of_the_runtime() -> None:
    """Neither by their own name nor by that of the async class: `AsyncClient` is a class of the runtime."""
    found = Diagnostics()
    lines = ["GET /client", "GET /self", "GET /resource", "GET /pets"]
    whole = api(*(Operation(line, *line.split(" ")) for line in lines))
    tree = plan_tree(whole, TargetConfig(), found)
    root = plan_methods(whole, TargetConfig(), tree, {}, SmallBook(whole), found)
    assert sorted(child.class_name for child in root.children) == [
        "ClientResource",
        "Pets",
        "ResourceResource",
        "Self_",
    ]
