"""Whole packages: printed, imported, called."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from generator.config import AuthConfig, ClientConfig, OptionConfig, PackageConfig, TargetConfig
from generator.diagnostics import Diagnostics
from generator.ir.api import Api, Body, Content, Operation, Response, ResponseContent, SecurityScheme, Server
from generator.ir.behaviour import Pagination, Streaming
from generator.ir.types import Docs, EnumOf, ListOf
from generator.output.manifest import Stamp, with_manifest
from generator.output.write import write
from generator.paths import templates_dir
from generator.plan.assemble import plan_package
from generator.plan.attributes import attribute_name
from generator.plan.client.clients import base_url, client_names
from generator.plan.client.credentials import plan_client_arguments
from generator.plan.package_files.exports import BASE_ERROR, ERRORS
from generator.render.fileset import FileSet
from generator.render.render import render
from tests.plan_client.small import (
    BINARY,
    BOOLEAN,
    api,
    field,
    json_answer,
    json_body,
    obj,
    path_param,
    query_param,
    ref,
    table,
)

RUNTIME = templates_dir() / "runtime"
HOSTILE = '"""\nimport os; os.abort()\n"""\\ \u202e {{ x }} `</script>` # '


def pets() -> Api:
    """Every kind of method once."""
    types = table(
        obj("Pet", field("id", required=True), field("name")),
        obj("PetList", field("data", ListOf(ref("Pet")), required=True), field("has_more", BOOLEAN)),
        obj("Event", field("text")),
        obj("Message", field("role", EnumOf(("user",)), required=True), field("content", required=True)),
        obj(
            "Ask",
            field("messages", ListOf(ref("Message")), required=True),
            field("stream", BOOLEAN, nullable=True),
            field("class"),
        ),
        obj("Photo", field("file", BINARY, required=True)),
    )
    pagination = Pagination(
        "cursor",
        "cursor",
        "data",
        ref("Pet"),
        cursor_param="after",
        last_item_field="id",
        has_more_field="has_more",
    )
    raw = Response("200", (ResponseContent("image/png", "binary", BINARY),))
    form = Body((Content("multipart/form-data", "multipart", ref("Photo")),), required=True)
    streaming = Streaming(ref("Event"), switch="stream", terminator="[DONE]")
    answer = (json_answer(ref("Pet")),)
    paged = (json_answer(ref("PetList")),)
    made = api(
        Operation("ask", "POST", "/ask/answers", (), json_body(ref("Ask")), answer, streaming=streaming),
        Operation("list", "GET", "/pets", (query_param("after"),), None, paged, pagination=pagination),
        Operation("get", "GET", "/pets/{id}", (path_param("id"),), None, answer, deprecated=True),
        Operation("photo", "GET", "/pets/{id}/photo", (path_param("id"),), None, (raw,)),
        Operation("upload", "POST", "/pets/{id}/photos", (path_param("id"),), form, answer),
        Operation("drop", "DELETE", "/pets/{id}", (path_param("id"),), None, (Response("204", ()),)),
        Operation("ping", "POST", "/pingServer", responses=answer),
        types=types,
    )
    operations = tuple(
        replace(o, security=(("Key",),), docs=Docs("Words.", HOSTILE)) for o in made.operations
    )
    return replace(made, operations=operations, title="Pets API")


def printed(made: Api, config: TargetConfig) -> FileSet:
    """All files of a package."""
    diagnostics = Diagnostics()
    return render(plan_package(made, config, RUNTIME, diagnostics).package, diagnostics)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The written distribution of `pets`."""
    root = tmp_path_factory.mktemp("pets")
    config = TargetConfig(package=PackageConfig(name="pets_client_sample", license="MIT"))
    write(with_manifest(printed(pets(), config), Stamp("1", "pets")), root, Diagnostics())
    return root


@pytest.fixture(scope="module")
def package(folder: Path) -> Iterator[ModuleType]:
    """The imported package."""
    sys.path.insert(0, str(folder))
    yield importlib.import_module("pets_client_sample")
    sys.path.remove(str(folder))


def serve(request: httpx2.Request) -> httpx2.Response:
    """A server that knows the pets."""
    pet = {"id": "1", "name": "Rex"}
    if request.url.path.endswith("/answers") and json.loads(request.content).get("stream"):
        events = b'data: {"text":"a"}\n\ndata: {"text":"b"}\n\ndata: [DONE]\n\n'
        return httpx2.Response(200, content=events, headers={"content-type": "text/event-stream"})
    if request.url.path.endswith("/pets"):
        after = request.url.params.get("after")
        return httpx2.Response(
            200, json={"data": [{**pet, "id": "2" if after else "1"}], "has_more": not after}
        )
    if request.url.path.endswith("/photo"):
        return httpx2.Response(200, content=b"png")
    if request.method == "DELETE":
        return httpx2.Response(204)
    return httpx2.Response(200, json=pet)


