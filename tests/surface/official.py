"""The provider's own package as facts: its methods, their parameters, and what they send.

Everything is seen from outside: attributes of a client, signatures, and the requests that reach a transport which
answers nothing.  `python -m tests.surface.official` writes the facts to `methods.tsv`.
"""

from __future__ import annotations

import functools
import inspect
import re
import warnings
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import httpx2

from tests.surface.samples import hints, sample

FACTS = Path(__file__).parent / "methods.tsv"
TRANSPORT = {"extra_headers", "extra_query", "extra_body", "timeout", "idempotency_key"}
"""Parameters that are about sending and stand on every method, or on some only."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method: where it is, its parameters by kind, and the request that it sends ("" for helpers)."""

    resource: str
    name: str
    http: str
    path: str
    positional: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def key(self) -> str:
        """The dotted path on a client."""
        return f"{self.resource}.{self.name}"


def parameters(function: Any) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Names of the parameters that go by position, and of those by keyword that must and may be given."""
    every = [p for p in inspect.signature(function).parameters.values() if p.name not in {"self", *TRANSPORT}]
    keywords = [p for p in every if p.kind is p.KEYWORD_ONLY]
    return (
        tuple(p.name for p in every if p.kind is p.POSITIONAL_OR_KEYWORD),
        tuple(sorted(p.name for p in keywords if p.default is p.empty)),
        tuple(sorted(p.name for p in keywords if p.default is not p.empty)),
    )


def bound_methods(client: Any) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Resource path, name and bound method of every public method below a client of either package."""
    for path, resource in _resources(client, ()):
        for name, member in inspect.getmembers(type(resource), callable):
            if not name.startswith("_") and inspect.isfunction(inspect.unwrap(member)):
                yield path, name, getattr(resource, name)


def _resources(place: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, member in inspect.getmembers(type(place)):
        if name.startswith(("_", "with_")) or not isinstance(member, functools.cached_property | property):
            continue
        child = getattr(place, name, None)
        if hasattr(child, "with_raw_response"):
            yield (*path, name), child
            yield from _resources(child, (*path, name))


def collect() -> list[Method]:
    """Every method of the installed package."""
    import openai

    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(500, json={})

    http = httpx2.Client(transport=httpx2.MockTransport(answer))
    client = openai.OpenAI(
        api_key="key", admin_api_key="key", base_url="http://x/v1", max_retries=0, http_client=http
    )
    found: list[Method] = []
    for path, name, method in bound_methods(client):
        seen.clear()
        arguments = parameters(method)
        _call(method, arguments[0])
        verb, target = _request(seen[0]) if len(seen) == 1 else ("", "")
        found.append(Method(".".join(path), name, verb, target, *arguments))
    return sorted(found, key=lambda each: each.key)


def _call(method: Any, positional: tuple[str, ...]) -> None:
    """Call a method with a value for every argument; what it raises does not matter."""
    function = inspect.unwrap(method.__func__)
    by_position = {name: f"MARK{name}" for name in positional}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            annotations = hints(function)
            keywords = {
                p.name: (
                    f"MARK{p.name}"
                    if annotations[p.name] is str and p.default is p.empty
                    else sample(annotations[p.name])
                )
                for p in inspect.signature(function).parameters.values()
                if p.kind is p.KEYWORD_ONLY and p.name not in {*TRANSPORT, "stream", "stream_format"}
            }
            method(**by_position, **keywords)
        except Exception:  # the transport answers with an error, and helpers want more than samples
            return


def _request(request: httpx2.Request) -> tuple[str, str]:
    path = re.sub(r"MARK(\w+)", r"{\1}", request.url.path.removeprefix("/v1"))
    return request.method, f"{path}?beta=true" if "beta" in request.url.params else path


def read() -> list[Method]:
    """The facts that are committed."""
    rows = [line.split("\t") for line in FACTS.read_text().splitlines()[1:]]
    found: list[Method] = []
    for resource, name, http, path, positional, required, optional in rows:
        by_kind = (tuple(positional.split()), tuple(required.split()), tuple(optional.split()))
        found.append(Method(resource, name, http, path, *by_kind))
    return found


def write() -> None:
    """Write the facts of the installed package."""
    lines = ["\t".join(item.name for item in fields(Method))]
    for method in collect():
        cells = (cell if isinstance(cell, str) else " ".join(cell) for cell in astuple(method))
        lines.append("\t".join(cells))
    FACTS.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    write()
