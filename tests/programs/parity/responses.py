"""Responses: tools, typed events, agents and decisions."""

from __future__ import annotations

from openai_client import OpenAI
from openai_client.types.beta import Agent
from openai_client.types.responses import Response, ResponseInputParam, ToolParam
from openai_client.types.responses.response_output_text import AnnotationURLCitation

SEARCH: ToolParam = {"type": "web_search", "user_location": {"type": "approximate", "country": "NL"}}


def links(answer: Response) -> list[str]:
    """Addresses that an answer cites."""
    found: list[str] = []
    for item in answer.output:
        if item.type != "message":
            continue
        for part in item.content:
            if part.type == "output_text":
                found += [note.url for note in part.annotations if isinstance(note, AnnotationURLCitation)]
    return found


def ask(client: OpenAI, question: str) -> tuple[str, list[str]]:
    """The answer as text, and what it cites."""
    texts: ResponseInputParam = [{"role": "user", "content": question}]
    answer = client.responses.create(model="gpt-5", input=texts, tools=[SEARCH])
    return answer.output_text, links(answer)


def aloud(client: OpenAI, question: str) -> str:
    """The answer, gathered from events."""
    words = ""
    with client.responses.create(model="gpt-5", input=question, stream=True) as events:
        for event in events:
            if event.type == "response.output_text.delta":
                words += event.delta
            elif event.type == "response.completed":
                break
    return words


def agent(client: OpenAI, name: str) -> Agent:
    """Make an agent."""
    return client.beta.agents.create(model="gpt-5", name=name, metadata={"made": "here"})