def test_calls(package: ModuleType) -> None:
    """Every kind of method, through the printed classes and the real runtime."""
    http = httpx2.Client(transport=httpx2.MockTransport(serve))
    client: Any = (
        package.PetsClient(api_key="k", http_client=http) if hasattr(package, "PetsClient") else None
    )
    client = client or package.Client(api_key="k", http_client=http)
    message = {"role": "user", "content": "hello"}
    assert client.ask.answers.create(messages=[message]).name == "Rex"
    assert [e.text for e in client.ask.answers.create(messages=[message], stream=True)] == ["a", "b"]
    assert [pet.id for pet in client.pets.list()] == ["1", "2"]
    assert client.pets.photo("1").content == b"png"
    assert client.pets.photos.create("1", file=b"x").id == "1"
    assert client.pets.delete("1") is None
    assert client.ping_server().id == "1"
    with pytest.warns(DeprecationWarning, match="retrieve"):
        client.pets.retrieve("1")
    raw = client.with_raw_response.pets.list()
    assert raw.parse().data[0].id == "1"
    assert client.with_raw_response.ping_server().parse().id == "1"
    with client.with_options(max_retries=0).pets.with_streaming_response.photo("1") as response:
        assert b"".join(response.iter_bytes()) == b"png"
    with pytest.raises(ValueError, match="non-empty"):
        client.pets.delete("")


def test_async_calls(package: ModuleType) -> None:
    """The same with the async client."""
    import asyncio

    async def main() -> None:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(serve))
        async with package.AsyncClient(api_key="k", http_client=http) as client:
            assert [pet.id async for pet in client.pets.list()] == ["1", "2"]
            stream = await client.ask.answers.create(messages=[], stream=True)
            assert [event.text async for event in stream] == ["a", "b"]
            assert (await client.ping_server()).id == "1"
            assert (await client.with_raw_response.pets.list()).parse().data[0].id == "1"

    asyncio.run(main())


def test_importing_is_cheap(folder: Path) -> None:
    """Importing the package loads neither the HTTP library nor pydantic, nor any resource or type."""
    code = (
        "import sys, pets_client_sample as p; heavy = {'httpx2', 'pydantic'} & set(sys.modules);"
        "own = [m for m in sys.modules if m.startswith(p.__name__ + '.') and m.count('.') > 1 and '_runtime' not in m];"
        "assert not heavy and not own, (heavy, own)"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=folder, check=True)


def test_every_export_is_there(package: ModuleType) -> None:
    """`__all__` holds what `import *` and `getattr` give."""
    for name in package.__all__:
        assert getattr(package, name) is not None
    for name in package.resources.__all__:
        assert isinstance(getattr(package.resources, name), type)
    assert package.PetsError is package._runtime.errors.SDKError if hasattr(package, "PetsError") else True


def test_words_of_the_document_stay_words(folder: Path) -> None:
    """Hostile descriptions are docstrings, nothing else; no unprintable character is printed."""
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "\u202e" not in text
        calls = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Attribute) and n.attr == "abort"]
        assert not calls
    assert "\u202e" not in (folder / "api.md").read_text(encoding="utf-8")


def test_documents(folder: Path) -> None:
    """The README's code compiles; the index names every method, what it sends, and an existing file."""
    readme = (folder / "README.md").read_text()
    blocks = [block.partition("```")[0] for block in readme.split("```python\n")[1:]]
    assert len(blocks) >= 7
    for block in blocks:
        compile(block, "README.md", "exec")
    assert "client.ask.answers.create(" in readme
    assert "stream=True" in readme
    assert 'Path("example.txt")' in readme
    index = (folder / "api.md").read_text()
    assert index.count("\n- `.") == 7
    assert "## `client.pets.photos`" in index
    for link in [line.split("](")[1].rstrip(")") for line in index.splitlines() if "](" in line]:
        assert (folder / link).is_file()


def test_metadata(folder: Path) -> None:
    """The project file names the distribution, its license and what the runtime imports."""
    import tomllib

    project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    assert project["name"] == "pets-client-sample"
    assert project["license"] == "MIT"
    assert {d.partition(">")[0] for d in project["dependencies"]} == {
        "httpx2",
        "pydantic",
        "typing-extensions",
    }


