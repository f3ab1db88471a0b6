from __future__ import annotations

import importlib
import inspect
import pkgutil
from urllib.parse import parse_qs

from tests.cases.kit import Case, ok

FIELDS = [
    "class", "def", "model_config", "model_dump", "model_id", "schema", "json", "copy", "_private", "__dunder", "Upper",
    "upper", "", " ", "1st", "a.b", "a-b", "@type", "größe", "ﬁeld", "field", "to_dict", "str",
]  # fmt: skip


def check_fields(case: Case) -> None:
    value = {name: f"v{number}" for number, name in enumerate(FIELDS)} | {
        "list": ["l"],
        "more": ["m"],
        "BaseModel": {"a": "b"},
    }
    result = case.call(case.client(ok(value))[0], "n")
    assert result.to_dict() == value
    fields = type(result).model_fields
    assert {name if info.alias is None else info.alias for name, info in fields.items()} == set(value)
    assert {getattr(result, name) for name in fields if isinstance(getattr(result, name), str)} == {
        f"v{number}" for number in range(len(FIELDS))
    }
    assert callable(result.model_dump)
    assert callable(result.to_dict)


def check_arguments(case: Case) -> None:
    client, wire = case.client(ok({"class": "", "def": ""}))
    index = next(iter(case.methods()))
    resource, _, method = index.rpartition(".")
    bound = getattr(getattr(client, resource), method)
    names = [n for n in inspect.signature(bound).parameters if not n.startswith("extra_") and n != "timeout"]
    assert len(names) >= 13
    own = list(inspect.signature(bound).parameters)
    assert len({n.lower() for n in own}) == len(own)
    bound(**{name: name for name in names})
    sent = parse_qs(wire.last.url.query.decode())
    assert {
        "class",
        "self",
        "fooBar",
        "foo_bar",
        "2fa",
        "größe",
        "$filter",
        "名前",
        "omit",
        "print",
        "__dunder__",
        "client",
    } <= set(sent)
    assert "foo-bar" in wire.headers


def check_every_module_imports(case: Case) -> None:
    found = [m.name for m in pkgutil.walk_packages(case.package.__path__, f"{case.package.__name__}.")]
    for name in found:
        importlib.import_module(name)
    files = [path.lower() for path in case.generated.files]
    assert len(set(files)) == len(files)
    assert all(path.isascii() for path in files)


def check_every_component_has_a_class(case: Case) -> None:
    types = case.package.types
    models = [getattr(types, name) for name in types.__all__]
    fields = [
        set(model.model_fields)
        for model in models
        if isinstance(model, type) and hasattr(model, "model_fields")
    ]
    assert fields.count({"c"}) == 7
    assert {"a"} in fields
    assert {"b"} in fields
