"""Resources whose results are turned into something else on their way to the caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from .adhoc import stream_arguments

__all__ = ["converting", "undeprecated", "with_headers"]

R = TypeVar("R")


class ConvertingView:
    """A client for resources whose calls give what `convert` makes of their results.

    It works over clients, sync and async, and over their views for raw responses, where `parse()` converts.
    """

    def __init__(self, client: Any, convert: Callable[[Any], Any]) -> None:
        self._target = client
        self._convert = convert

    def __getattr__(self, name: str) -> Any:
        return getattr(self._target, name)

    def request(self, operation: Any, **arguments: Any) -> Any:
        """As the client's."""
        return self._target.request(operation, convert=self._convert, **arguments)

    def request_or_stream(self, operation: Any, *, stream: object, **arguments: Any) -> Any:
        """As the client's."""
        return self.request(stream_arguments(operation, stream, arguments), **arguments)


def converting(resource: R, convert: Callable[[Any], Any]) -> R:
    """The same resource, whose methods give `convert(result)`."""
    made: Any = type(resource)
    return cast("R", made(ConvertingView(cast("Any", resource)._client, convert)))


def undeprecated(method: Callable[..., Any]) -> Callable[..., Any]:
    """The bound method without the warning of its deprecation: the caller of a helper has been warned already."""
    bound: Any = method
    function = getattr(bound, "__func__", None)
    plain = getattr(function, "__wrapped__", None) if hasattr(function, "__deprecated__") else None
    return method if plain is None else cast("Callable[..., Any]", plain.__get__(bound.__self__))


def with_headers(arguments: Mapping[str, Any], **headers: str) -> dict[str, Any]:
    """Arguments of a method with further headers, where the caller has not set them."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {**arguments, "extra_headers": {**named, **(arguments.get("extra_headers") or {})}}
