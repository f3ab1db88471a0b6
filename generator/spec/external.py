"""openapi-spec-validator on a normalised document, in a form that can run in another process.

The library is given a copy that is safe to work on: it fetches nothing, executes no pattern and compares no default
with its schema (all of which it would do); the rules of `generator.spec.rules` cover these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.narrow import Data
from generator.spec import pointers, references
from generator.spec.plain_schemas import Proofs
from generator.spec.structure import KINDS

_MAX_FINDINGS = 300
_MAX_TEXT = 240
_LEFT_OUT = frozenset(
    {"pattern", "patternProperties", "$id", "$schema", "$anchor", "$dynamicAnchor", "default"}
)
"""Keywords of schemas that make the library run patterns, look for other documents or compare defaults."""

_PLACEHOLDERS: Mapping[str, dict[str, Any]] = {
    "parameter": {"name": "x", "in": "query", "schema": {}},
    "header": {"schema": {}},
    "response": {"description": "", "content": {}},
    "requestBody": {"content": {}},
    "securityScheme": {"type": "mutualTLS"},
    "link": {"operationId": "x"},
}
"""Valid objects that stand where a reference leads to nothing or to another file; `{}` for other kinds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of the library: what it says, and the tokens of the place, as far as it gives them."""

    message: str
    tokens: tuple[str, ...]
    crashed: bool = False
    """True when the library itself failed; the message says how."""


def validate_data(data: Mapping[str, Any]) -> list[Finding]:
    """All remarks about a normalised document.

    Takes and returns plain data, so that it can run in a worker process (some seconds for a large document).
    Never raises.
    """
    found: dict[Finding, None] = {}
    try:
        prepared = _Preparation(dict(data)).result()
        for finding in _findings(prepared):
            found.setdefault(finding)
            if len(found) >= _MAX_FINDINGS:
                break
    except Exception as error:
        # A fault of the library, on input that it never thought of, must not end the run.
        found.setdefault(Finding(_text(f"{type(error).__name__}: {error}"), (), crashed=True))
    return list(found)


def unproved(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document with `true` in the place of component schemas that are well-formed beyond doubt.

    The library finds the same in it: it never looks into such a schema, and what leads into one is replaced anyway.
    """
    components: Data = data.get("components")
    schemas: Data = components.get("schemas") if isinstance(components, dict) else None
    if not isinstance(components, dict) or not isinstance(schemas, dict):
        return data
    proofs = Proofs(_LEFT_OUT)
    left = {name: True if proofs.holds(schema) else schema for name, schema in schemas.items()}
    return {**data, "components": {**components, "schemas": left}}


def _findings(data: dict[str, Any]) -> Iterator[Finding]:
    """Run the library and translate its errors."""
    from generator.spec.external_validator import innermost, place_of, validator_for

    for error in validator_for(data).iter_errors():
        if type(error).__name__ in (
            "ExtraParametersError",
            "UnresolvableParameterError",
            "DuplicateOperationIDError",
        ):
            continue  # rules of ours, which know the place
        inner = innermost(error)
        yield Finding(_text(inner.message), tuple(_real(data, place_of(error) + tuple(inner.absolute_path))))


def _text(message: str) -> str:
    """One line of bounded length."""
    flat = " ".join(message.split())
    return flat if len(flat) <= _MAX_TEXT else flat[: _MAX_TEXT - 3] + "..."


def _real(data: dict[str, Any], steps: tuple[Any, ...]) -> Iterator[str]:
    """The tokens of a place that the library reached through references, without the references."""
    value: Data = data
    tokens: list[str] = []
    for step in steps:
        token = str(step)
        while isinstance(value, dict) and token not in value and isinstance(value.get("$ref"), str):
            tokens = list(pointers.split(references.split(value["$ref"])[1]))
            value = pointers.lookup(data, tokens)
        tokens.append(token)
        try:
            value = pointers.lookup(value, (token,))
        except KeyError:
            value = None
    yield from tokens


class _Preparation:
    """Copies a document, leaving out what the library must not see."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def result(self) -> dict[str, Any]:
        """The safe copy."""
        copy: dict[str, Any] = self._object("openapi", self.data)
        copy.pop("jsonSchemaDialect", None)
        copy.pop("$self", None)
        return copy

    def _object(self, kind: str, value: Data) -> Any:
        if not isinstance(value, dict):
            return value
        reference = value.get("$ref")
        if "$ref" in value and not (isinstance(reference, str) and self._leads(reference)):
            return _PLACEHOLDERS.get(kind, {})
        if kind == "callback":
            return {key: self._object("pathItem", item) for key, item in value.items()}
        fields = KINDS[kind]
        copy: dict[str, Any] = {}
        for key, member in value.items():
            field = fields.get(key)
            if kind == "schema" and key in _LEFT_OUT:
                continue
            copy[key] = member if field is None else self._member(field[0], field[1], member)
        return copy

    def _member(self, shape: str, kind: str, member: Data) -> Any:
        if shape == "map" and isinstance(member, dict):
            return {key: self._object(kind, item) for key, item in member.items()}
        if shape == "list" and isinstance(member, list):
            return [self._object(kind, item) for item in member]
        return self._object(kind, member) if shape == "one" else member

    def _leads(self, reference: str) -> bool:
        """Whether a reference leads to a value of this document in at most a few steps."""
        for _ in range(64):
            address, fragment = references.split(reference)
            if address or (fragment and not fragment.startswith("/")):
                return False
            try:
                value: Data = pointers.lookup(self.data, pointers.split(fragment))
            except KeyError:
                return False
            following = value.get("$ref") if isinstance(value, dict) else None
            if not isinstance(following, str):
                return isinstance(value, dict | bool)
            reference = following
        return False
