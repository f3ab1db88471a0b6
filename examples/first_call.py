"""One answer at once, one as a stream.

Runs against any server that speaks the protocol; without a key, against the recordings beside this file:

    sdkgen replay examples/recordings --env OPENAI_BASE_URL -- python examples/first_call.py
"""

from openai_client import OpenAI

with OpenAI(api_key="not-needed-here") as client:
    completion = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": "Say hello in French."}],
    )
    print(completion.choices[0].message.content)

    stream = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": "Count to three."}],
        stream=True,
    )
    for chunk in stream:
        print(chunk.choices[0].delta.content, end="", flush=True)
    print()
