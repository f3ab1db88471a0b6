"""The generated package under test: its clients over any transport, and its types by locator."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.contract.index import Index, Method, read_index
from generator.diagnostics import UsageError

CREDENTIAL = "contract-test-key"
"""What stands where a key would: no request leaves the process."""


@dataclass(frozen=True)
class Package:
    """An imported package and its index."""

    index: Index
    module: ModuleType

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """Constructor arguments for every credential."""
        definition: Any = import_module(f"{self.index.package}._client")._DEFINITION
        return {scheme.argument: CREDENTIAL for scheme in definition.schemes}

    def sync_client(self, http: Any, base_url: str) -> Any:
        """A sync client that sends through `http` and does not try again."""
        return self.module.Client(**self.arguments, http_client=http, base_url=base_url, max_retries=0)

    def async_client(self, http: Any, base_url: str) -> Any:
        """An async client that sends through `http` and does not try again."""
        return self.module.AsyncClient(**self.arguments, http_client=http, base_url=base_url, max_retries=0)

    def bound(self, client: Any, method: Method) -> Any:
        """The method of a client."""
        for name in method.resource:
            client = getattr(client, name)
        return getattr(client, method.name)

    def constant_query(self, client: Any, method: Method) -> dict[str, str]:
        """The query parameters that a method always sends."""
        function = self.bound(client, method).__func__
        names = [f"_{method.name.rstrip('_').upper()}"]
        operation: Any = next((function.__globals__[n] for n in names if n in function.__globals__), None)
        return dict(operation.query) if operation is not None else {}

    def runtime(self, name: str) -> Any:
        """A module of the package's runtime."""
        return import_module(f"{self.index.package}._runtime.{name}")

    def decoder(self, method: Method, *, streamed: bool) -> Any:
        """The decoder of the method's result, or of one of its events; None where the result is not decoded."""
        locator = (method.event or method.type) if streamed else method.type
        if streamed:
            return None if locator is None else self.runtime("parse").decoder_at(locator)
        if method.page is not None:
            return self.runtime("results")._page_decoder("Sync", method.page, locator)
        return None if locator is None else self.runtime("parse").decoder_at(locator)

    def annotation(self, method: Method, *, streamed: bool) -> Any:
        """The type of the method's result, or of one of its events; None where the package names none."""
        locator = (method.event or method.type) if streamed else method.type
        if not streamed and method.page is not None:
            return self.runtime("pages").page_class("Sync" + method.page, locator)
        return None if locator is None else self.runtime("locate").locate(locator)


def load_package(folder: Path) -> Package:
    """Import the package of a distribution.  Raises UsageError when it, or what it needs, cannot be imported."""
    index = read_index(folder)
    place = str(folder.resolve())
    if place not in sys.path:
        sys.path.insert(0, place)
    loaded = sys.modules.get(index.package)
    origin = getattr(loaded, "__file__", None)
    if origin is not None and not Path(origin).resolve().is_relative_to(folder.resolve()):
        for name in [n for n in sys.modules if n == index.package or n.startswith(index.package + ".")]:
            del sys.modules[name]
    try:
        import_module("httpx2")
        return Package(index, import_module(index.package))
    except ImportError as problem:
        raise UsageError(
            f"cannot import {index.package} from {folder}: {problem}"
            " (pip install 'llm-sdk-generator[contract]' brings what packages need)"
        ) from None
