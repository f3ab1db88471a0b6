"""Answers against the document: status, content type, body and events."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.contract.description import Description
from generator.contract.explain import Explainer
from generator.contract.index import Index
from generator.contract.response_check import ResponseCheck
from generator.diagnostics import Diagnostics
from generator.spec import parse_document
from tests.contract.pieces import exchange, interaction

NUMBER = {"schema": {"type": "integer"}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "paths": {
        "/things": {
            "post": {
                "operationId": "op",
                "responses": {
                    "200": {"description": "", "content": {"application/json": NUMBER}},
                    "202": {"description": "", "content": {"text/plain": {}}},
                    "206": {"description": "", "content": {"text/event-stream": NUMBER}},
                },
            }
        }
    },
}
EVENTS = "text/event-stream"
UNASKED = ("content", "a stream of events came, and nothing asks for one")


@pytest.mark.parametrize(
    ("status", "kind", "body", "told"),
    [
        (200, "application/json", b"3", []),
        (200, "application/json", b"{", [("other", "the body is no JSON")]),
        (200, "", b"3", []),
        (201, "application/json", b"3", [("status", "status 201 is not described")]),
        (404, "application/json", b"3", []),
        (200, "image/png", b"x", [("content", "content type 'image/png', not one of ['application/json']")]),
        (202, EVENTS, b"data: 1\n\n", [UNASKED, ("content", "a stream of events is not described")]),
        (206, EVENTS, b"data: 1\n\ndata: half\n\n", [UNASKED, ("other", "an event is no JSON")]),
    ],
)
def test_answers(status: int, kind: str, body: bytes, told: Any) -> None:
    document = parse_document(json.dumps(DOCUMENT), diagnostics=Diagnostics(), name="d.json")
    description = Description(document, Index("p", ()))
    check = ResponseCheck(description, Explainer(description.schemas), {})
    recorded = interaction(
        status=status, answer=body, answered={"content-type": kind} if kind else {"x": "y"}
    )
    assert [(each.kind, each.message) for each in check.deviations(exchange(recorded))] == told
