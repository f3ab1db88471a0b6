"""Applying the second pass over types to operations and webhooks."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.api import Body, Content, Operation, Param, Response, ResponseContent, Webhook
from generator.ir.types import TypeRef
from generator.lower.finishing.types import Finisher


def operation(finisher: Finisher, before: Operation) -> Operation:
    """An operation with finished types; streaming and pagination are found afterwards."""
    return replace(
        before,
        params=tuple(_param(finisher, each) for each in before.params),
        body=None if before.body is None else _body(finisher, before.body),
        responses=tuple(_response(finisher, each) for each in before.responses),
    )


def webhook(finisher: Finisher, before: Webhook) -> Webhook:
    """A webhook with a finished payload type."""
    payload = before.payload
    return before if payload is None else replace(before, payload=finisher.type(payload, before.origin))


def _param(finisher: Finisher, before: Param) -> Param:
    """A parameter; null moves into its flag."""
    lowered = finisher.rewrite(before.type, before.origin)
    return replace(before, type=lowered.type, nullable=before.nullable or lowered.nullable)


def _body(finisher: Finisher, before: Body) -> Body:
    """A request body with all of its contents."""
    contents = tuple(_content(finisher, each, before) for each in before.contents)
    return replace(before, contents=contents)


def _content(finisher: Finisher, before: Content, body: Body) -> Content:
    """One request content."""
    return replace(before, type=finisher.type(before.type, body.origin))


def _response(finisher: Finisher, before: Response) -> Response:
    """A response with its contents and headers."""
    contents = tuple(
        ResponseContent(each.media_type, each.kind, _optional(finisher, each.type, before))
        for each in before.contents
    )
    return replace(
        before, contents=contents, headers=tuple(_param(finisher, each) for each in before.headers)
    )


def _optional(finisher: Finisher, type_: TypeRef | None, response: Response) -> TypeRef | None:
    """The type of a response content, which may be none."""
    return None if type_ is None else finisher.type(type_, response.origin)
