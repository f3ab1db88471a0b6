"""The document that a package was made from, as operations with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from generator.config import TargetConfig
from generator.contract.index import Index
from generator.contract.schemas import Schemas
from generator.diagnostics import Diagnostics
from generator.spec import apply_overlays, load_document
from generator.spec.document import Document

VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class Described:
    """One operation: `path` is the key under `paths`, `pointer` its place, `data` its object with resolved parts."""

    id: str
    verb: str
    path: str
    pointer: str
    data: dict[str, Any]
    parameters: tuple[dict[str, Any], ...]

    @property
    def route(self) -> str:
        """The path without the constant query that some keys carry (``/responses?beta=true``)."""
        return self.path.partition("?")[0]

    @property
    def constants(self) -> list[tuple[str, str]]:
        """That constant query, as pairs."""
        return parse_qsl(self.path.partition("?")[2], keep_blank_values=True)

    def named(self, place: str) -> dict[str, dict[str, Any]]:
        """The parameters in a place (query, path, ...) by name."""
        return {p["name"]: p for p in self.parameters if p["in"] == place}


class Description:
    """A document, its schemas, and its operations by id."""

    def __init__(self, document: Document, index: Index) -> None:
        self.document = document
        self.schemas = Schemas(document)
        self.discovery = document.format == "discovery"
        ids = {(m.verb.lower(), m.path): m.operation for m in index.methods}
        self.operations = {o.id: o for o in self._read(ids)}

    def _read(self, ids: dict[tuple[str, str], str]) -> Iterator[Described]:
        resolve = self.schemas.resolve
        for path, item in self.schemas.root.get("paths", {}).items():
            shared = [resolve(p) for p in resolve(item).get("parameters", [])]
            for verb in VERBS:
                operation = resolve(item).get(verb)
                if operation is None:
                    continue
                own = [
                    resolve(p)
                    for p in [
                        *operation.get("x-sdkgen-path-parameters", []),
                        *operation.get("parameters", []),
                    ]
                ]
                id = operation.get("operationId") or ids.get((verb, path))
                if id is not None:
                    pointer = f"/paths/{escape(path)}/{verb}"
                    yield Described(id, verb, path, pointer, operation, (*shared, *own))


def escape(token: str) -> str:
    """A token of a JSON pointer (RFC 6901 section 3)."""
    return token.replace("~", "~0").replace("/", "~1")


def read_description(
    config: TargetConfig, folder: Path, index: Index, diagnostics: Diagnostics, spec: Path | None = None
) -> Description:
    """The document of a target with its overlays; `spec` stands in for the configured one."""
    document = load_document(spec or folder / config.spec, diagnostics=diagnostics)
    overlays = [folder / overlay for overlay in config.overlays]
    document = apply_overlays(document, overlays, diagnostics=diagnostics, lenient=spec is not None)
    return Description(document, index)
