"""xAI: ask now, fetch the answer later."""

import time

from xai_client import XAI

with XAI() as client:
    started = client.chat.completions.create(
        model="grok-4", messages=[{"role": "user", "content": "Write a long story."}], deferred=True
    )
    request_id = str((started.model_extra or {}).get("request_id", ""))
    deadline = time.monotonic() + 600.0
    answer = None
    while answer is None and request_id and time.monotonic() < deadline:
        answer = client.chat.completions.retrieve_deferred(request_id)
        if answer is None:
            time.sleep(5.0)
    print(answer.choices[0].message.content if answer is not None else "no answer yet")
