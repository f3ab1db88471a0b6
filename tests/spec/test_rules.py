"""Each rule: a document that breaks it, and what is said."""

from __future__ import annotations

import time

import pytest

from generator.diagnostics import Diagnostics, Severity
from generator.spec import emit_findings, validate, validate_data
from generator.spec.rules.patterns import compile_problem

from .helpers import HEAD, parse, rules

PATHS = HEAD + "paths:\n"
OK = "responses: {'200': {description: k}}"


def in_schema(text: str) -> list[tuple[str, str, str]]:
    found = rules(
        HEAD
        + "paths: {}\ncomponents:\n  schemas:\n    B: {type: object, properties: {t: {}}}\n    A: "
        + text
        + "\n"
    )
    prefix = "/components/schemas/A"
    return [(code, severity, pointer.removeprefix(prefix)) for code, severity, pointer in found]


@pytest.mark.parametrize(
    ("text", "code", "severity", "pointer"),
    [
        ("{type: strin}", "SDK240", "error", "/type"),
        ("{type: []}", "SDK240", "error", "/type"),
        ("{type: [string, 3]}", "SDK240", "error", "/type"),
        ("{type: null}", "SDK240", "error", "/type"),
        ("{enum: []}", "SDK241", "error", "/enum"),
        ("{enum: a}", "SDK241", "error", "/enum"),
        ("{enum: [a, b, a]}", "SDK241", "note", "/enum/2"),
        ("{type: integer, enum: [1, b]}", "SDK241", "warning", "/enum/1"),
        ("{type: object, required: [a, b], properties: {a: {}}}", "SDK242", "warning", "/required"),
        ("{required: true}", "SDK242", "fatal", "/required"),
        ("{required: 'a'}", "SDK242", "fatal", "/required"),
        ("{required: [1]}", "SDK242", "error", "/required"),
        ("{properties: {a: {required: true}}}", "SDK242", "error", "/properties/a/required"),
        ("{type: string, default: 1}", "SDK243", "warning", "/default"),
        ("{type: boolean, default: 0}", "SDK243", "warning", "/default"),
        ("{enum: [a], default: b}", "SDK243", "warning", "/default"),
        ("{const: 1, default: true}", "SDK243", "warning", "/default"),
        ("{anyOf: [{type: string}, {type: integer}], default: null}", "SDK243", "warning", "/default"),
        ("{$ref: '#/components/schemas/B', default: x}", "SDK243", "warning", "/default"),
        ("{discriminator: {}}", "SDK244", "error", "/discriminator"),
        (
            "{discriminator: {propertyName: z}, oneOf: [{$ref: '#/components/schemas/B'}]}",
            "SDK244",
            "warning",
            "/oneOf/0",
        ),
        (
            "{discriminator: {propertyName: t, mapping: {a: Gone}}, oneOf: [{$ref: '#/components/schemas/B'}]}",
            "SDK244",
            "error",
            "/discriminator/mapping/a",
        ),
        ("{minLength: -1}", "SDK245", "warning", "/minLength"),
        ("{maxItems: 1.5}", "SDK245", "warning", "/maxItems"),
        ("{minimum: '1'}", "SDK245", "warning", "/minimum"),
        ("{multipleOf: 0}", "SDK245", "warning", "/multipleOf"),
        ("{minimum: 2, maximum: 1}", "SDK245", "warning", "/minimum"),
        ("{pattern: '('}", "SDK246", "note", "/pattern"),
        ("{pattern: 3}", "SDK246", "warning", "/pattern"),
        ("{exclusiveMinimum: true}", "SDK230", "warning", ""),
        ("{$ref: '#/components/schemas/Gone'}", "SDK210", "error", "/$ref"),
        ("{$ref: '#/components/schemas/A'}", "SDK212", "error", "/$ref"),
        ("text", "SDK202", "error", ""),
        ("{properties: []}", "SDK202", "error", "/properties"),
        ("{allOf: {}}", "SDK202", "error", "/allOf"),
    ],
)
def test_rules_for_schemas(text: str, code: str, severity: str, pointer: str) -> None:
    assert in_schema(text) == [(code, severity, pointer)]


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "{}",
        "{type: [string, 'null'], default: null}",
        "{type: number, default: 1}",
        "{type: integer, default: 1.0}",
        "{anyOf: [{type: string}, {type: 'null'}], default: null}",
        "{$ref: '#/components/schemas/B', default: {}}",
        "{allOf: [{required: [x], properties: {y: {}}}, {properties: {x: {}}}]}",
        "{type: object, required: [x]}",
        "{properties: {required: {type: string}, enum: {}, type: {}, $ref: {}, default: {type: integer}}}",
        "{discriminator: {propertyName: t, mapping: {a: B, b: '#/components/schemas/B'}}, anyOf: [{$ref: '#/components/schemas/B'}]}",
        "{example: {$ref: gone, type: 3}, default: {$ref: gone}, const: {$ref: gone}, x-a: {$ref: gone}}",
        "{allOf: [{$ref: '#/components/schemas/A'}], default: 1}",
    ],
)
def test_sound_schemas_are_passed_over(text: str) -> None:
    assert in_schema(text) == []


