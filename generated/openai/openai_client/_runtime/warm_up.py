"""Load everything at start-up, for servers that must not import inside a request."""

from __future__ import annotations

import contextlib
import pkgutil
from importlib import import_module
from typing import Any

from .locate import locate, root_package
from .operation import Operation, StreamOperation

__all__ = ["warm_up"]

_LATER = (
    "array",
    "asyncio",
    "base64",
    "email.utils",
    "httpx2",
    "inspect",
    "mimetypes",
    "pathlib",
    "random",
    "ssl",
    "uuid",
)
"""What the runtime imports where it is needed."""


def warm_up(*, validators: bool = True) -> None:
    """Import the whole package, its HTTP library and its models; with `validators`, build those of every result."""
    from . import parse, results

    package = import_module(root_package())
    runtime = __name__.rpartition(".")[0]
    for name in _LATER:
        import_module(name)
    for part in pkgutil.walk_packages(import_module(runtime).__path__, runtime + "."):
        if part.name.startswith(runtime + ".testing"):
            continue  # For tests, not for servers.
        # What needs a library that is not installed is nothing that a call could need.
        with contextlib.suppress(ImportError):
            import_module(part.name)
    modules: list[Any] = []
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not found.name.startswith((runtime, package.__name__ + ".lib", package.__name__ + ".testing")):
            modules.append(import_module(found.name))
    spaces: list[dict[str, Any]] = [vars(module) for module in modules]
    values = [value for space in spaces for value in space.values()]
    operations: set[Any] = {value for value in values if isinstance(value, Operation)}
    for operation in operations if validators else ():
        if operation.page is not None:
            for prefix in ("Sync", "Async"):
                results._page_decoder(prefix, operation.page, operation.response)
        elif operation.response is not None:
            parse.decoder_at(operation.response)
        if operation.restore is not None:
            locate(operation.restore)
        if isinstance(operation, StreamOperation) and operation.event is not None:
            parse.decoder_at(operation.event)
