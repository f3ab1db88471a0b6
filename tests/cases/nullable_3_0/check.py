from __future__ import annotations

import typing

from tests.cases.kit import Case, ok


def check_null_is_sent_and_read(case: Case) -> None:
    client, wire = case.client(ok({"text": None, "owner": None, "kind": None}))
    note = client.notes.create(text=None, owner=None, kind=None)
    assert wire.body == {"text": None, "owner": None, "kind": None}
    assert (note.text, note.owner, note.kind, note.size) == (None, None, None, None)


def check_annotations(case: Case) -> None:
    hints = typing.get_type_hints(case.module("types.note").Note)
    assert hints["text"] == str | None
    assert type(None) in typing.get_args(hints["owner"])
    assert hints["size"] == int | None
