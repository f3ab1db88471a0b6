"""A conversation over a WebSocket (needs the extra `realtime`): an answer as it is spoken, then the end of the session."""

from openai_client import OpenAI, WebSocketConnectionClosedError

with OpenAI() as client, client.realtime.connect(model="gpt-realtime") as connection:
    connection.session.update(session={"type": "realtime", "output_modalities": ["text"]})
    connection.conversation.item.create(
        item={"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Say hello."}]}
    )
    connection.response.create()
    try:
        for event in connection:
            if event.type == "response.output_text.delta":
                print(event.delta, end="", flush=True)
            elif event.type == "error":
                print(f"\nrefused: {event.error.message}")
            elif event.type == "response.done":
                print(f"\n{event.response.status}")
                break
    except WebSocketConnectionClosedError as error:
        # What a new connection needs to know to go on from here.
        print(f"\nlost session {error.state and error.state.session_id} with code {error.close_code}")
