"""A function that the model may call: its arguments come as JSON, its result goes back as a message."""

import json

from openai_client import OpenAI
from openai_client.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam


def temperature(city: str) -> float:
    """Degrees Celsius; here, always the same."""
    return 21.5 if city else 0.0


tools: list[ChatCompletionToolParam] = [
    {
        "type": "function",
        "function": {
            "name": "temperature",
            "description": "The temperature in a city, in degrees Celsius.",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}},
                "required": ["city"],
                "additionalProperties": False,
            },
        },
    }
]
messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": "How warm is it in Lima?"}]

with OpenAI() as client:
    first = client.chat.completions.create(model="gpt-4o-mini", messages=messages, tools=tools)
    calls = [call for call in first.choices[0].message.tool_calls or () if call.type == "function"]
    messages.append(
        {
            "role": "assistant",
            "tool_calls": [
                {
                    "id": call.id,
                    "type": "function",
                    "function": {"name": call.function.name, "arguments": call.function.arguments},
                }
                for call in calls
            ],
        }
    )
    for call in calls:
        try:
            result = str(temperature(**json.loads(call.function.arguments)))
        except (ValueError, TypeError) as problem:  # models do not always write what the schema asks for
            result = f"The arguments cannot be used: {problem}"
        print(f"{call.function.name}({call.function.arguments}) = {result}")
        messages.append({"role": "tool", "tool_call_id": call.id, "content": result})
    if calls:
        second = client.chat.completions.create(model="gpt-4o-mini", messages=messages, tools=tools)
        print(second.choices[0].message.content)
