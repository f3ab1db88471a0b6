"""WebSockets: typed events both ways, sync and async, of three packages."""

from __future__ import annotations

from gemini_client import Gemini
from openai_client import (
    AsyncOpenAI,
    OpenAI,
    ReconnectingEvent,
    ReconnectingOverrides,
    WebSocketConnectionClosedError,
    WebSocketFrameError,
)
from openai_client.resources.realtime.realtime import RealtimeConnection, RealtimeConnectionManager
from openai_client.types.realtime import RealtimeClientEvent, RealtimeClientEventParam, RealtimeServerEvent
from openai_client.types.websocket_connection_options import WebSocketConnectionOptions
from xai_client import XAI


def again(event: ReconnectingEvent) -> ReconnectingOverrides | None:
    """Give up after the second attempt."""
    return {"abort": True} if event.attempt > 2 else None


def talk(client: OpenAI, audio: str) -> list[str]:
    """Send by attributes, as a model and as a mapping; narrow what comes in."""
    manager: RealtimeConnectionManager = client.realtime.connect(
        model="gpt-realtime", on_reconnecting=again, websocket_connection_options={"max_size": None}
    )
    said: list[str] = []
    with manager as connection:
        connection.session.update(session={"type": "realtime", "instructions": "Be brief."})
        connection.input_audio_buffer.append(audio=audio)
        connection.conversation.item.truncate(item_id="i", content_index=0, audio_end_ms=10, event_id="e")
        whole: RealtimeClientEventParam = {"type": "response.create"}
        connection.send(whole)
        try:
            for event in connection:
                if event.type == "error":
                    said.append(event.error.message)
                elif event.type == "response.output_text.delta":
                    said.append(event.delta)
        except WebSocketConnectionClosedError as error:
            said += [error.state.session_id or ""] if error.state is not None else []
        except WebSocketFrameError as error:
            said.append(error.fault)
    return said


def one(connection: RealtimeConnection, event: RealtimeClientEvent) -> RealtimeServerEvent:
    """One event out, one event in."""
    connection.send(event)
    return connection.recv()


async def respond(client: AsyncOpenAI, options: WebSocketConnectionOptions) -> str:
    """The responses API over a WebSocket."""
    async with client.responses.connect(websocket_connection_options=options) as connection:
        await connection.response.create(model="gpt-4o-mini", input="Say hello.", store=False)
        async for event in connection:
            if event.type == "response.completed":
                return event.response.id
    return ""


def others(xai: XAI, gemini: Gemini) -> tuple[str | None, bool | None]:
    """The same feature of other targets."""
    with xai.realtime.connect(model="grok-voice") as spoken:
        spoken.response.create()
        event = spoken.recv()
        first = event.session.id if event.type == "session.created" else None
    with gemini.live.connect() as live:
        live.send_client_content(turns=[{"role": "user", "parts": [{"text": "hi"}]}], turn_complete=True)
        message = live.recv()
        content = message.server_content
        return first, content.turn_complete if content is not None else None
