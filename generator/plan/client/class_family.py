"""The classes that belong together: a resource (or client), its async twin, and the views of both."""

from __future__ import annotations

WRAPPERS = (
    ("{}WithRawResponse", False, "raw", "with the raw HTTP response in hand"),
    ("Async{}WithRawResponse", True, "async_raw", "with the raw HTTP response in hand"),
    ("{}WithStreamingResponse", False, "streamed", "with bodies that are read as they arrive"),
    ("Async{}WithStreamingResponse", True, "async_streamed", "with bodies that are read as they arrive"),
)
"""Wrapper classes of a class: pattern of the name, whether for the async class, wrapping function, words."""


def class_names(name: str) -> tuple[str, ...]:
    """All classes that are printed for a resource class."""
    return (name, f"Async{name}", *(pattern.format(name) for pattern, *_ in WRAPPERS))
