"""Gemini: an answer as a stream, and the vectors of a few texts."""

from gemini_client import Gemini

with Gemini() as client:
    for part in client.models.stream_generate_content(
        "gemini-2.5-flash", contents=[{"role": "user", "parts": [{"text": "Why is the sky blue?"}]}]
    ):
        for candidate in part.candidates or ():
            for piece in (candidate.content.parts or ()) if candidate.content else ():
                print(piece.text or "", end="", flush=True)
    print()

    embedding = client.models.embed_content(
        "gemini-embedding-001", content={"parts": [{"text": "A sentence."}]}, output_dimensionality=8
    )
    print(embedding.embedding.values if embedding.embedding else None)
