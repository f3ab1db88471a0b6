"""Chats."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from typing_extensions import TypeAliasType

from .._runtime.models import BaseModel, Date, DateTime, Field, Int64, tagged

__all__ = ["Chat", "Filter", "Group", "Item", "Message", "Note", "ToolCall", "Usage"]


class Message(BaseModel):
    """A message."""

    type: Literal["message"]
    role: Literal["user", "assistant"] | str
    content: str | None
    scores: list[float] | None = None


class ToolCall(BaseModel):
    """A call of a tool."""

    type: Literal["tool_call", "old_tool_call"]
    name: str
    arguments: dict[str, Any]
    schema_: dict[str, object] | None = Field(None, alias="schema")


class Note(BaseModel):
    """A note, which has no tag."""

    note: str


Item: TypeAlias = Annotated[
    Message | ToolCall | Note | str | list[Message],
    tagged("type", ("message",), ("tool_call", "old_tool_call"), (), (), ()),
]


class Usage(BaseModel):
    """Counts."""

    total_tokens: int


class Group(BaseModel):
    """Filters together."""

    type: Literal["and", "or"]
    filters: list[Filter]


class Leaf(BaseModel):
    """One condition."""

    type: Literal["eq", "ne"]
    value: str | float | bool


Filter = TypeAliasType("Filter", "Annotated[Group | Leaf, tagged('type', ('and', 'or'), ('eq', 'ne'))]")


class Chat(BaseModel):
    """A chat."""

    id: str
    object: Literal["chat"]
    items: list[Item]
    created_at: int
    usage: Usage
    service_tier: Literal["auto", "default"] | str | None = None
    filter: Filter | None = None
    updated: DateTime | None = None
    day: Date | None = None
    size: Int64 | None = None
    metadata: dict[str, str] | None = None
    either: Usage | Note | None = None
