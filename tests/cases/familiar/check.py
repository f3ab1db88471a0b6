from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable

import httpx2
import pytest

from tests.cases.kit import Case, Wire, ok


def _set_up(case: Case, wire: Wire) -> None:
    case.package._reset_client()
    case.package.api_key = "k1"
    case.package.http_client = httpx2.Client(transport=httpx2.MockTransport(wire))


def check_the_package_is_used_like_a_client(case: Case) -> None:
    shop, wire = case.package, Wire([ok([{"id": "o"}])])
    _set_up(case, wire)
    assert shop.base_url is None
    assert shop.max_retries == 1
    assert shop.timeout == shop.orders._client.timeout
    assert [order.id for order in shop.orders.list()] == ["o"]
    assert wire.last.headers["authorization"] == "Bearer k1"
    assert "shop-branch" not in wire.last.headers
    shop.api_key, shop.branch, shop.base_url = "k2", "north", "https://other.test"
    shop.orders.list()
    assert (wire.last.headers["authorization"], wire.last.headers["shop-branch"]) == ("Bearer k2", "north")
    assert str(wire.last.url) == "https://other.test/orders"
    first = shop.orders._client
    assert shop.orders._client is first
    assert type(first).__name__ == "_ModuleClient"
    assert "list" in dir(shop.orders)
    shop.branch = shop.base_url = None


def check_connections_outlive_a_change_of_settings(case: Case) -> None:
    shop = case.package
    shop._reset_client()
    shop.api_key, shop.http_client = "k", None
    pool = shop.orders._client._pool
    shop.max_retries = 5
    assert shop.orders._client.max_retries == 5
    assert shop.orders._client._pool is pool
    shop.max_retries = 1


def check_names_of_the_package_win(case: Case) -> None:
    """A resource called like a module of the package is reached through a client."""
    assert case.package.types is case.module("types")
    client, wire = case.client(ok(["a"]), api_key="k")
    assert client.types.list() == ["a"]
    assert wire.line == "GET /v1/types"


def check_star_import_gives_no_settings(case: Case) -> None:
    assert "api_key" not in case.package.__all__
    assert "orders" not in case.package.__all__
    assert {"orders", "timeout", "api_key"} <= set(dir(case.package))


def check_nothing_heavy_is_loaded(case: Case) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(case.folder)!r}); import case_familiar as shop;"
        "shop.api_key = 'k'; shop.orders; import case_familiar._utils, case_familiar._base;"
        "sys.exit(bool({'httpx2', 'pydantic'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def check_modules_offer_names_of_the_runtime(case: Case) -> None:
    utils = case.module("_utils")
    assert utils.is_list_type is case.module("_utils._typing").is_list_type
    assert utils.is_given(1)
    assert case.module("_base").BaseClient in case.package.Shop.__mro__
    assert case.package.NoneType is type(None)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = utils.no_such_name


def check_the_server_hears_of_the_platform_and_of_retries(case: Case) -> None:
    def counts(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers.get("x-shop-retry-count"))
        return httpx2.Response(500 if len(seen) == 1 else 200, json=[], headers={"retry-after-ms": "1"})

    seen: list[str | None] = []
    client, wire = case.client(counts, counts, api_key="k", max_retries=1)
    client.orders.list()
    assert seen == ["0", "1"]
    headers = wire.last.headers
    assert headers["x-shop-lang"] == "python"
    assert headers["x-shop-async"] == "false"
    assert {"x-shop-os", "x-shop-arch", "x-shop-runtime", "x-shop-runtime-version"} <= set(headers)
    seen.clear()
    client.orders.list(extra_headers={"X-Shop-Retry-Count": "7"})
    assert seen[0] == "7"
    seen.clear()
    client.orders.list(
        extra_headers={"x-shop-retry-count": case.package.omit, "X-Shop-OS": case.package.omit}
    )
    assert seen[0] is None
    assert "x-shop-os" not in wire.last.headers


def check_a_refreshed_key_can_be_looked_at(case: Case) -> None:
    keys: Callable[[], str] = iter(["a", "b", "c"]).__next__
    client, wire = case.client(ok([]), api_key=keys)
    assert client.api_key == ""
    client._refresh_api_key()
    assert client.auth_headers == {"Authorization": "Bearer a"}
    client.orders.list()
    assert wire.last.headers["authorization"] == "Bearer b"
    client.api_key = "fixed"
    client.orders.list()
    assert wire.last.headers["authorization"] == "Bearer fixed"


def check_the_logger_that_programs_know(case: Case) -> None:
    shop = logging.getLogger("shop")
    before = shop.level
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SHOP_LOG", "error")
            client, _ = case.client(ok([]), api_key="k")
            assert client
        assert shop.level == logging.ERROR
        own = logging.getLogger(case.package.__name__)
        assert own.getEffectiveLevel() == logging.ERROR
    finally:
        shop.setLevel(before)
