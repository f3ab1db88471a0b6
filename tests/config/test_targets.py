"""The configurations that are committed: readable, and true to the document beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.config import ResourceConfig, TargetConfig
from generator.config_reader import discover_targets, read_config
from generator.diagnostics import Diagnostics
from generator.pipeline import Job, read
from generator.progress import Progress

ROOT = Path(__file__).parents[2]
TARGETS = discover_targets(ROOT)
HTTP_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


@cache
def config_of(target: str) -> TargetConfig:
    diagnostics = Diagnostics()
    config = read_config(TARGETS[target], diagnostics)
    assert list(diagnostics) == []
    return config


def operation_ids(node: Any) -> Iterator[str]:
    """Every `operationId` below a node of a document or of an overlay."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "operationId" and isinstance(value, str):
                yield value
            else:
                yield from operation_ids(value)
    elif isinstance(node, list):
        for value in node:
            yield from operation_ids(value)


def resources(resource: ResourceConfig, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ResourceConfig]]:
    """All resources in file order, the root last, each with its dotted path."""
    for name, child in resource.resources.items():
        yield from resources(child, (*path, name))
    yield ".".join(path), resource


def resolves(document: Any, pointer: str) -> bool:
    """Whether a JSON pointer (RFC 6901) leads somewhere, following references on the way."""
    node = document
    for token in pointer.removeprefix("#").split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list):
            node = node[int(token)] if int(token) < len(node) else None
        else:
            node = node.get(token) if isinstance(node, dict) else None
        if node is None:
            return False
    return True


@pytest.mark.parametrize("target", TARGETS)
def test_every_committed_configuration_is_clean(target: str) -> None:
    config = config_of(target)
    assert config.target == target
    assert config.package.name


@pytest.fixture(scope="module")
def openai() -> tuple[TargetConfig, Any, set[str]]:
    """Configuration, document with its overlays, and the operation ids of both."""
    config = config_of("openai")
    folder = TARGETS["openai"].parent
    document = read(Job(config, folder / config.spec, folder, words="none"), Diagnostics(), Progress()).raw
    return config, document, set(operation_ids(document["paths"]))


OpenAI = tuple[TargetConfig, Any, set[str]]


def methods(config: TargetConfig) -> Mapping[str, str]:
    """Dotted method path to operation id."""
    return {
        f"{path}.{name}": operation
        for path, resource in resources(config.root)
        for name, operation in resource.methods.items()
    }


def test_every_operation_has_a_method_and_every_method_an_operation(openai: OpenAI) -> None:
    config, _, known = openai
    assert set(methods(config).values()) == known


def test_settings_name_operations_or_methods(openai: OpenAI) -> None:
    config, _, known = openai
    assert config.operations.keys() <= known | methods(config).keys()


def test_types_name_schemas_of_the_document(openai: OpenAI) -> None:
    config, document, _ = openai
    schemas = document["components"]["schemas"]
    wanted = {
        target
        for _, resource in resources(config.root)
        for target in (
            *resource.types.values(),
            *resource.params.values(),
            *(place for inside in resource.inner.values() for place in inside.values()),
        )
    }
    wanted.update(
        op.streaming.event for op in config.operations.values() if op.streaming and op.streaming.event
    )
    names = {target for target in wanted if not target.startswith("#")}
    assert names <= schemas.keys()
    assert [target for target in wanted - names if not resolves(document, target)] == []


def test_a_name_is_used_once_in_a_folder(openai: OpenAI) -> None:
    config, _, _ = openai
    for path, resource in resources(config.root):
        shared = resource.types.keys() & resource.params.keys()
        assert not shared, path


def test_names_of_parameter_types_are_distinct_in_their_folder(openai: OpenAI) -> None:
    config, _, _ = openai
    tree = dict(resources(config.root))
    places: dict[str, str] = {}
    for path, operation in methods(config).items():
        places.setdefault(operation, path)
    found: Counter[tuple[str, str]] = Counter()
    for operation, path in places.items():
        settings = config.operations.get(operation)
        if settings is not None and settings.params_name:
            resource = path.rpartition(".")[0]
            folder = resource if tree[resource].own_types else resource.rpartition(".")[0]
            found[folder, settings.params_name] += 1
            assert settings.params_name not in {*tree[folder].types, *tree[folder].params}
    assert max(found.values()) == 1


def test_parameters_that_are_renamed_or_positional_exist(openai: OpenAI) -> None:
    config, document, _ = openai
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method not in HTTP_METHODS:
                continue
            settings = config.operations.get(operation["operationId"])
            if settings is None:
                continue
            names = {parameter["name"] for parameter in operation.get("parameters", [])}
            assert settings.rename.keys() <= names, path
            assert set(settings.positional or ()) <= names, path


def test_schemes_and_pages(openai: OpenAI) -> None:
    config, document, _ = openai
    assert config.client.auth.keys() == document["components"]["securitySchemes"].keys()
    assert list(config.pages) == ["CursorPage", "ConversationCursorPage", "NextCursorPage", "TokenPage", "Page"]
