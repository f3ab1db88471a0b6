"""Logging: the level that the environment asks for, and a filter that keeps credentials out of records."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, cast

from typing_extensions import override

from ..locate import locate
from ..logs import configure, is_secret_header, logger

__all__ = ["SENSITIVE_HEADERS", "SensitiveHeadersFilter", "logger", "setup_logging"]

SENSITIVE_HEADERS = frozenset({"api-key", "authorization"})
"""Always hidden; so is every header whose name says that it carries a key, a token or a secret."""


def setup_logging() -> None:
    """Set the level of the package's logger to what its environment variable says."""
    definition = locate("_client:_DEFINITION")
    configure(definition.log_env, definition.logger)


class SensitiveHeadersFilter(logging.Filter):
    """Hides credentials in records whose arguments are a mapping with `headers`."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record's arguments where needed; every record passes."""
        arguments: Any = record.args
        if isinstance(arguments, Mapping):
            headers: Any = cast("Mapping[str, Any]", arguments).get("headers")
            if isinstance(headers, Mapping):
                pairs = cast("Mapping[str, object]", headers).items()
                hidden = {name: "<redacted>" if _is_secret(name) else value for name, value in pairs}
                record.args = {**cast("Mapping[str, Any]", arguments), "headers": hidden}
        return True


def _is_secret(name: object) -> bool:
    return isinstance(name, str) and (name.lower() in SENSITIVE_HEADERS or is_secret_header(name))
