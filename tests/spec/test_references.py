"""Nodes and references: pointers, anchors, other files, and what is never followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics, Severity
from generator.spec import Limits, Node, RefError, check_rules, load_document

from .helpers import HEAD, load, parse, write

SCHEMAS = HEAD + "paths: {}\ncomponents:\n  schemas:\n"


def schema(text: str, name: str = "A") -> Node:
    return parse(SCHEMAS + text).node(f"/components/schemas/{name}")


def test_nodes_know_their_place_and_compare_by_it() -> None:
    document = parse(HEAD + "paths:\n  /a/b:\n    get: {tags: [x, y]}\n")
    operation = document.root.child("paths", "/a/b", "get")
    assert operation.pointer == "/paths/~1a~1b/get"
    assert (operation.origin.file, operation.origin.line) == ("api.yaml", 5)
    assert [n.value for n in operation.child("tags").elements()] == ["x", "y"]
    assert [key for key, _ in operation.items()] == ["tags"]
    assert operation.get("gone") is None
    assert operation == document.node("/paths/~1a~1b/get")
    assert len({operation, document.node("/paths/~1a~1b/get")}) == 1
    with pytest.raises(KeyError):
        operation.child("tags", 2)
    with pytest.raises(KeyError):
        operation.child("tags", "x")


def test_chains_are_followed_to_a_value() -> None:
    text = "    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/C~1%7E0d'}\n"
    found = schema(text + "    'C/~d': {type: string}\n").resolve()
    assert found.value == {"type": "string"}
    assert found.id == "api.yaml#/components/schemas/C~1~0d"


def test_circles_dangling_and_long_chains_raise() -> None:
    circle = schema("    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n")
    with pytest.raises(RefError, match="circle"):
        circle.resolve()
    with pytest.raises(RefError, match="nothing"):
        schema("    A: {$ref: '#/components/schemas/Gone'}\n").resolve()
    long = "".join(f"    S{n}: {{$ref: '#/components/schemas/S{n + 1}'}}\n" for n in range(300))
    assert schema(long + "    S300: {type: string}\n", "S0").resolve().pointer.endswith("S300")


def test_anchors_and_ids() -> None:
    text = (
        "    A: {$ref: '#name'}\n"
        "    B: {$anchor: name, type: string}\n"
        "    C: {$dynamicRef: '#node'}\n"
        "    D: {$dynamicAnchor: node, type: integer}\n"
        "    E: {$ref: 'https://example.com/s/f'}\n"
        "    F: {$id: 'https://example.com/s/f', $defs: {X: {type: boolean}}, $ref: '#/$defs/X'}\n"
        "    G: {$id: 'https://example.com/s/g', items: {$ref: f}}\n"
    )
    document = parse(SCHEMAS + text)
    ends = {name: document.node(f"/components/schemas/{name}").resolve().value.get("type") for name in "ACEF"}
    assert ends == {"A": "string", "C": "integer", "E": "boolean", "F": "boolean"}
    assert document.node("/components/schemas/G/items").resolve().value == {"type": "boolean"}
    assert document.broken == ()


def test_recursive_references_lead_to_the_anchored_schema() -> None:
    found = schema("    A: {$recursiveAnchor: true, properties: {x: {items: {$recursiveRef: '#'}}}}\n")
    assert found.child("properties", "x", "items").resolve() == found
    assert "$recursiveAnchor" not in found.value


def test_self_names_the_document() -> None:
    text = "openapi: 3.2.0\n$self: https://example.com/api\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n"
    text += "    A: {$ref: 'https://example.com/api#/components/schemas/B'}\n    B: {type: string}\n"
    assert parse(text).node("/components/schemas/A").resolve().value == {"type": "string"}


def test_other_files_are_read_and_normalised(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "api/root.yaml": "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n"
            "  /a: {$ref: 'paths/a.yaml'}\ncomponents: {schemas: {P: {$ref: 'models.yaml#/Pet'}}}\n",
            "api/paths/a.yaml": "get:\n  responses:\n    200:\n      description: k\n      content:\n"
            "        application/json: {schema: {$ref: '../models.yaml#/Pet'}}\n",
            "api/models.yaml": "Pet: {type: object, properties: {n: {$ref: '#/Name'}}}\nName: {type: string, nullable: true}\n",
        },
    )
    document, diagnostics = load(path)
    assert list(diagnostics) == []
    item = document.root.child("paths", "/a").resolve()
    assert item.file == "paths/a.yaml"
    pet = item.child("get", "responses", "200", "content", "application/json", "schema").resolve()
    assert pet == document.node("/components/schemas/P").resolve()
    name = pet.child("properties", "n").resolve()
    assert name.value == {"type": ["string", "null"]}
    assert (name.origin.file, name.origin.line) == ("models.yaml", 2)


def test_whole_documents_are_read_with_what_they_refer_to(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "a.yaml": SCHEMAS + "    A: {$ref: 'b.yaml#/components/schemas/B'}\n",
            "b.yaml": SCHEMAS + "    B: {$ref: 'a.yaml#/components/schemas/C'}\n    X: {$ref: 'c.json'}\n",
            "c.json": '{"type": "string"}',
        },
    )
    document, _ = load(path)
    assert document.file_names == ("a.yaml", "b.yaml", "c.json")
    assert [b.message for b in document.broken] == ["'a.yaml#/components/schemas/C' leads to nothing"]


@pytest.mark.parametrize(
    "reference",
    [
        "https://example.com/x.yaml",
        "HTTP://127.0.0.1/x",
        "//example.com/x",
        "file:///etc/passwd",
        "file:x.yaml",
        "/etc/passwd",
        "C:/x.yaml",
        "../outside.yaml#/A",
        "%2e%2e/outside.yaml",
        "sub/../../outside.yaml",
        "..\\\\outside.yaml",
        "link.yaml",
        "linked/outside.yaml",
        "data:text/plain,x",
    ],
)
def test_addresses_that_are_never_followed(tmp_path: Path, reference: str) -> None:
    (tmp_path / "outside.yaml").write_text("A: {description: SECRET}\n")
    path = write(tmp_path, {"in/api.yaml": SCHEMAS + f'    A: {{$ref: "{reference}"}}\n'})
    (tmp_path / "in/link.yaml").symlink_to(tmp_path / "outside.yaml")
    (tmp_path / "in/linked").symlink_to(tmp_path)
    document, diagnostics = load(path)
    check_rules(document, diagnostics)
    assert [(d.code, d.severity) for d in diagnostics] == [("SDK211", Severity.FATAL)]
    assert "SECRET" not in str(list(diagnostics))
    assert next(iter(diagnostics)).origin.line == 6


def test_the_folder_can_be_widened(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"in/api.yaml": SCHEMAS + "    A: {$ref: '../out.yaml#/B'}\n", "out.yaml": "B: {type: string}\n"},
    )
    document, _ = load(path, ref_root=tmp_path)
    assert document.node("/components/schemas/A").resolve().value == {"type": "string"}


def test_missing_files_are_dangling_and_missing_examples_only_noted(tmp_path: Path) -> None:
    text = HEAD + (
        "paths: {}\ncomponents:\n  schemas: {A: {$ref: gone.yaml}}\n"
        "  examples: {E: {$ref: ./examples/gone.json}}\n"
    )
    document, diagnostics = load(write(tmp_path, {"api.yaml": text}))
    check_rules(document, diagnostics)
    assert sorted((d.code, d.severity.label) for d in diagnostics) == [
        ("SDK210", "error"),
        ("SDK213", "note"),
    ]


def test_a_name_too_long_for_any_file_leads_nowhere(tmp_path: Path) -> None:
    document, diagnostics = load(write(tmp_path, {"api.yaml": SCHEMAS + f"    A: {{$ref: {'a' * 5000}}}\n"}))
    check_rules(document, diagnostics)
    assert [d.code for d in diagnostics] == ["SDK210"]


def test_broken_files_are_refused_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, {"api.yaml": SCHEMAS + "    A: {$ref: b.yaml}\n", "b.yaml": "a: [\n"})
    diagnostics = Diagnostics()
    with pytest.raises(Exception, match="not valid YAML"):
        load_document(path, diagnostics=diagnostics, name="api.yaml")
    assert next(iter(diagnostics)).origin.file == "b.yaml"


def test_the_number_of_files_is_bounded(tmp_path: Path) -> None:
    files = {"api.yaml": SCHEMAS + "    A: {$ref: f0.yaml}\n"}
    files |= {f"f{n}.yaml": f"{{items: {{$ref: f{n + 1}.yaml}}}}" for n in range(9)}
    document, _ = load(write(tmp_path, files), limits=Limits(files=4))
    assert len(document.file_names) == 4
    assert "more than 4 files" in document.broken[0].message


def test_schemas_outside_the_usual_places_are_normalised_too() -> None:
    text = (
        HEAD
        + "paths: {}\ncomponents: {schemas: {A: {$ref: '#/x-types/T'}}}\nx-types: {T: {type: string, nullable: true}}\n"
    )
    assert parse(text).node("/components/schemas/A").resolve().value == {"type": ["string", "null"]}


def test_references_through_a_schema_that_became_a_union_still_lead_somewhere() -> None:
    text = (
        "    A: {nullable: true, allOf: [{$ref: '#/components/schemas/B'}, {properties: {x: {type: string}}}]}\n"
        "    B: {type: object}\n    C: {$ref: '#/components/schemas/A/allOf/1/properties/x'}\n"
    )
    assert schema(text, "C").resolve().value == {"type": "string"}
