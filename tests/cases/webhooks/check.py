from __future__ import annotations

import pydantic

from tests.cases.kit import Case


def check_payload_types(case: Case) -> None:
    union = case.package.types.webhooks.UnwrapWebhookEvent
    adapter = pydantic.TypeAdapter(union)
    created = adapter.validate_python({"type": "created", "order": {"id": "o"}})
    assert created.order.id == "o"
    assert adapter.validate_python({"type": "deleted", "id": "d"}).id == "d"
    assert isinstance(adapter.validate_python({"type": "moved"}), case.package.UnknownVariant)


def check_types_of_callbacks(case: Case) -> None:
    assert case.package.types.CalledBack(type="called", done=True).done is True
    inline = case.package.types.webhooks.OnProgressCallbackEvent
    assert inline(type="progress", share=0.5).share == 0.5
    union = pydantic.TypeAdapter(case.package.types.webhooks.UnwrapWebhookEvent)
    assert isinstance(union.validate_python({"type": "called"}), case.package.UnknownVariant)


def check_count(case: Case) -> None:
    account = case.generated.account
    assert account.document.webhooks == account.api.webhooks == 4
