from __future__ import annotations

import pytest

from tests.cases.kit import Case, plain

EMPTY = plain(b"", "text/plain", 204)


def check_defaults_of_variables(case: Case) -> None:
    client, wire = case.client(EMPTY)
    case.call(client, "a")
    assert str(wire.last.url) == "https://eu.api.test:8443/v2/a"


def check_variables_are_arguments(case: Case) -> None:
    client, wire = case.client(EMPTY, region="us", base="v3")
    case.call(client, "a")
    assert str(wire.last.url) == "https://us.api.test:8443/v3/a"
    case.call(client.with_options(server_port="1"), "a")
    assert str(wire.last.url) == "https://us.api.test:1/v3/a"
    case.call(client, "port")  # A resource keeps its name; the argument gives way.
    assert str(wire.last.url) == "https://us.api.test:8443/v3/port"


def check_server_of_an_operation(case: Case) -> None:
    client, wire = case.client(EMPTY)
    case.call(client, "b")
    assert str(wire.last.url) == "https://other.test/b/b"
    case.call(client, "c")
    assert str(wire.last.url) == "https://eu.api.test:8443/relative/c"
    case.call(client, "d")
    assert str(wire.last.url) == "https://main.other.test/d"


def check_another_base(case: Case) -> None:
    client, wire = case.client(EMPTY, base_url="https://proxy.test/x/?team=1")
    case.call(client, "a")
    assert str(wire.last.url) == "https://proxy.test/x/a?team=1"


def check_base_from_the_environment(case: Case) -> None:
    name = case.module("_client")._DEFINITION.base_url_env
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(name, "http://127.0.0.1:1")
        client, wire = case.client(EMPTY)
        case.call(client, "a")
        assert str(wire.last.url) == "http://127.0.0.1:1/a"
