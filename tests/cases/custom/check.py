from __future__ import annotations

import asyncio
import inspect
import subprocess
import sys

from tests.cases.kit import HERE, Case, ok

ORDER = {"id": "o", "state": "open", "lines": ["one", "two"]}


def check_files(case: Case) -> None:
    source = (HERE / "custom" / "lib" / "orders.py").read_text(encoding="utf-8")
    assert case.text("lib/orders.py") == source
    custom = case.generated.custom
    assert (len(custom.files), custom.lines) == (8, 175)
    assert "case_custom/lib/compat/models.py" in case.generated.files["sdkgen.manifest.json"].decode()
    project = case.generated.files["pyproject.toml"].decode()
    assert '"carrier" = [\n    "pigeons>=2,<3",\n    "homing",\n]' in project


def check_mixins(case: Case) -> None:
    client, wire = case.client(ok(ORDER))
    assert client.orders.create_and_fetch("pen").text == "one\ntwo"
    assert wire.lines == ["POST /orders", "GET /orders/o"]
    assert client.orders.with_raw_response.create_fragile("cup").parse().id == "o"
    assert wire.body == {"item": "fragile cup"}
    with client.orders.with_streaming_response.create_fragile("cup") as response:
        assert response.parse().id == "o"
    assert client.courier().name == "shop.test"
    assert client.stamps.count() == 18


def check_async(case: Case) -> None:
    async def run() -> None:
        client, wire = case.async_client(ok(ORDER))
        assert (await client.orders.create_and_fetch("pen")).text == "one\ntwo"
        raw = await client.orders.with_raw_response.create_fragile("cup")
        assert raw.parse().id == "o"
        assert (await client.courier()).name == "shop.test"
        assert wire.body == {"item": "fragile cup"}

    asyncio.run(run())


def check_names(case: Case) -> None:
    package = case.package
    assert package.Courier is package.Post is case.module("lib.courier").Courier
    assert package.Courier is case.module("resources.legacy").Courier
    assert package.Courier is package.types.Courier is case.module("types.people").Carrier
    models = case.module("_models")
    assert models.Missing is package.NotGiven
    assert models.BaseModel is package.BaseModel
    assert models.construct() == "constructed"
    assert {"Missing", "construct", "BaseModel"} <= set(models.__all__)


def check_import_is_lazy(case: Case) -> None:
    program = (
        "import sys, case_custom, case_custom._models; case_custom._models.Missing;"
        "print([m for m in sys.modules if m.startswith('case_custom.lib') or m in ('httpx2', 'pydantic')])"
    )
    command = [sys.executable, "-c", program]
    found = subprocess.run(command, cwd=case.folder, capture_output=True, text=True, check=True)
    assert (
        found.stdout.strip()
        == "['case_custom.lib', 'case_custom.lib.compat', 'case_custom.lib.compat.models']"
    )


def check_derived_methods(case: Case) -> None:
    client, wire = case.client(ok(ORDER))
    assert (
        client.orders.create_as(item="cup", gift=True, kind=str, note="thanks", extra_headers={"X-A": "b"})
        == "o"
    )
    assert wire.body == {"item": "cup thanks", "gift": True}
    assert wire.headers["x-a"] == "b"
    signature = inspect.signature(client.orders.create_as)
    tail = ["extra_headers", "extra_query", "extra_body", "timeout"]
    assert list(signature.parameters) == ["item", "kind", "gift", "note", *tail]
    assert str(signature.return_annotation) == "KindT"
    assert client.orders.count(3) == [0, 1, 2]
    assert not hasattr(client.orders, "vanish")
    assert "note is printed" in inspect.getdoc(client.orders.create_as).replace("`", "")


def check_async_derived_methods(case: Case) -> None:
    async def run() -> None:
        client, wire = case.async_client(ok(ORDER))
        assert await client.orders.create_as(item="cup", kind=str) == "o"
        assert client.orders.count(4, step=2) == [0, 2]
        assert wire.body == {"item": "cup"}

    asyncio.run(run())
