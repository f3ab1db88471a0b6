"""Small configuration files in, frozen data or findings out."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from generator.codes import CODES
from generator.config import OptionConfig, PageConfig, TargetConfig
from generator.config_reader import discover_targets, read_config
from generator.diagnostics import Diagnostic, Diagnostics, InputError, Severity


def write(folder: Path, text: str) -> Path:
    """A configuration file in `folder`."""
    path = folder / "sdk.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path


def good(folder: Path, text: str) -> TargetConfig:
    """The configuration of a text without problems."""
    diagnostics = Diagnostics()
    config = read_config(write(folder, text), diagnostics)
    assert list(diagnostics) == []
    return config


def problems(folder: Path, text: str) -> list[Diagnostic]:
    """What is found in a text with problems, without the closing SDK800."""
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        read_config(write(folder, text), diagnostics)
    found = list(diagnostics)
    assert {item.code for item in found} <= CODES.keys()
    assert found[-1].severity is Severity.FATAL
    return [item for item in found if item.code != "SDK800"]


def test_an_empty_mapping_is_all_defaults(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    assert good(folder, "{}") == TargetConfig(target="acme")


def test_the_form_mirrors_the_dataclasses(tmp_path: Path) -> None:
    config = good(
        tmp_path,
        """
        target: acme
        spec: openapi.yaml
        overlays: fixes.overlay.yaml
        package: {name: acme_client, distribution: acme-client}
        client:
          name: Acme
          base_url: https://api.acme.test/v1
          timeout: 30
          auth:
            Key: {argument: api_key, env: ACME_KEY}
          options:
            - {name: team, env: [ACME_TEAM, TEAM], header: Acme-Team}
        wire: {query_arrays: brackets}
        pages:
          Cursor: {kind: cursor, items: data, cursor_param: after, last_item_field: id, infer: true}
        types: {Error: ErrorSchema}
        resources:
          chat:
            class_name: Talk
            types: {Answer: AnswerSchema}
            params: {QuestionParam: Question}
            resources:
              rooms:
                methods: {on: switchOn, list: listRooms}
        operations:
          listRooms: {page: Cursor, positional: [room_id], headers: {Acme-Beta: rooms=v2}}
          switchOn: {streaming: {event: Event, switch: stream, terminator: "[DONE]"}, binary: false}
        acronyms: [AI]
        enums: closed
        """,
    )
    assert config.overlays == ("fixes.overlay.yaml",)
    assert config.client.timeout == 30.0
    assert config.client.auth["Key"].env == ("ACME_KEY",)
    assert config.client.options == (OptionConfig("team", ("ACME_TEAM", "TEAM"), "Acme-Team"),)
    assert config.pages["Cursor"] == PageConfig("cursor", "data", "after", None, "id", None, infer=True)
    assert config.root.types == {"Error": "ErrorSchema"}
    chat = config.root.resources["chat"]
    assert (chat.class_name, chat.types, chat.params) == (
        "Talk",
        {"Answer": "AnswerSchema"},
        {"QuestionParam": "Question"},
    )
    assert list(chat.resources["rooms"].methods.items()) == [("on", "switchOn"), ("list", "listRooms")]
    assert config.operations["listRooms"].headers == {"Acme-Beta": "rooms=v2"}
    streaming = config.operations["switchOn"].streaming
    assert streaming is not None
    assert (streaming.event, streaming.switch_value, streaming.terminator) == ("Event", True, "[DONE]")
    assert config.operations["switchOn"].binary is False
    assert config.enums == "closed"


def test_none_switches_an_optional_value_off(tmp_path: Path) -> None:
    assert good(tmp_path, "client: {idempotency_header: null}").client.idempotency_header is None


def test_a_union_of_boolean_and_text_keeps_either(tmp_path: Path) -> None:
    text = "operations: {a: {streaming: {switch_value: false}}, b: {streaming: {switch_value: audio}}}"
    operations = good(tmp_path, text).operations
    values = [item.streaming.switch_value for item in operations.values() if item.streaming is not None]
    assert values == [False, "audio"]


@pytest.mark.parametrize(
    ("text", "code", "pointer"),
    [
        ("pakage: {}", "SDK801", "/pakage"),
        ("client: {nam: x}", "SDK801", "/client/nam"),
        ("resources: {a: {resources: {b: {method: {}}}}}", "SDK801", "/resources/a/resources/b/method"),
        ("root: {}", "SDK801", "/root"),
        ("- a", "SDK802", ""),
        ("package: text", "SDK802", "/package"),
        ("package: {license: 1.0}", "SDK802", "/package/license"),
        ("client: {timeout: soon}", "SDK802", "/client/timeout"),
        ("client: {max_retries: 1.5}", "SDK802", "/client/max_retries"),
        ("client: {max_retries: true}", "SDK802", "/client/max_retries"),
        ("resources: []", "SDK802", "/resources"),
        ("methods: {get: [a]}", "SDK802", "/methods/get"),
        ("overlays: [a.yaml, 3]", "SDK802", "/overlays/1"),
        ("wire: {query_arrays: bracket}", "SDK802", "/wire/query_arrays"),
        ("enums: true", "SDK802", "/enums"),
        ("client: {auth: {Key: {env: A}}}", "SDK803", "/client/auth/Key"),
        ("pages: {P: {kind: single}}", "SDK803", "/pages/P"),
        ("target: ../x", "SDK804", "/target"),
        ("package: {name: 1st}", "SDK804", "/package/name"),
        ("package: {name: class}", "SDK804", "/package/name"),
        ("package: {distribution: 'a b'}", "SDK804", "/package/distribution"),
        ("package: {version: latest}", "SDK804", "/package/version"),
        ('package: {license: "MIT\'"}', "SDK804", "/package/license"),
        ("client: {base_url: 'file:///etc'}", "SDK804", "/client/base_url"),
        ("client: {base_url: 'https://u:p@h'}", "SDK804", "/client/base_url"),
        ("client: {base_url: 'https://h:port'}", "SDK804", "/client/base_url"),
        ("client: {base_url_env: A-B}", "SDK804", "/client/base_url_env"),
        ("client: {timeout: 0}", "SDK804", "/client/timeout"),
        ("client: {max_retries: -1}", "SDK804", "/client/max_retries"),
        ("client: {default_headers: {'a b': c}}", "SDK804", "/client/default_headers/a b"),
        ('client: {default_headers: {a: "b\\nc"}}', "SDK804", "/client/default_headers/a"),
        ("client: {options: [{name: a, header: 'x:'}]}", "SDK804", "/client/options/0/header"),
        ("methods: {'x()': a}", "SDK804", "/methods/x()"),
        ("methods: {_x: a}", "SDK804", "/methods/_x"),
        ("methods: {naïve: a}", "SDK804", "/methods/naïve"),
        ("resources: {import: {}}", "SDK804", "/resources/import"),
        ("resources: {a: {types: {'A B': c}}}", "SDK804", "/resources/a/types/A B"),
        ('resources: {a: {types: {A: "c\\u0000"}}}', "SDK804", "/resources/a/types/A"),
        ("operations: {a: {params_name: 'A;B'}}", "SDK804", "/operations/a/params_name"),
        ("operations: {a: {rename: {from: from}}}", "SDK804", "/operations/a/rename/from"),
        ("operations: {a: {content_type: json}}", "SDK804", "/operations/a/content_type"),
        ("acronyms: ['A-I']", "SDK804", "/acronyms"),
        ("spec: ../openapi.yaml", "SDK805", "/spec"),
        ("spec: /etc/passwd", "SDK805", "/spec"),
        ("overlays: 'C:\\x.yaml'", "SDK805", "/overlays"),
        ("docs_overlays: [a/../../b.yaml]", "SDK805", "/docs_overlays"),
        ("methods: {a: x}\nresources: {a: {}}", "SDK806", "/methods/a"),
        ("types: {A: x}\nparams: {A: y}", "SDK806", "/params/A"),
        ("client: {auth: {K: {argument: key}}, options: [{name: key}]}", "SDK806", "/client"),
        ("operations: {a: {positional: [x, x]}}", "SDK806", "/operations/a/positional"),
        ("pages: {P: {kind: cursor, items: data}}", "SDK807", "/pages/P"),
        ("pages: {P: {kind: page, items: data}}", "SDK807", "/pages/P"),
        ("pages: {P: {kind: url, items: data}}", "SDK807", "/pages/P"),
        ("operations: {a: {page: P}}", "SDK807", "/operations/a/page"),
    ],
)
def test_one_problem_is_named_with_its_place(tmp_path: Path, text: str, code: str, pointer: str) -> None:
    [finding] = problems(tmp_path, text)
    assert (finding.code, finding.origin.pointer) == (code, pointer)
    assert finding.origin.file == str(tmp_path / "sdk.yaml")
    assert finding.origin.line == text.count("\n") + 1 or finding.code == "SDK806"


def test_all_problems_are_reported_together_with_their_lines(tmp_path: Path) -> None:
    found = problems(tmp_path, "package:\n  nmae: x\nclient:\n  timeout: x\n  name: a b\n")
    assert [(item.code, item.origin.line) for item in found] == [("SDK801", 2), ("SDK802", 4), ("SDK804", 5)]
    assert "did you mean 'name'?" in found[0].hint


@pytest.mark.parametrize(
    "content",
    [
        b"a: }",
        b"a: b\n  c: d: e\n",
        b"\xff\xfe\x00",
        b"#" * 8_000_001,
        b"- " * 100 + b"x",
        b"methods: {a: x, a: y}",
        b"resources: {}\nresources: {a: {}}",
        b"methods: &m {a: *m}",
    ],
)
def test_text_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sdk.yaml"
    path.write_bytes(content)
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        read_config(path, diagnostics)
    first = next(iter(diagnostics))
    assert first.severity >= Severity.ERROR
    assert first.code.startswith("SDK1")
    assert first.origin.file == str(path)


def test_a_missing_file_is_fatal(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(InputError):
        read_config(tmp_path / "sdk.yaml", diagnostics)
    assert [item.code for item in diagnostics] == ["SDK101"]


def test_anchors_repeat_a_value(tmp_path: Path) -> None:
    config = good(tmp_path, "operations:\n  a: &paged {binary: true}\n  b: *paged\n")
    assert config.operations["a"] == config.operations["b"]


def test_a_symbolic_link_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "target"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    [finding] = problems(folder, "spec: link/openapi.yaml")
    assert finding.code == "SDK805"


def test_targets_are_folders_with_a_configuration(tmp_path: Path) -> None:
    for name in ("b", "a", "empty"):
        (tmp_path / "specs" / name).mkdir(parents=True)
    for name in ("b", "a"):
        write(tmp_path / "specs" / name, "")
    (tmp_path / "specs" / "notes.md").write_text("")
    assert list(discover_targets(tmp_path)) == ["a", "b"]
    assert discover_targets(tmp_path)["a"] == tmp_path / "specs" / "a" / "sdk.yaml"
    assert discover_targets(tmp_path / "nowhere") == {}
