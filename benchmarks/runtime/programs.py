"""Whole programs, the same for each client: what starting costs, and what type checkers read."""

from __future__ import annotations

__all__ = ["PROGRAMS", "typed"]

_START = {
    "openai_client": "import sys; from openai_client import OpenAI as C\n",
    "openai": "import sys; from openai import OpenAI as C\n",
}
_CLIENT = "c = C(api_key='k', base_url=f'http://127.0.0.1:{sys.argv[1]}/v1')\n"
_CREATE = "c.chat.completions.create(model='m', messages=[{'role': 'user', 'content': 'x'}]"
_TOUCH = """
from functools import cached_property
def touch(value, depth=0):
    for name in dir(type(value)):
        if isinstance(getattr(type(value), name, None), (cached_property, property)) and not name.startswith(('_', 'with')):
            inner = getattr(value, name)
            if depth < 4 and 'resources' in type(inner).__module__:
                touch(inner, depth + 1)
touch(c)
"""
_GEMINI = {
    "gemini_client": "import sys; from gemini_client import Gemini\n"
    "m = Gemini(api_key='k', base_url=f'http://127.0.0.1:{sys.argv[1]}').models\n"
    "w = {'model': 'g', 'contents': [{'role': 'user', 'parts': [{'text': 'x'}]}]}\n",
    "google": "import sys; from google import genai\n"
    "c = genai.Client(api_key='k', http_options={'base_url': f'http://127.0.0.1:{sys.argv[1]}'})\n"
    "m = c.models; w = {'model': 'g', 'contents': 'x'}\n",
}
_FLOOR = (
    "import sys, json, httpx2\n"
    "httpx2.post(f'http://127.0.0.1:{sys.argv[1]}/v1/chat/completions', json={'model': 'm', 'messages': []}).json()"
)
PROGRAMS = {
    "import": {
        "openai_client": "import openai_client; openai_client.OpenAI",
        "openai": "import openai; openai.OpenAI",
        "gemini_client": "import gemini_client; gemini_client.Gemini",
        "google": "from google import genai; genai.Client",
        "floor": "pass",
    },
    "first answer": {
        **{name: f"{start}{_CLIENT}{_CREATE})" for name, start in _START.items()},
        **{name: f"{start}m.generate_content(**w)" for name, start in _GEMINI.items()},
        "floor": _FLOOR,
    },
    "first token": {
        **{name: f"{start}{_CLIENT}next(iter({_CREATE}, stream=True)))" for name, start in _START.items()},
        "gemini_client": f"{_GEMINI['gemini_client']}next(iter(m.stream_generate_content(**w)))",
        "google": f"{_GEMINI['google']}next(iter(m.generate_content_stream(**w)))",
    },
    "all resources": {name: f"{start}{_CLIENT}{_TOUCH}{_CREATE})" for name, start in _START.items()},
}
"""Python by what is measured and by client; the port of the server is the argument."""

_TYPED = """
from typing import assert_type
{imports}
client = OpenAI()
answer = client.chat.completions.create(model="m", messages=[{{"role": "user", "content": "x"}}])
assert_type(answer, ChatCompletion)
print(answer.choices[0].message.content)
for event in client.chat.completions.create(model="m", messages=[{{"role": "user", "content": "x"}}], stream=True):
    print(event.choices[0].delta.content)
response = client.responses.create(model="m", input="x")
assert_type(response.output_text, str)
print(response.output_text)
for page in client.models.list():
    print(page.id)
print(client.embeddings.create(model="m", input="x").data[0].embedding)
"""
_BARE = """
import httpx2, pydantic
class Answer(pydantic.BaseModel):
    text: str
with httpx2.Client() as client:
    print(Answer.model_validate_json(client.get("x").content).text)
"""


def typed(client: str) -> str:
    """A program for type checkers, which also holds them to having found the types; `floor` is the libraries alone."""
    if client == "floor":
        return _BARE
    return _TYPED.format(
        imports=f"from {client} import OpenAI\nfrom {client}.types.chat import ChatCompletion"
    )
