"""Lost connections that callers have opened again, and events that wait for a connection."""

from __future__ import annotations

from typing import Any

import pytest

from tests.realtime.server import client, closing, dropping, expecting, frames, package, playing, run, then

READY = {"type": "input_audio_buffer.cleared", "event_id": "ready"}
ERROR = {"type": "error", "event_id": "e", "error": {"type": "server_error", "message": "busy"}}


def clear(name: str) -> dict[str, Any]:
    return {"type": "input_audio_buffer.clear", "event_id": name}


def first(server: Any, is_async: bool, **options: Any) -> Any:
    """The first event of an iteration."""

    async def talk() -> Any:
        async with client(server, "AsyncOpenAI").realtime.connect(**options) as connection:
            async for event in connection:
                return event
        return None

    if is_async:
        return run(talk())
    with client(server).realtime.connect(**options) as connection:
        return next(iter(connection), None)


both = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


@both
@pytest.mark.parametrize("end", [dropping, closing(1012)], ids=["dropped", "restart"])
def test_a_new_connection(is_async: bool, end: Any) -> None:
    """The caller hears of each attempt and may change the next handshake, and all after it."""
    seen: list[Any] = []

    def on_reconnecting(event: Any) -> Any:
        seen.append(event)
        return {"extra_query": {"resume": "yes"}, "extra_headers": {"X-Try": "2"}} if len(seen) == 1 else None

    with playing(end, end, frames(READY)) as server:
        event = first(
            server, is_async, model="m", on_reconnecting=on_reconnecting, initial_delay=0, max_retries=3
        )
    assert event.event_id == "ready"
    assert [(each.attempt, each.max_attempts) for each in seen] == [(1, 3), (2, 3)]
    assert seen[0].close_code in (1006, 1012)
    assert server.paths == ["/v1/realtime?model=m", *["/v1/realtime?model=m&resume=yes"] * 2]
    assert [headers.get("X-Try") for headers in server.headers] == [None, "2", "2"]


@both
@pytest.mark.parametrize(
    ("end", "answer", "attempts"),
    [(closing(1008), None, 0), (closing(1011), {"abort": True}, 1), (closing(1011), None, 2)],
    ids=["for good", "aborted", "exhausted"],
)
def test_giving_up(is_async: bool, end: Any, answer: Any, attempts: int) -> None:
    """The error is that of the connection that was lost.  Errors of the server do not give the budget back."""
    seen: list[int] = []

    def on_reconnecting(event: Any) -> Any:
        seen.append(event.attempt)
        return answer

    lost = pytest.raises(package().WebSocketConnectionClosedError)
    with playing(end, then(end)) as server, lost as caught:
        first(server, is_async, on_reconnecting=on_reconnecting, initial_delay=0, max_retries=2)
    assert caught.value.close_code in (1008, 1011)
    assert seen == list(range(1, attempts + 1))


def test_errors_of_the_server_are_no_progress() -> None:
    seen: list[int] = []
    with playing(then(frames(ERROR), closing(1011))) as server:
        manager = client(server).realtime.connect(
            on_reconnecting=lambda event: seen.append(event.attempt), initial_delay=0, max_retries=2
        )
        with manager as connection, pytest.raises(package().WebSocketConnectionClosedError):
            list(connection)
    assert seen == [1, 2]


@both
def test_without_a_callback_nothing_is_opened_again(is_async: bool) -> None:
    lost = pytest.raises(package().WebSocketConnectionClosedError)
    with playing(closing(1012), frames(READY)) as server, lost:
        first(server, is_async)
    assert len(server.paths) == 1


@both
def test_events_wait_for_the_connection(is_async: bool) -> None:
    """In order, and within the room that there is for them."""

    async def talk(server: Any) -> None:
        manager = client(server, "AsyncOpenAI").realtime.connect(max_queue_size=110)
        manager.send(clear("one"))
        manager.send(clear("two"))
        with pytest.raises(package().WebSocketQueueFullError):
            manager.send(clear("three"))
        async with manager as connection:
            manager.send(clear("three"))
            await connection.send(clear("four"))

    with playing(expecting(*map(clear, ("one", "two", "three", "four")))) as server:
        if is_async:
            run(talk(server))
            return
        manager = client(server).realtime.connect(max_queue_size=110)
        manager.send(clear("one"))
        manager.send(clear("two"))
        with pytest.raises(package().WebSocketQueueFullError):
            manager.send(clear("three"))
        with manager as connection:
            manager.send(clear("three"))
            connection.send(clear("four"))


@both
def test_what_is_sent_meanwhile_goes_out_first(is_async: bool) -> None:
    async def talk(server: Any) -> None:
        def meanwhile(event: Any) -> None:
            manager.send(clear("meanwhile"))

        manager = client(server, "AsyncOpenAI").realtime.connect(on_reconnecting=meanwhile, initial_delay=0)
        async with manager as connection:
            async for event in connection:
                assert event.event_id == "ready"
                break
            await connection.send(clear("after"))

    with playing(dropping, then(frames(READY), expecting(clear("meanwhile"), clear("after")))) as server:
        if is_async:
            run(talk(server))
            return

        def meanwhile(event: Any) -> None:
            manager.send(clear("meanwhile"))

        manager = client(server).realtime.connect(on_reconnecting=meanwhile, initial_delay=0)
        with manager as connection:
            assert next(iter(connection)).event_id == "ready"
            connection.send(clear("after"))


