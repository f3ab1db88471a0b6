"""One question, three providers: the same shape of program for each."""

from gemini_client import Gemini, GeminiError
from openai_client import OpenAI, OpenAIError
from xai_client import XAI, XAIError

QUESTION = "Name one prime number."


def ask_openai() -> str | None:
    """The answer of OpenAI."""
    with OpenAI() as client:
        completion = client.chat.completions.create(
            model="gpt-4o-mini", messages=[{"role": "user", "content": QUESTION}]
        )
    return completion.choices[0].message.content


def ask_xai() -> str | None:
    """The answer of xAI."""
    with XAI() as client:
        completion = client.chat.completions.create(
            model="grok-4", messages=[{"role": "user", "content": QUESTION}]
        )
    return completion.choices[0].message.content


def ask_gemini() -> str | None:
    """The answer of Gemini."""
    with Gemini() as client:
        answer = client.models.generate_content(
            "gemini-2.5-flash", contents=[{"parts": [{"text": QUESTION}]}]
        )
    for candidate in answer.candidates or ():
        parts = candidate.content.parts if candidate.content else None
        return "".join(part.text or "" for part in parts or ())
    return None


for name, ask in (("OpenAI", ask_openai), ("xAI", ask_xai), ("Gemini", ask_gemini)):
    try:
        print(f"{name}: {ask()}")
    except (OpenAIError, XAIError, GeminiError) as error:
        print(f"{name}: {type(error).__name__}: {error}")