def test_exceptions_are_the_runtimes() -> None:
    """The package offers every exception that the runtime has."""
    tree = ast.parse((RUNTIME / "errors.py").read_text())
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    assert {*ERRORS, BASE_ERROR} == classes


def test_resources_cannot_hide_the_runtimes_attributes(package: ModuleType) -> None:
    """Every public attribute of a client is kept free."""
    own = {"pets", "ask", "ping_server"}
    for client in (package.Client, package.AsyncClient):
        for name in {n for n in dir(client) if not n.startswith("_")} - own:
            assert attribute_name(name, client=True) == f"{name}_", name


def test_names_without_configuration() -> None:
    """Class, package, exception and variables follow from the title."""
    called = client_names(replace(api(), title="The Acme Pets REST API v2"), TargetConfig())
    assert (called.client, called.error) == ("AcmePetsV2", "AcmePetsV2Error")
    assert (called.package, called.distribution) == ("acme_pets_v2_client", "acme-pets-v2-client")
    assert client_names(replace(api(), title="???"), TargetConfig()).client.isidentifier()


def test_credentials_and_options() -> None:
    """Configured and derived arguments, shared ones, and names that clash."""
    schemes = (
        SecurityScheme("Key", "apiKey", location="header", param="x-key"),
        SecurityScheme("Other-Auth", "http", http_scheme="bearer"),
        SecurityScheme("Basic", "http", http_scheme="Basic"),
        SecurityScheme("Login", "oauth2"),
        SecurityScheme("Cert", "mutualTLS"),
        SecurityScheme("Unused", "apiKey", location="query", param="k"),
    )
    used = tuple((s.name,) for s in schemes[:5])
    made = replace(api(Operation("x", "GET", "/x", security=used)), security_schemes=schemes)
    options = (OptionConfig("api_key"), OptionConfig("org", ("ORG",), header="X-Org"))
    auth = {"Login": AuthConfig("api_key", ("TOKEN",), header="x-goog")}
    diagnostics = Diagnostics()
    config = TargetConfig(client=ClientConfig(options=options, auth=auth))
    found = plan_client_arguments(made, config, "ACME", diagnostics)
    assert [c.argument for c in found.credentials] == [
        "api_key",
        "other",
        "basic_auth",
        "api_key",
        "client_certificate",
    ]
    assert found.credential_names == ("api_key", "other", "basic_auth", "client_certificate")
    assert found.option_names == ("api_key_option", "org")
    assert found.credentials[3].code.endswith('env=("TOKEN",), location="header", param="x-goog")')
    assert [d.code for d in diagnostics] == ["SDK658", "SDK658"]


@pytest.mark.parametrize(
    ("servers", "configured", "url", "notes"),
    [
        ((Server("https://{region}.x/{v}", (("region", "eu"), ("v", "1"))),), "", "https://eu.x/1", 0),
        ((Server("/v1"),), "", "/v1", 1),
        ((), "", "", 1),
        ((), "https://y", "https://y", 0),
    ],
)
def test_base_url(servers: tuple[Server, ...], configured: str, url: str, notes: int) -> None:
    """The first server with the defaults of its variables, unless configured."""
    diagnostics = Diagnostics()
    assert base_url(replace(api(), servers=servers), ClientConfig(base_url=configured), diagnostics) == url
    assert [d.code for d in diagnostics] == ["SDK659"] * notes


def test_the_same_every_time() -> None:
    """Two runs under different hash seeds print the same bytes."""
    code = (
        "import hashlib, sys; from tests.plan_client.test_package import pets, printed; "
        "from generator.config import TargetConfig; files = printed(pets(), TargetConfig());"
        "print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())"
    )
    root = templates_dir().parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_collections_may_be_left_out(package: ModuleType) -> None:
    """A resource name with and without its collection addresses the same thing; slashes are kept."""
    urls = importlib.import_module(f"{package.__name__}._runtime.urls")
    for value in ("x", "models/x"):
        assert urls.expand_path("/v1/{+name=models/}:run", {"name": value}, {}) == "/v1/models/x:run"
    assert urls.expand_path("/v1/{+name}", {"name": "a/b/c"}, {}) == "/v1/a/b/c"


def test_an_api_without_operations_is_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document of schemas only gives a package whose folders are empty but can be imported."""
    config = TargetConfig(package=PackageConfig(name="schemas_only_sample"))
    write(
        with_manifest(printed(api(types=table(obj("A", field("b")))), config), Stamp("1", "a")),
        tmp_path,
        Diagnostics(),
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert importlib.import_module("schemas_only_sample.resources").__all__ == []
    assert importlib.import_module("schemas_only_sample").Client(base_url="https://a.test")
