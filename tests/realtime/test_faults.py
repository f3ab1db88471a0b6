"""What goes wrong on a connection, and what callers see of it."""

from __future__ import annotations

import logging
import pickle
import threading
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection

from tests.realtime.server import (
    KEY,
    PATIENCE,
    client,
    closing,
    dropping,
    expecting,
    frames,
    package,
    playing,
    run,
    then,
)

CREATED = {"type": "session.created", "event_id": "e1", "session": {"type": "realtime", "id": "sess_1"}}
CLEARED = {"type": "input_audio_buffer.cleared", "event_id": "e2"}


def receive(server: Any, is_async: bool, count: int = 1, **options: Any) -> list[Any]:
    """Events, or the exceptions that `recv` raises in their place."""

    async def talk() -> list[Any]:
        found: list[Any] = []
        manager = client(server, "AsyncOpenAI").realtime.connect(websocket_connection_options=options)
        async with manager as connection:
            for _ in range(count):
                try:
                    found.append(await connection.recv())
                except package().OpenAIError as error:
                    found.append(error)
        return found

    if is_async:
        return list(run(talk()))
    found: list[Any] = []
    with client(server).realtime.connect(websocket_connection_options=options) as connection:
        for _ in range(count):
            try:
                found.append(connection.recv())
            except package().OpenAIError as error:
                found.append(error)
    return found


both = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


@both
def test_unknown_events_are_kept(is_async: bool) -> None:
    event = {"type": "response.telepathy.delta", "event_id": "e", "thought": {"deep": [1]}}
    with playing(frames(event)) as server:
        (found,) = receive(server, is_async)
    assert isinstance(found, package().UnknownVariant)
    assert found.raw == event


@both
@pytest.mark.parametrize(
    ("frame", "fault"),
    [
        ("{", "json"),
        (b"\xff\xfe", "json"),
        ('{"type": "error", "event_id": "\ud83d"}'.encode("utf-8", "surrogatepass"), "json"),
        ('{"type": "response.done", "x": ' + "[" * 5000 + "]" * 5000 + "}", "json"),
        ("[1, 2]", "shape"),
        ('"text"', "shape"),
    ],
)
def test_frames_that_are_no_events(is_async: bool, frame: Any, fault: str) -> None:
    """They are typed errors that keep the frame, and the connection goes on."""
    with playing(frames(frame, CLEARED)) as server:
        broken, good = receive(server, is_async, 2)
    assert isinstance(broken, package().WebSocketFrameError)
    assert broken.fault == fault
    assert broken.data == (frame if isinstance(frame, bytes) else frame.encode())
    assert good.type == "input_audio_buffer.cleared"
    again = pickle.loads(pickle.dumps(broken))
    assert (again.fault, again.data) == (broken.fault, broken.data)


@both
def test_a_frame_above_the_limit(is_async: bool) -> None:
    with playing(frames({"type": "error", "text": "x" * 4000})) as server:
        (broken,) = receive(server, is_async, max_size=1000)
    assert isinstance(broken, package().WebSocketFrameError)
    assert broken.fault == "size"


@both
def test_members_of_another_form_lose_no_event(is_async: bool) -> None:
    with playing(frames({"type": "error", "event_id": 7, "error": "bad"})) as server:
        (event,) = receive(server, is_async)
    assert (event.type, event.event_id, event.error) == ("error", 7, "bad")


def test_a_strict_client_refuses_them() -> None:
    with playing(frames({"type": "error", "event_id": 7, "error": "bad"})) as server:
        api = client(server, _strict_response_validation=True)
        with api.realtime.connect() as connection, pytest.raises(package().WebSocketFrameError) as caught:
            connection.recv()
    assert caught.value.fault == "mismatch"


@both
@pytest.mark.parametrize(
    ("end", "code", "reason"), [(dropping, 1006, ""), (closing(1011, "overload"), 1011, "overload")]
)
def test_a_broken_connection_says_where_it_stood(is_async: bool, end: Any, code: int, reason: str) -> None:
    with playing(then(frames(CREATED), end)) as server:
        created, error = receive(server, is_async, 2)
    assert created.session.id == "sess_1"
    assert isinstance(error, package().WebSocketConnectionClosedError)
    assert isinstance(error, ConnectionClosed)
    assert (error.close_code, error.close_reason) == (code, reason)
    assert error.state.session_id == "sess_1"
    assert (error.state.last_event_id, error.state.received) == ("e1", 1)
    again = pickle.loads(pickle.dumps(error))
    assert again.state == error.state
    assert str(again) == str(error)


def test_a_socket_dropped_inside_of_a_message() -> None:
    """Half a message is never an event."""

    def half(socket: ServerConnection) -> None:
        socket.recv(timeout=PATIENCE)
        socket.recv(timeout=PATIENCE)
        socket.socket.sendall(b"\x81\x7e\x01\x00" + b'{"type": "response')
        dropping(socket)

    with playing(half) as server, client(server).realtime.connect() as connection:
        connection.response.create(event_id="mine")
        connection.input_audio_buffer.clear()
        with pytest.raises(package().WebSocketConnectionClosedError) as caught:
            next(iter(connection))
    sent = [(event.type, event.event_id) for event in caught.value.state.unanswered]
    assert sent == [("response.create", "mine"), ("input_audio_buffer.clear", "")]


