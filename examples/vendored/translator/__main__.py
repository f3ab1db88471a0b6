"""`python -m translator WORDS...`: the words in French."""

import sys

from ._vendor.xai import XAI, APIConnectionError, RateLimitError


def main() -> int:
    """Translate the command line; 1 when the server cannot be asked."""
    words = " ".join(sys.argv[1:]) or "Good morning"
    try:
        with XAI(max_retries=1) as client:
            completion = client.chat.completions.create(
                model="grok-4",
                messages=[
                    {"role": "system", "content": "Translate to French. Answer with the translation only."},
                    {"role": "user", "content": words},
                ],
            )
    except (APIConnectionError, RateLimitError) as error:
        print(f"not now: {error}", file=sys.stderr)
        return 1
    print(completion.choices[0].message.content)
    return 0


sys.exit(main())
