"""Every schema of the three targets gets a value that an independent validator accepts, on both sides."""

from __future__ import annotations

import jsonschema_rs
import pytest

from generator.samples import Flavour, Sampler
from tests.samples.documents import TARGETS, target_document

AMBIGUOUS = {
    # Both branches of `template` admit nearly every message: no small value fits only one of them.
    "openai": {"CreateEvalCompletionsRunDataSource"},
}


@pytest.mark.parametrize("name", TARGETS)
def test_components(name: str) -> None:
    """Ordinary and boundary values are valid, the others at least come out."""
    document = target_document(name)
    registry = jsonschema_rs.Registry([("urn:d", document.raw)])
    sampler = Sampler(document)
    refused: set[str] = set()
    for component, node in document.root.child("components", "schemas").items():
        validator = jsonschema_rs.Draft202012Validator({"$ref": f"urn:d#{node.pointer}"}, registry=registry)
        for flavour in Flavour:
            value = sampler.value(node, flavour=flavour, depth=2)
            if flavour.conforms and not validator.is_valid(value):
                refused.add(component)
        if not validator.is_valid(sampler.value(node, side="request", depth=2)):
            refused.add(component)
    assert refused <= AMBIGUOUS.get(name, set())