def test_what_was_never_sent_is_handed_back() -> None:
    def on_reconnecting(event: Any) -> Any:
        manager.send(clear("lost"))
        return {"abort": True}

    with playing(dropping) as server:
        manager = client(server).realtime.connect(on_reconnecting=on_reconnecting)
        with manager as connection, pytest.raises(package().WebSocketConnectionClosedError) as caught:
            list(connection)
    assert caught.value.unsent_messages == ['{"type":"input_audio_buffer.clear","event_id":"lost"}']


def test_closing_stops_the_attempts() -> None:
    with playing(dropping) as server:
        manager = client(server).realtime.connect(
            on_reconnecting=lambda event: connection.close(), initial_delay=30
        )
        with manager as connection, pytest.raises(package().WebSocketConnectionClosedError):
            list(connection)
    assert len(server.paths) == 1


@both
def test_handlers(is_async: bool) -> None:
    """By type and for all, once or for good, registered before or after the connection is open."""
    seen: list[str] = []

    async def talk(server: Any) -> None:
        manager = client(server, "AsyncOpenAI").realtime.connect()

        @manager.on("input_audio_buffer.cleared")
        async def by_type(event: Any) -> None:
            seen.append("type")

        manager.on("event", lambda event: seen.append("any"))
        async with manager as connection:
            connection.once("error", lambda event: seen.append("error")).off("event", print)
            await connection.dispatch_events()

    with playing(then(frames(READY, ERROR, ERROR), closing(1000))) as server:
        if is_async:
            run(talk(server))
        else:
            manager = client(server).realtime.connect()
            manager.on("input_audio_buffer.cleared", lambda event: seen.append("type"))
            manager.on("event", lambda event: seen.append("any"))
            with manager as connection:
                connection.once("error", lambda event: seen.append("error"))
                connection.dispatch_events()
    assert seen == ["type", "any", "error", "any", "any"]


def test_an_error_that_nobody_handles_is_raised() -> None:
    raised = pytest.raises(package().OpenAIError, match="no handler")
    with playing(frames(ERROR)) as server, client(server).realtime.connect() as connection, raised:
        connection.dispatch_events()


@both
def test_frames_that_are_no_events_open_nothing_again(is_async: bool) -> None:
    """A new connection would bring the same frame."""
    seen: list[Any] = []
    broken = pytest.raises(package().WebSocketFrameError)
    with playing(frames("{")) as server, broken:
        first(server, is_async, on_reconnecting=seen.append, initial_delay=0)
    assert seen == []


@both
def test_frames_as_they_are(is_async: bool) -> None:
    async def talk(server: Any) -> None:
        async with client(server, "AsyncOpenAI").realtime.connect() as connection:
            await connection.send_raw('{"type": "a"}')

    with playing(expecting({"type": "a"})) as server:
        if is_async:
            run(talk(server))
        else:
            with client(server).realtime.connect() as connection:
                connection.send_raw('{"type": "a"}')


@both
def test_servers_that_refuse_for_a_while(is_async: bool) -> None:
    """A refused attempt is one of the budget, and the next may work."""
    tries: list[int] = []

    def refuse(connection: Any, request: Any) -> Any:
        tries.append(1)
        return connection.respond(503, "later") if len(tries) == 2 else None

    with playing(closing(1012), frames(READY), process_request=refuse) as server:
        event = first(server, is_async, on_reconnecting=lambda event: None, initial_delay=0, max_retries=3)
    assert (event.event_id, len(tries)) == ("ready", 3)


@both
def test_closing_gives_up_opening_again(is_async: bool) -> None:
    """Also in the callback: no further connection is opened."""
    opened: list[Any] = []

    def on_reconnecting(event: Any) -> Any:
        opened[0]._is_closed = True
        opened[0]._stopped.set()

    async def talk(server: Any) -> None:
        manager = client(server, "AsyncOpenAI").realtime.connect(on_reconnecting=on_reconnecting)
        async with manager as connection:
            opened.append(connection)
            assert [event async for event in connection] == []

    with playing(closing(1012)) as server:
        lost = pytest.raises(package().WebSocketConnectionClosedError)
        with lost:
            if is_async:
                run(talk(server))
            else:
                with client(server).realtime.connect(on_reconnecting=on_reconnecting) as connection:
                    opened.append(connection)
                    assert list(connection) == []
    assert len(server.paths) == 1


@both
def test_leaving_a_connection_that_was_never_opened(is_async: bool) -> None:
    with playing(lambda socket: None) as server:
        if is_async:
            manager = client(server, "AsyncOpenAI").realtime.connect()
            run(manager.__aexit__(None, None, None))
        else:
            manager = client(server).realtime.connect()
            manager.__exit__(None, None, None)
        assert "Realtime" in repr(manager)
    assert server.paths == []
