"""Upload requests as a file, start a batch, and read its results when it is done."""

import json

from openai_client import OpenAI

with OpenAI() as client:
    lines = [
        {
            "custom_id": f"question-{number}",
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": question}]},
        }
        for number, question in enumerate(("One?", "Two?", "Three?"))
    ]
    content = "\n".join(json.dumps(line) for line in lines).encode()
    file = client.files.create(file=("questions.jsonl", content), purpose="batch")
    batch = client.batches.create(
        input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h"
    )
    print(f"{batch.id} is {batch.status}")

    if batch.output_file_id:
        with client.files.with_streaming_response.content(batch.output_file_id) as response:
            for line in response.iter_lines():
                print(line)

    for file in client.files.list(limit=2):
        print(file.id, file.filename)