@pytest.mark.parametrize(
    ("paths", "code", "severity", "pointer"),
    [
        ("  a: {get: {%s}}", "SDK221", "error", "/paths/a"),
        ("  /a{: {get: {%s}}", "SDK221", "error", "/paths/~1a{"),
        ("  /a{}: {get: {%s}}", "SDK221", "error", "/paths/~1a{}"),
        ("  /{x}: {get: {%s}}", "SDK222", "error", "/paths/~1{x}/get"),
        (
            "  /a: {get: {parameters: [{name: x, in: path, required: true, schema: {}}], %s}}",
            "SDK222",
            "warning",
            "/paths/~1a/get",
        ),
        (
            "  /a: {get: {parameters: [{name: x, in: query, schema: {}}, {name: x, in: query, schema: {}}], %s}}",
            "SDK222",
            "error",
            "/paths/~1a/get/parameters/1",
        ),
        (
            "  /a: {get: {parameters: [{in: query, schema: {}}], %s}}",
            "SDK223",
            "error",
            "/paths/~1a/get/parameters/0",
        ),
        (
            "  /a: {get: {parameters: [{name: x, in: body, schema: {}}], %s}}",
            "SDK223",
            "error",
            "/paths/~1a/get/parameters/0/in",
        ),
        (
            "  /a: {get: {parameters: [{name: x, in: query}], %s}}",
            "SDK223",
            "warning",
            "/paths/~1a/get/parameters/0",
        ),
        (
            "  /{x}: {parameters: [{name: x, in: path, schema: {}}], get: {%s}}",
            "SDK223",
            "warning",
            "/paths/~1{x}/parameters/0",
        ),
        ("  /a: {get: {operationId: a}}", "SDK224", "warning", "/paths/~1a/get"),
        (
            "  /a: {get: {responses: {2xx: {description: k}}}}",
            "SDK224",
            "error",
            "/paths/~1a/get/responses/2xx",
        ),
        (
            "  /a: {get: {requestBody: {content: {json: {}}}, %s}}",
            "SDK225",
            "error",
            "/paths/~1a/get/requestBody/content/json",
        ),
        ("  /a: {get: {security: [{key: []}], %s}}", "SDK226", "error", "/paths/~1a/get/security/0/key"),
        ("  /a: {get: {security: {}, %s}}", "SDK226", "error", "/paths/~1a/get/security"),
        (
            "  /a: {get: {operationId: x, %s}, put: {operationId: x, %s}}",
            "SDK220",
            "error",
            "/paths/~1a/put/operationId",
        ),
        ("  /a: {get: {operationId: 3, %s}}", "SDK220", "error", "/paths/~1a/get/operationId"),
        ("  /a: [1]", "SDK202", "error", "/paths/~1a"),
        ("  /a: {get: [1]}", "SDK202", "error", "/paths/~1a/get"),
    ],
)
def test_rules_for_operations(paths: str, code: str, severity: str, pointer: str) -> None:
    assert rules(PATHS + paths.replace("%s", OK) + "\n") == [(code, severity, pointer)]


def test_security_schemes_need_a_known_type() -> None:
    text = (
        HEAD
        + "components: {securitySchemes: {a: {type: basic}, b: {type: http, scheme: basic}}}\nsecurity: [{b: []}]\n"
    )
    assert rules(text) == [("SDK226", "error", "/components/securitySchemes/a/type")]


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("openapi: 3.1.0\npaths: {}", "/info"),
        ("openapi: 3.1.0\ninfo: {version: '1'}\npaths: {}", "/info/title"),
        ("openapi: 3.1.0\ninfo: {title: 1, version: '1'}\npaths: {}", "/info/title"),
        (HEAD, "/paths"),
        (HEAD + "paths: []", "/paths"),
        (HEAD + "components: x", "/components"),
    ],
)
def test_documents_without_usable_meaning_are_fatal(text: str, pointer: str) -> None:
    assert ("SDK201", "fatal", pointer) in rules(text)


def test_an_empty_title_is_odd_but_usable() -> None:
    text = "openapi: 3.1.0\ninfo: {title: ' ', version: '1'}\npaths: {}"
    assert rules(text) == [("SDK201", "warning", "/info/title")]


