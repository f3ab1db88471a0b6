"""Many questions at once, never more than eight under way, and one failure does not stop the others."""

import asyncio

from openai_client import AsyncOpenAI, OpenAIError

QUESTIONS = [f"What is {number} squared?" for number in range(20)]


async def main() -> None:
    """Ask all, and print the answers in the order of the questions."""
    limit = asyncio.Semaphore(8)

    async with AsyncOpenAI(max_retries=3, timeout=30.0) as client:

        async def ask(question: str) -> str | None:
            async with limit:
                completion = await client.chat.completions.create(
                    model="gpt-4o-mini", messages=[{"role": "user", "content": question}]
                )
            return completion.choices[0].message.content

        answers = await asyncio.gather(*map(ask, QUESTIONS), return_exceptions=True)
    for question, answer in zip(QUESTIONS, answers, strict=True):
        if isinstance(answer, OpenAIError):
            print(f"{question} failed: {answer}")
        elif isinstance(answer, BaseException):
            raise answer
        else:
            print(f"{question} {answer}")


asyncio.run(main())
