"""Names of methods and sub-resources: attributes of resource classes and of the client."""

from __future__ import annotations

from generator.plan import identifiers, reserved

_EVERYWHERE = frozenset(
    [
        # Properties of every resource class.
        *("with_raw_response", "with_streaming_response"),
        # Names that class bodies use: a method of that name would hide them from the methods below it.
        *("builtins", "cached_property", "deprecated", "not_given", "omit", "overload", "property"),
        *("bool", "bytes", "date", "datetime", "float", "int", "object", "str"),
    ]
)
_CLIENT = frozenset(
    [
        # Attributes of the runtime's clients that the list of reserved words leaves out.
        *("default_headers", "default_query", "delete", "get", "is_closed", "patch", "post", "put"),
        *("auth_headers", "get_api_list", "platform_headers", "streamed_view", "user_agent"),
        # Arguments for credentials that no configuration names.
        *("access_token", "api_key", "basic_auth"),
    ]
)


def client_attributes() -> frozenset[str]:
    """What clients have by themselves: no constructor argument of a document's making may hide it."""
    return reserved.words("methods") | _CLIENT | _EVERYWHERE


def attribute_name(name: str, *, client: bool) -> str:
    """The attribute for a word of a document or configuration; taken names get a trailing underscore.

    The client has more attributes of its own (`copy`, `close`, `timeout`, ...) than a resource, where
    `files.copy` stays what it is.
    """
    text = identifiers.snake(name)
    if text in _EVERYWHERE or text in reserved.words("keys"):
        return f"{text}_"
    if client and (text in reserved.words("methods") or text in _CLIENT):
        return f"{text}_"
    return text
