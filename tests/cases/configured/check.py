from __future__ import annotations

import pytest

from tests.cases.kit import Case, ok, sse


def check_names(case: Case) -> None:
    assert case.methods() == {
        "boxes.fetch": "GET /boxes/{id}",
        "boxes.browse": "GET /boxes",
        "boxes.lids.open": "POST /lids",
        "unmentioned.retrieve": "GET /unmentioned",
    }
    assert case.package.Acme is case.package.Client
    assert type(case.client(ok({}), key="k")[0].boxes.fetch("b", 1)).__name__ == "BoxOfAcme"
    assert issubclass(case.package.NotFoundError, case.package.AcmeProblem)


def check_requests(case: Case) -> None:
    client, wire = case.client(ok({"id": "b", "weight": 1.5}), key="k", team="red", region="eu", note="n")
    box = client.boxes.fetch("b", 2, plain=["x", "y"], filter={"a": 1})
    assert (box.id, box.weight) == ("b", 1.5)
    assert str(wire.last.url).startswith("https://acme.test/api/boxes/b?")
    assert sorted(wire.last.url.params.multi_items()) == [
        ("depth", "2"), ("filter.a", "1"), ("odd-name[]", "x"), ("odd-name[]", "y"), ("region", "eu"),
    ]  # fmt: skip
    assert wire.headers["x-acme-key"] == "k"
    assert wire.headers["x-team"] == "red"
    assert wire.headers["x-sdk"] == "yes"
    assert "authorization" not in wire.headers
    assert client.note == "n"


def check_streams_and_pages(case: Case) -> None:
    client, wire = case.client(sse({"angle": 1}, "[DONE]"), key="k")
    assert [event.angle for event in client.boxes.lids.open(size=1, mode="live")] == [1]
    assert wire.headers["x-beta"] == "lids-1"
    assert "x-once" in wire.headers
    client, wire = case.client(
        ok({"things": [{"id": "a"}], "following": "f"}), ok({"things": [{"id": "b"}]}), key="k"
    )
    assert [box.id for box in client.boxes.browse()] == ["a", "b"]
    assert wire.line == "GET /api/boxes?from=f"


def check_environment(case: Case) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACME_TOKEN", "second")
        patch.setenv("ACME_URL", "https://elsewhere.test")
        patch.setenv("ACME_TEAM", "blue")
        client, wire = case.client(ok({}))
        client.unmentioned.retrieve()
        assert wire.headers["x-acme-key"] == "second"
        assert wire.headers["x-team"] == "blue"
        assert str(wire.last.url) == "https://elsewhere.test/unmentioned"