def test_how_grave_a_dangling_reference_is_can_be_chosen() -> None:
    text = HEAD + "components: {schemas: {A: {$ref: '#/gone'}}}\n"
    assert rules(text) == [("SDK210", "error", "/components/schemas/A/$ref")]
    assert rules(text, grave=Severity.FATAL) == [("SDK210", "fatal", "/components/schemas/A/$ref")]


@pytest.mark.parametrize(
    "schema",
    [
        "5",
        "{properties: []}",
        "{type: 7}",
        "{enum: a}",
        "{$ref: 5}",
        "{items: [1]}",
        "{required: [1]}",
        "{allOf: x}",
    ],
)
def test_values_of_the_wrong_kind_are_as_grave_as_references_without_target(schema: str) -> None:
    found = rules(HEAD + f"components: {{schemas: {{A: {schema}}}}}\n", grave=Severity.FATAL)
    assert [severity for _, severity, _ in found] == ["fatal"]


@pytest.mark.parametrize("schema", ["{properties: null}", "{allOf: {type: string}}", "{type: text}"])
def test_what_is_understood_stays_an_error_in_one_place(schema: str) -> None:
    found = rules(HEAD + f"components: {{schemas: {{A: {schema}}}}}\n", grave=Severity.FATAL)
    assert [severity for _, severity, _ in found] == ["error"]


def test_documents_may_consist_of_webhooks() -> None:
    assert rules(HEAD + "webhooks: {w: {post: {}}}\n") == []


def test_catastrophic_patterns_are_compiled_and_never_run() -> None:
    assert compile_problem("^(a+)+$") is None
    assert compile_problem("a" * 6000) is not None
    text = (
        HEAD
        + "paths: {}\ncomponents: {schemas: {A: {type: string, pattern: '^(a+)+$', default: "
        + "a" * 60
        + "!}}}\n"
    )
    start = time.monotonic()
    validate(parse(text), diagnostics=Diagnostics())
    assert time.monotonic() - start < 5


def test_compositions_that_grow_exponentially_are_looked_at_once() -> None:
    schemas = "".join(
        f"    S{n}: {{allOf: [{{$ref: '#/components/schemas/S{n + 1}'}}, {{$ref: '#/components/schemas/S{n + 1}'}}], default: 1}}\n"
        for n in range(40)
    )
    document = parse(HEAD + "paths: {}\ncomponents:\n  schemas:\n" + schemas + "    S40: {type: integer}\n")
    start = time.monotonic()
    validate(document, diagnostics=Diagnostics())
    assert time.monotonic() - start < 5


def test_findings_of_the_library_have_places_and_are_not_repeated() -> None:
    text = HEAD + (
        "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: k\n"
        "          content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}\n"
        "components:\n  schemas:\n    A:\n      properties:\n        a: {required: [x, x]}\n        b: {type: strin}\n"
    )
    document = parse(text)
    findings = validate_data(document.raw)
    diagnostics = Diagnostics()
    emit_findings(findings, document, diagnostics)
    assert [(d.code, d.origin.pointer, d.origin.line) for d in diagnostics if d.code == "SDK204"] in (
        [("SDK204", "/components/schemas/A/properties/a/required", 14)],
        [],  # the library stops at the first fault of a schema
    )
    assert [d.code for d in diagnostics if d.code == "SDK240"] == ["SDK240"]
    alone = parse(text.replace("strin}", "string}"))
    diagnostics = Diagnostics()
    emit_findings(validate_data(alone.raw), alone, diagnostics)
    assert [(d.code, d.origin.pointer) for d in diagnostics] == [
        ("SDK204", "/components/schemas/A/properties/a/required")
    ]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_sound_documents_of_every_version_pass(version: str) -> None:
    text = (
        f"openapi: {version}\n"
        + HEAD.partition("\n")[2]
        + (
            "paths:\n  /a/{x}:\n    get:\n      operationId: a\n      parameters:\n"
            "        - {name: x, in: path, required: true, schema: {type: string}}\n"
            "      responses:\n        200: {description: k, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}\n"
            "components: {schemas: {A: {type: object, properties: {n: {type: string, default: x}}}}}\n"
        )
    )
    if version.startswith("3.0"):
        text = text.replace("default: x", "nullable: true, default: null")
    diagnostics = Diagnostics()
    validate(parse(text), diagnostics=diagnostics)
    assert [str(d) for d in diagnostics] == []


@pytest.mark.parametrize(
    "data", [{}, {"openapi": 3}, {"openapi": "3.1.0", "paths": 5, "components": [1], "tags": 3}]
)
def test_the_library_never_raises(data: dict[str, object]) -> None:
    assert validate_data(data)
