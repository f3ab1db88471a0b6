"""A conversation: the answer of each turn becomes part of the next question."""

from openai_client import OpenAI
from openai_client.types.chat import ChatCompletionMessageParam

with OpenAI() as client:
    messages: list[ChatCompletionMessageParam] = [{"role": "system", "content": "Answer in one sentence."}]
    for question in ("What is a glacier?", "Where is the largest one?"):
        messages.append({"role": "user", "content": question})
        completion = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
        answer = completion.choices[0].message.content or ""
        messages.append({"role": "assistant", "content": answer})
        print(f"> {question}\n{answer}")
        if completion.usage is not None:
            print(f"({completion.usage.total_tokens} tokens)")
