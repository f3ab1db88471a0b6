"""Answers as values of types: parsing, function tools, streams with helpers."""

from __future__ import annotations

import openai_client
from openai_client import AsyncOpenAI, LengthFinishReasonError, OpenAI
from openai_client.types.chat import ParsedChatCompletion
from openai_client.types.responses import ParsedResponse
from pydantic import BaseModel


class Weather(BaseModel):
    """What the sky does."""

    city: str
    degrees: float


def chat(client: OpenAI, question: str) -> Weather | None:
    """The answer as a value; None when it was cut off."""
    try:
        answer: ParsedChatCompletion[Weather] = client.chat.completions.parse(
            model="gpt-5", messages=[{"role": "user", "content": question}], response_format=Weather
        )
    except LengthFinishReasonError as error:
        print(error.completion.id)
        return None
    return answer.choices[0].message.parsed


def response(client: OpenAI, question: str) -> Weather | None:
    """The same of the responses API."""
    answer: ParsedResponse[Weather] = client.responses.parse(
        model="gpt-5", input=question, text_format=Weather
    )
    return answer.output_parsed


def tools(client: OpenAI, question: str) -> list[object]:
    """Arguments of the calls that the model wants to make."""
    answer = client.chat.completions.parse(
        model="gpt-5",
        messages=[{"role": "user", "content": question}],
        tools=[openai_client.pydantic_function_tool(Weather)],
    )
    calls = answer.choices[0].message.tool_calls or []
    return [call.function.parsed_arguments for call in calls]


def streamed(client: OpenAI, question: str) -> Weather | None:
    """The answer as it grows, and its value at the end."""
    with client.chat.completions.stream(
        model="gpt-5", messages=[{"role": "user", "content": question}], response_format=Weather
    ) as events:
        for event in events:
            if event.type == "content.delta":
                print(event.delta, event.snapshot)
        return events.get_final_completion().choices[0].message.parsed


async def streamed_response(client: AsyncOpenAI, question: str) -> Weather | None:
    """The same of the responses API."""
    async with client.responses.stream(model="gpt-5", input=question, text_format=Weather) as events:
        async for event in events:
            if event.type == "response.output_text.delta":
                print(event.snapshot, event.delta)
        return (await events.get_final_response()).output_parsed