@both
def test_an_orderly_end_ends_the_loop(is_async: bool) -> None:
    async def talk(server: Any) -> list[str]:
        async with client(server, "AsyncOpenAI").realtime.connect() as connection:
            return [event.type async for event in connection]

    with playing(then(frames(CREATED, CLEARED), closing(1000))) as server:
        if is_async:
            types = run(talk(server))
        else:
            with client(server).realtime.connect() as connection:
                types = [event.type for event in connection]
    assert types == ["session.created", "input_audio_buffer.cleared"]


def test_sending_on_a_closed_connection() -> None:
    with playing(lambda socket: None) as server, client(server).realtime.connect() as connection:
        connection.close(code=1000, reason="done")
        with pytest.raises(package().WebSocketConnectionClosedError) as caught:
            connection.response.create()
    assert caught.value.unsent_messages == ['{"type":"response.create"}']


@both
def test_a_slow_consumer_loses_nothing(is_async: bool) -> None:
    """More frames than the buffers hold: the server has to wait, and everything arrives in order."""
    events = [{"type": "error", "event_id": str(n), "text": "x" * 2000} for n in range(300)]
    with playing(frames(*events)) as server:
        found = receive(server, is_async, len(events), max_queue=2)
    assert [event.event_id for event in found] == [event["event_id"] for event in events]


def test_threads_may_send_while_one_reads() -> None:
    seen: list[str] = []

    def count(socket: ServerConnection) -> None:
        seen.extend(socket.recv(timeout=PATIENCE) for _ in range(80))
        frames(CLEARED)(socket)

    with playing(count) as server, client(server).realtime.connect() as connection:
        senders = [
            threading.Thread(
                target=lambda: [connection.input_audio_buffer.append(audio="AA") for _ in range(20)]
            )
            for _ in range(4)
        ]
        for sender in senders:
            sender.start()
        assert connection.recv().type == "input_audio_buffer.cleared"
        for sender in senders:
            sender.join()
    assert set(seen) == {'{"type":"input_audio_buffer.append","audio":"AA"}'}


@both
@pytest.mark.parametrize(("status", "name"), [(401, "AuthenticationError"), (503, "InternalServerError")])
def test_a_refused_handshake_is_an_error_of_the_api(is_async: bool, status: int, name: str) -> None:
    def refuse(connection: Any, request: Any) -> Any:
        body = f'{{"error": {{"message": "no, {KEY} is wrong", "code": "bad_key"}}}}'
        return connection.respond(status, body)

    refused = pytest.raises(getattr(package(), name))
    with playing(lambda socket: None, process_request=refuse) as server, refused as caught:
        receive(server, is_async)
    assert caught.value.code == "bad_key"
    assert KEY not in str(caught.value)


@both
def test_no_server(is_async: bool) -> None:
    with playing(lambda socket: None) as server:
        pass
    with pytest.raises(package().APIConnectionError):
        receive(server, is_async)


@both
def test_redirects_never_take_the_key_along(is_async: bool) -> None:
    def away(connection: Any, request: Any) -> Any:
        answer = connection.respond(302, "")
        answer.headers["Location"] = other.url.replace("http", "ws")
        return answer

    with playing(lambda socket: None) as other:
        refused = pytest.raises(package().OpenAIError, match="another origin")
        with playing(lambda socket: None, process_request=away) as server, refused:
            receive(server, is_async)
        assert other.paths == []


@both
def test_the_key_shows_nowhere(is_async: bool, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with playing(then(frames(CREATED), closing(1008, f"{KEY} is wrong"))) as server:
        _, error = receive(server, is_async, 2)
        assert server.headers[0]["authorization"] == f"Bearer {KEY}"
        assert KEY not in server.paths[0]
        manager = client(server).realtime.connect()
        assert KEY not in repr(manager)
    assert KEY not in str(error)
    assert KEY not in error.close_reason
    assert KEY not in repr(error)
    ours = [record for record in caplog.records if not record.name.startswith("websockets.server")]
    assert not any(KEY in record.getMessage() for record in ours)


def test_the_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    with playing(lambda socket: None) as server:
        api = client(server)
        monkeypatch.setitem(sys.modules, "websockets", None)
        with pytest.raises(package().OpenAIError, match=r"pip install 'openai-client\[realtime\]'"):
            api.realtime.connect().enter()


def test_expected_events(request: pytest.FixtureRequest) -> None:
    """Omitted members are not sent, models and mappings are the same event."""
    model = package().types.realtime.InputAudioBufferClearEvent(type="input_audio_buffer.clear", event_id="m")
    events = [{"type": "response.cancel"}, {"type": "input_audio_buffer.clear", "event_id": "m"}]
    with playing(expecting(*events)) as server, client(server).realtime.connect() as connection:
        connection.response.cancel()
        connection.send(model)
