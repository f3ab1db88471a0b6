"""The client behind a package that is used like one: made when first needed, and again when its settings change."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["SharedClient"]


class SharedClient:
    """One client for all calls through the package.  `settings`: attributes of the package that are its arguments."""

    def __init__(self, make: Callable[..., Any], package: str, settings: Iterable[str]) -> None:
        self._make = make
        self._package = package
        self._settings = tuple(settings)
        self._lock = threading.RLock()
        self._client: Any = None
        self._made_with: dict[str, Any] = {}

    def client(self) -> Any:
        """The client for the present settings.  Connections are kept unless `http_client` itself was changed."""
        module = vars(sys.modules[self._package])
        # A setting that was never looked at has its default; None means the same but for `timeout`.
        values = {name: module[name] for name in self._settings if name in module}
        values = {name: value for name, value in values.items() if value is not None or name == "timeout"}
        with self._lock:
            if self._client is None or values != self._made_with:
                made = self._make(**values)
                old = self._client
                if old is not None and old._pool.custom is made._pool.custom:
                    made._pool = old._pool
                self._client, self._made_with = made, values
            return self._client

    def reset(self) -> None:
        """Forget the client; the next call makes another."""
        with self._lock:
            self._client, self._made_with = None, {}

    def resource(self, name: str) -> Any:
        """A stand-in for a resource of the client, whatever the client will be."""
        return _Resource(self, name)


class _Resource:
    """Looks up everything in the resource of the present client."""

    def __init__(self, shared: SharedClient, name: str) -> None:
        self._shared = shared
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(self._shared.client(), self._name), name)

    def __dir__(self) -> Iterable[str]:
        return dir(getattr(self._shared.client(), self._name))

    def __repr__(self) -> str:
        return f"<{self._name} of the package's own client>"
