"""Arguments for a method, made from the document, and answers for its request."""

from __future__ import annotations

import json
from typing import Any

from generator.contract.description import Described, Description
from generator.contract.drive import Sent
from generator.contract.explain import Explainer
from generator.contract.request_check import RequestCheck
from tests.operations.sampler import Sampler

FILE = ("name.txt", b"content of a file", "text/plain")
JSON = "application/json"
_EMPTY: dict[str, Any] = {}


class Calls:
    """Makes keyword arguments and answers for the methods of one document."""

    def __init__(self, description: Description) -> None:
        self._check = RequestCheck(description, Explainer(description.schemas))
        self.sampler = Sampler(description.schemas)
        self.operations = description.operations

    def problems(self, operation: str, sent: Sent) -> list[str]:
        """Every way in which a request breaks the document; [] is good."""
        return self._check.problems(self.operations[operation], sent)

    def arguments(self, method: dict[str, Any], *, full: bool) -> dict[str, Any]:
        """Values by Python name: the required ones, or all of them."""
        described = self.operations[method["operation"]]
        operation = described.data
        body = self._body(operation, method.get("content_type"), full=full)
        values: dict[str, Any] = {}
        for argument in method["arguments"]:
            name, wire, where = argument["name"], argument["wire"], argument["in"]
            if not (argument["required"] or full or where == "body"):
                continue  # a minimal body holds what it needs and nothing more
            if where == "whole":
                values[name] = b"whole body" if isinstance(body, str | bytes) else body
            elif where == "media":
                values[name] = FILE
            elif where == "body":
                if isinstance(body, dict) and wire in body:
                    values[name] = body[wire]
            elif not (name == "stream" and "event" in method):
                values[name] = self._parameter(described, where, wire)
        return values

    def _parameter(self, described: Described, where: str, wire: str) -> Any:
        for parameter in reversed(described.parameters):
            if parameter["name"] == wire and parameter["in"] == where:
                schema = parameter["schema"]
                pattern = schema.get("pattern")
                if pattern and where == "path":
                    return pattern.strip("^$").replace("[^/]+", "x1").replace(".*", "x1")
                return self.sampler.sample(schema)
        raise AssertionError(f"{described.id} has no parameter {wire} in {where}")

    def _body(self, operation: dict[str, Any], content_type: str | None, *, full: bool) -> Any:
        request = self.sampler.resolve(operation.get("requestBody"))
        if request is None or content_type is None:
            return None
        schema = request["content"].get(content_type, _EMPTY).get("schema", {})
        value = self.sampler.sample(schema, 3 if full else 0)
        if isinstance(value, dict):
            return {
                k: self._with_files(self._property(schema, k), v) for k, v in value.items() if k != "stream"
            }
        return value

    def _property(self, schema: Any, name: str) -> Any:
        schema = self.sampler.resolve(schema)
        found = schema.get("properties", {}).get(name)
        for word in ("allOf", "oneOf", "anyOf"):
            for branch in schema.get(word, []):
                found = found if found is not None else self._property(branch, name)
        return found

    def _with_files(self, schema: Any, value: Any) -> Any:
        schema = self.sampler.resolve(schema) if schema is not None else {}
        if schema.get("format") == "binary":
            return FILE
        if (
            isinstance(value, list)
            and self.sampler.resolve(schema.get("items", {})).get("format") == "binary"
        ):
            return [FILE for _ in value or [""]]
        for word in ("oneOf", "anyOf"):
            for branch in schema.get(word, []):
                changed = self._with_files(branch, value)
                if changed is not value:
                    return changed
        return value

    def answer(self, method: dict[str, Any], *, streamed: bool) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body that the document promises for the call."""
        described = self.operations[method["operation"]]
        operation = described.data
        status, response = next(
            (int(s), self.sampler.resolve(r)) for s, r in operation["responses"].items() if s.startswith("2")
        )
        content = response.get("content", {})
        if streamed:
            schema = content.get("text/event-stream", content.get(JSON, _EMPTY)).get("schema", {})
            event = self.sampler.sample(schema, 2)
            if isinstance(event, dict):
                event.pop("error", None)  # with it, an event is the end of a stream that failed
            frame = (
                f"event: {event['event']}\ndata: {json.dumps(event['data'])}\n\n"
                if _is_envelope(event)
                else ""
            )
            return (
                status,
                {"content-type": "text/event-stream"},
                (frame or f"data: {json.dumps(event)}\n\n").encode(),
            )
        if method["result"] in ("binary", "text") or JSON not in content:
            kind = next(iter(content), "application/octet-stream")
            return status, {"content-type": kind}, b"raw answer" if content else b""
        value = self.sampler.sample(content[JSON].get("schema", {}), 3)
        return status, {"content-type": JSON}, json.dumps(value).encode()


def _is_envelope(event: Any) -> bool:
    return isinstance(event, dict) and set(event) == {"event", "data"}
