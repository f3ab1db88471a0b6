"""Events as they arrive; leaving the `with` gives the connection back, wherever reading stopped."""

from openai_client import OpenAI

with (
    OpenAI() as client,
    client.responses.create(model="gpt-4o-mini", input="Count to twenty.", stream=True) as stream,
):
    for event in stream:
        if event.type == "response.completed":
            print(f"\n{event.response.id} is complete")
        elif event.type == "response.output_text.delta":
            print(event.delta, end="", flush=True)
