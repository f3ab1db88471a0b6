"""From deviations to an overlay: the smallest changes of a document that admit what servers really sent.

A proposal is for a person to review: few samples cannot tell a new member from a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.contract.branches import json_kind
from generator.contract.deviation import Deviation
from generator.contract.infer import schema_of
from generator.narrow import is_list, is_object
from generator.plan.identifiers import pascal

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MANY = 25
"""So many unknown members of one object are keys of a map."""


@dataclass(slots=True)
class Drift:
    """All deviations that one change admits, with the recordings that show them."""

    first: Deviation
    values: list[Any] = field(default_factory=list[Any])
    sources: dict[str, None] = field(default_factory=dict[str, None])
    count: int = 0

    @property
    def names(self) -> str:
        """`12 times in 3 recordings`."""
        recordings = f"{len(self.sources)} recording{'s' * (len(self.sources) != 1)}"
        return f"{self.count} time{'s' * (self.count != 1)} in {recordings}"


def gathered(found: Iterable[tuple[str, Deviation]]) -> list[Drift]:
    """Deviations by the change that admits them; each comes with the name of its recording."""
    drifts: dict[tuple[str, str, str], Drift] = {}
    for source, deviation in found:
        drift = drifts.setdefault(deviation.key, Drift(deviation))
        drift.values.append(deviation.value)
        drift.sources[source] = None
        drift.count += 1
    return list(drifts.values())


def json_path(tokens: Iterable[str | int]) -> str:
    """A JSONPath (RFC 9535) that selects one place."""
    text = "$"
    for token in tokens:
        if isinstance(token, int):
            text += f"[{token}]"
        elif _PLAIN.fullmatch(token):
            text += f".{token}"
        else:
            text += f"[{quoted(token)}]"
    return text


def quoted(text: str) -> str:
    """A string literal of JSONPath."""
    inner = "".join(f"\\u{ord(c):04x}" if ord(c) < 32 else "\\" + c if c in "\\'" else c for c in text)
    return f"'{inner}'"


class Proposals:
    """Overlay actions for drifts, against the data that overlays see (before normalisation)."""

    def __init__(self, basis: Mapping[str, Any]) -> None:
        self._basis = basis

    def actions(self, drifts: Iterable[Drift]) -> list[dict[str, Any]]:
        """One action for each place, those for members of one object together; drifts without a proposal are left out."""
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for drift in drifts:
            for action in self.of(drift):
                update = action.get("update")
                key = (action["target"], type(update).__name__)
                earlier = made.get(key)
                if earlier is None:
                    made[key] = action
                elif is_object(update):
                    earlier["update"] = {**earlier["update"], **update}
                    earlier["x-reason"] = _joined(earlier["x-reason"], action["x-reason"])
                elif is_list(update):
                    earlier["update"] = [
                        *earlier["update"],
                        *(v for v in update if v not in earlier["update"]),
                    ]
        return list(made.values())

    def of(self, drift: Drift) -> list[dict[str, Any]]:
        """The actions for one drift; [] when none is safe to propose."""
        make = getattr(self, f"_{drift.first.kind}", None)
        if make is None:
            return []
        reason = f"Observed traffic: {drift.first.message} ({drift.names})."
        return [_ordered(action, reason) for action in make(drift)]

    def _tokens(self, pointer: str) -> list[str | int] | None:
        """The tokens of a place in the basis; None when it has no such place.

        Normalisation wraps a nullable reference or union into a union with null: such a step is left out.
        """
        value: Any = self._basis
        tokens: list[str | int] = []
        steps = [t.replace("~1", "/").replace("~0", "~") for t in pointer.split("/")[1:]]
        position = 0
        while position < len(steps):
            step = steps[position]
            if is_list(value) and step.isdigit() and int(step) < len(value):
                tokens.append(int(step))
                value = value[int(step)]
            elif is_object(value) and step in value:
                tokens.append(step)
                value = value[step]
            elif is_object(value) and value.get("nullable") is True and step in ("anyOf", "oneOf"):
                position += 1
            else:
                return None
            position += 1
        return tokens

    def _value(self, tokens: Iterable[str | int]) -> Any:
        value: Any = self._basis
        for token in tokens:
            value = value[token]
        return value

    def _null(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.anchor or drift.first.pointer)
        if tokens:
            yield {"target": json_path(tokens), "update": {"nullable": True}}

    def _type(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.anchor or drift.first.pointer)
        if not tokens:
            return
        old = self._value(tokens)
        extra = schema_of(drift.values)
        for word in ("anyOf", "oneOf"):
            if is_list(old.get(word)):
                yield {"target": json_path([*tokens, word]), "update": [extra]}
                return
        if not isinstance(tokens[-1], str):
            return  # An alternative in a list: replacing it would move the others.
        yield {"target": json_path(tokens), "remove": True}
        yield {"target": json_path(tokens[:-1]), "update": {tokens[-1]: {"anyOf": [dict(old), extra]}}}

    def _enum(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.pointer)
        if not tokens:
            return
        old = self._value(tokens)
        values = list(dict.fromkeys(v for v in drift.values if isinstance(v, str | int | float | bool)))
        if is_list(old.get("enum")):
            yield {"target": json_path([*tokens, "enum"]), "update": values}
        elif "const" in old:
            yield {"target": json_path([*tokens, "const"]), "remove": True}
            yield {"target": json_path(tokens), "update": {"enum": [old["const"], *values]}}

    def _required(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.pointer)
        if tokens is not None and isinstance(self._value(tokens).get("required"), list):
            target = f"{json_path([*tokens, 'required'])}[?@ == {quoted(drift.first.name)}]"
            yield {"target": target, "remove": True}

    def _undocumented(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.pointer)
        if tokens is None:
            return
        member = {drift.first.name: schema_of(drift.values)}
        if isinstance(self._value(tokens).get("properties"), dict):
            yield {"target": json_path([*tokens, "properties"]), "update": member}
        else:
            yield {"target": json_path(tokens), "update": {"properties": member}}

    def _variant(self, drift: Drift) -> Iterator[dict[str, Any]]:
        """A new alternative: a schema of its own for what was seen."""
        tokens = self._tokens(drift.first.pointer)
        union = self._value(tokens) if tokens else None
        if not tokens or not is_list(union):
            return
        schema = schema_of(drift.values)
        tag = drift.first.name
        for name in ("type", "object", "role", "event"):
            if tag and tag in {v.get(name) for v in drift.values if is_object(v)}:
                schema.setdefault("properties", {})[name] = {"type": "string", "enum": [tag]}
                schema["required"] = [name]
        if not tag:
            yield {"target": json_path(tokens), "update": [schema]}
            return
        named = next((str(t) for t in reversed(tokens[:-1]) if isinstance(t, str) and t not in _STEPS), "")
        name = self._free(pascal(f"{named} {tag}"))
        yield {"target": "$.components.schemas", "update": {name: schema}}
        yield {"target": json_path(tokens), "update": [{"$ref": f"#/components/schemas/{name}"}]}

    def _free(self, name: str) -> str:
        taken = self._basis.get("components", {}).get("schemas", {})
        number = 2
        candidate = name
        while candidate in taken:
            candidate, number = f"{name}{number}", number + 1
        return candidate

    def _bound(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.pointer)
        if tokens is not None and drift.first.name in self._value(tokens):
            yield {"target": json_path([*tokens, drift.first.name]), "remove": True}

    def _parameter(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.pointer)
        if tokens is None:
            return
        kinds = {json_kind(v) for v in drift.values}
        schema = {"type": kinds.pop() if len(kinds) == 1 else "string"}
        parameter = {"name": drift.first.name, "in": "query", "schema": schema}
        if isinstance(self._value(tokens).get("parameters"), list):
            yield {"target": json_path([*tokens, "parameters"]), "update": [parameter]}
        else:
            yield {"target": json_path(tokens), "update": {"parameters": [parameter]}}

    def _status(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.pointer)
        if tokens is None:
            return
        described = self._value(tokens).get("responses", {})
        model = next((v for k, v in described.items() if str(k).startswith("2")), {"description": ""})
        yield {"target": json_path([*tokens, "responses"]), "update": {drift.first.name: model}}

    def _content(self, drift: Drift) -> Iterator[dict[str, Any]]:
        tokens = self._tokens(drift.first.pointer)
        if tokens is None or drift.first.side == "request" or not drift.first.name:
            return
        described = self._value(tokens)
        is_known = drift.first.name in described.get("content", {})
        if "$ref" in described or is_known or drift.first.name == "text/event-stream":
            return  # What came instead of what was asked for is no matter of the document.
        binary = {"schema": {"type": "string", "format": "binary"}}
        yield {"target": json_path(tokens), "update": {"content": {drift.first.name: binary}}}


_STEPS = frozenset({"properties", "items", "oneOf", "anyOf", "allOf", "schema", "schemas", "content"})


def _ordered(action: dict[str, Any], reason: str) -> dict[str, Any]:
    return {"target": action["target"], "x-reason": reason, **action}


def _joined(one: str, other: str) -> str:
    return one if other in one or len(one) > 200 else f"{one} {other}"


def overlay_text(title: str, actions: list[dict[str, Any]]) -> str:
    """An overlay document (Overlay 1.0.0, section 4.4.1)."""
    document = {"overlay": "1.0.0", "info": {"title": title, "version": "1.0.0"}, "actions": actions}
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=110)
