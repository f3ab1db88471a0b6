"""`webhooks.unwrap` and `verify_signature`."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import typing
from typing import Any

import pytest

from tests.helpers.wire import Wire, ok, package

SECRET = "whsec_" + base64.b64encode(b"a secret").decode()
BODY = json.dumps(
    {"id": "e", "object": "event", "created_at": 1, "type": "response.completed", "data": {"id": "r"}}
)


def signed(body: str = BODY, age: float = 0, key: bytes = b"a secret") -> dict[str, str]:
    stamp = str(int(time.time() - age))
    mac = hmac.new(key, f"w.{stamp}.{body}".encode(), hashlib.sha256).digest()
    return {
        "Webhook-Id": "w",
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": f"v1,old v1,{base64.b64encode(mac).decode()}",
    }


def webhooks(**options: Any) -> Any:
    return Wire(ok({})).sync(**{"webhook_secret": SECRET, **options}).webhooks


@pytest.mark.parametrize("body", [BODY, BODY.encode()])
def test_typed_events(body: str | bytes) -> None:
    event = webhooks().unwrap(body, signed())
    assert isinstance(event, package().types.webhooks.ResponseCompletedWebhookEvent)
    assert event.data.id == "r"
    assert Wire(ok({})).asynchronous(webhook_secret=SECRET).webhooks.unwrap(body, signed()) == event


def test_all_events_of_the_document() -> None:
    union = package().types.webhooks.UnwrapWebhookEvent
    members = typing.get_args(typing.get_args(union)[0])
    assert len(members) >= 15
    for member in members:
        kind = typing.get_args(member.model_fields["type"].annotation)[0]
        body = json.dumps({**json.loads(BODY), "type": kind})
        assert type(webhooks().unwrap(body, signed(body))) is member


def test_unknown_events_are_kept() -> None:
    body = json.dumps({"type": "new.thing", "data": {"a": 1}})
    event = webhooks().unwrap(body, signed(body))
    assert isinstance(event, package().UnknownVariant)
    assert event.raw["data"] == {"a": 1}


def test_forgeries() -> None:
    error = package().InvalidWebhookSignatureError
    for headers in (signed(BODY + " "), signed(key=b"another")):
        with pytest.raises(error, match="does not match") as refused:
            webhooks().verify_signature(BODY, headers)
        assert SECRET not in str(refused.value)
    with pytest.raises(ValueError, match="Could not find webhook-signature"):
        webhooks().verify_signature(BODY, {})
    with pytest.raises(ValueError, match="no JSON"):
        webhooks().unwrap("{", signed("{"))


@pytest.mark.parametrize(("age", "match"), [(301, "too old"), (-302, "too new")])
def test_clocks_that_are_wrong(age: float, match: str) -> None:
    with pytest.raises(package().InvalidWebhookSignatureError, match=match):
        webhooks().verify_signature(BODY, signed(age=age))
    webhooks().verify_signature(BODY, signed(age=age), tolerance=400)
    with pytest.raises(package().InvalidWebhookSignatureError, match="Invalid webhook timestamp"):
        webhooks().verify_signature(BODY, {**signed(), "Webhook-Timestamp": "now"})


def test_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The argument wins over the client's; a secret without prefix is taken as it is."""
    webhooks(webhook_secret="nonsense").verify_signature(BODY, signed(), secret=SECRET)
    webhooks().verify_signature(BODY, signed(key=b"plain"), secret="plain")
    monkeypatch.delenv("OPENAI_WEBHOOK_SECRET", raising=False)
    with pytest.raises(ValueError, match="webhook secret"):
        webhooks(webhook_secret=None).verify_signature(BODY, signed())
