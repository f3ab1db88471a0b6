"""Example values for JSON Schemas, made deterministically and checked by jsonschema.

Knows nothing of the generator: it reads plain schemas with `$ref` into one document.
"""

from __future__ import annotations

from typing import Any

from generator.contract.schemas import Schemas


class Sampler:
    """`sample(schema)` gives a valid value; optional properties are filled down to `depth` levels."""

    def __init__(self, schemas: Schemas, depth: int = 3) -> None:
        self._schemas = schemas
        self.depth = depth
        self.valid = schemas.valid
        self.resolve = schemas.resolve

    def sample(self, schema: Any, depth: int | None = None) -> Any:
        """A value for the schema; raises ValueError where none is found."""
        depth = self.depth if depth is None else depth
        for value in self._candidates(schema, depth):
            if self.valid(schema, value):
                return value
        raise ValueError(f"no sample for {str(schema)[:200]}")

    def _candidates(self, schema: Any, depth: int) -> Any:
        yield self._build(schema, depth)
        yield self._build(schema, 0)
        yield from ("text", 1, 0.5, True, [], {}, None, "https://example.com/x")

    def _build(self, schema: Any, depth: int) -> Any:
        schema = self.resolve(schema)
        if not isinstance(schema, dict):
            return "anything"
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return next((v for v in schema["enum"] if v is not None), None)
        for word in ("oneOf", "anyOf"):
            if word in schema:
                return self._branch(schema, word, depth)
        if "allOf" in schema:
            return self._merged(schema, depth)
        return self._typed(schema, depth)

    def _branch(self, schema: dict[str, Any], word: str, depth: int) -> Any:
        rest = {k: v for k, v in schema.items() if k != word}
        fallback = None
        for branch in schema[word]:
            resolved = self.resolve(branch)
            if isinstance(resolved, dict) and resolved.get("type") == "null":
                continue
            if isinstance(resolved, dict) and set(resolved) == {"required"} and "properties" in rest:
                # A branch that only says what else must be there.
                branch = {**rest, "required": [*rest.get("required", []), *resolved["required"]]}
            value = self._build(branch, depth)
            if ("properties" in rest or "allOf" in rest) and set(resolved) != {"required"}:
                base = self._build(rest, depth)
                value = {**base, **value} if isinstance(base, dict) and isinstance(value, dict) else base
            if self.valid(schema, value):
                return value
            fallback = value if fallback is None else fallback
        return fallback

    def _merged(self, schema: dict[str, Any], depth: int) -> Any:
        rest = {k: v for k, v in schema.items() if k != "allOf"}
        parts = [self.resolve(part) for part in (*schema["allOf"], rest)]
        # A name may be required in one part and described in another, so plain objects are built as one.
        plain: dict[str, Any] = {"type": "object", "properties": {}, "required": []}
        values = []
        while parts:
            part = parts.pop(0)
            if "allOf" in part:
                parts += [self.resolve(inner) for inner in part["allOf"]]
                part = {k: v for k, v in part.items() if k != "allOf"}
            if "oneOf" in part or "anyOf" in part or part.get("type", "object") != "object":
                values.append(self._build(part, depth))
            else:
                plain["properties"].update(part.get("properties", {}))
                plain["required"] += part.get("required", [])
        if not all(isinstance(value, dict) for value in values):
            return values[0]
        return {k: v for value in (*values, self._object(plain, depth)) for k, v in value.items()}

    def _typed(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = next((k for k in kind if k != "null"), "null")
        if kind == "object" or (kind is None and ("properties" in schema or "required" in schema)):
            return self._object(schema, depth)
        if kind == "array":
            count = max(1 if depth > 0 else 0, int(schema.get("minItems", 0)))
            return [self._build(schema.get("items", {}), depth - 1) for _ in range(min(count, 300))]
        if kind in ("integer", "number"):
            return self._number(schema, kind)
        if kind == "boolean":
            return True
        if kind == "null":
            return None
        return self._string(schema)

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        required = schema.get("required", [])
        value = {
            name: self._build(sub, depth - 1)
            for name, sub in schema.get("properties", {}).items()
            if name in required or depth > 0
        }
        for name in required:
            value.setdefault(name, "text")
        extra = schema.get("additionalProperties")
        if depth > 0 and isinstance(extra, dict) and not value:
            value["key"] = self._build(extra, depth - 1)
        return value

    @staticmethod
    def _number(schema: dict[str, Any], kind: str) -> Any:
        low, high = schema.get("minimum"), schema.get("maximum")
        if "exclusiveMinimum" in schema:
            low = schema["exclusiveMinimum"] + (1 if kind == "integer" else 0.5)
        value = low if low is not None and low > 1 else 1
        if high is not None and value > high:
            value = high
        return int(value) if kind == "integer" else value

    @staticmethod
    def _string(schema: dict[str, Any]) -> str:
        known = {
            "date-time": "2026-01-02T03:04:05Z",
            "date": "2026-01-02",
            "uri": "https://example.com/x",
            "byte": "aGVsbG8=",
            "int64": "12",
            "uint64": "12",
            "google-duration": "3.5s",
        }
        text = known.get(schema.get("format", ""), "text")
        while len(text) < int(schema.get("minLength", 0)):
            text += "x"
        return text[: int(schema.get("maxLength", len(text)))]
