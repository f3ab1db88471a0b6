"""A conversation over a WebSocket (needs the extra `realtime`): an answer as it is spoken, then the end of the session."""

from openai_client import OpenAI, WebSocketConnectionClosedError

with OpenAI() as client, client.realtime.connect(model="gpt-realtime") as connection:
    connection.session.update(session={"type": "realtime", "output_modalities": ["text"]})
    question = "Say hello."
    connection.conversation.item.create(
        item={"role": "user", "content": [{"text": question, "type": "input_text"}], "type": "message"}
    )
    connection.response.create()
    try:
        for event in connection:
            match event.type:
                case "response.output_text.delta":
                    print(event.delta, end="", flush=True)
                case "error":
                    print(f"\nrefused: {event.error.message}")
                case "response.done":
                    print(f"\n{event.response.status}")
                    break
    except WebSocketConnectionClosedError as error:
        # What a new connection needs to know to go on from here.
        print(f"\nlost session {error.state and error.state.session_id} with code {error.close_code}")
