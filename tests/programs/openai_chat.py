"""A chat completion with every field that the reference page of the API shows.

Type-checked with mypy --strict and pyright strict, and run by tests/generated/test_programs.py.
"""

from __future__ import annotations

from openai_client import OpenAI
from openai_client.types.chat import ChatCompletion


def ask(client: OpenAI) -> ChatCompletion:
    """Send all of it."""
    return client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "developer", "name": "ada", "content": "Be brief."}],
        audio={"format": "wav", "voice": "ash"},
        frequency_penalty=0,
        function_call="none",
        functions=[{"name": "look_up", "parameters": {}, "description": "Finds a word."}],
        logit_bias=None,
        logprobs=False,
        max_completion_tokens=123,
        max_tokens=123,
        metadata={},
        modalities=["text"],
        n=1,
        parallel_tool_calls=True,
        prediction={"content": "Perhaps.", "type": "content"},
        presence_penalty=0,
        reasoning_effort="medium",
        response_format={"type": "text"},
        seed=0,
        service_tier="auto",
        stop="\n",
        store=False,
        stream=False,
        stream_options=None,
        temperature=1,
        tool_choice="none",
        tools=[
            {
                "function": {
                    "strict": False,
                    "parameters": {},
                    "name": "look_up",
                    "description": "Finds a word.",
                },
                "type": "function",
            }
        ],
        top_logprobs=10,
        top_p=1,
        user="user-1234",
        web_search_options={
            "search_context_size": "medium",
            "user_location": {
                "approximate": {
                    "timezone": "Europe/Paris",
                    "region": "Normandie",
                    "country": "FR",
                    "city": "Caen",
                },
                "type": "approximate",
            },
        },
    )


def words(completion: ChatCompletion) -> list[str]:
    """What the model said, and which functions it wants called."""
    found: list[str] = []
    for choice in completion.choices:
        if choice.message.content is not None:
            found.append(choice.message.content)
        for call in choice.message.tool_calls or []:
            if call.type == "function":
                found.append(call.function.name)
    return found
