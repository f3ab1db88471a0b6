"""Chat completions: requests as plain data, answers and chunks by their types."""

from __future__ import annotations

from openai_client import AsyncOpenAI, OpenAI, RateLimitError
from openai_client.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam
from openai_client.types.chat.chat_completion import Choice
from openai_client.types.chat.chat_completion_chunk import ChoiceDelta


def first_choice(answer: ChatCompletion) -> Choice:
    """The first of the answer's choices."""
    return answer.choices[0]


def ask(client: OpenAI, question: str) -> str:
    """Ask one question."""
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": question}]},
    ]
    answer = client.chat.completions.create(model="gpt-5", messages=messages, temperature=0.5)
    return first_choice(answer).message.content or ""


def delta_text(chunk: ChatCompletionChunk) -> str:
    """What a chunk adds."""
    delta: ChoiceDelta | None = chunk.choices[0].delta if chunk.choices else None
    return (delta.content or "") if delta else ""


async def ask_slowly(client: AsyncOpenAI, question: str) -> str:
    """Ask one question and gather the answer as it arrives."""
    stream = await client.chat.completions.create(
        model="gpt-5", messages=[{"role": "user", "content": question}], stream=True
    )
    return "".join([delta_text(chunk) async for chunk in stream])


def patient(client: OpenAI, question: str) -> str | None:
    """Ask, or say nothing when there were too many questions."""
    try:
        return ask(client.with_options(max_retries=0), question)
    except RateLimitError as error:
        print(error.status_code, error.request_id, error.code)
        return None
