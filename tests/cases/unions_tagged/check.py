from __future__ import annotations

from tests.cases.kit import Case, ok


def check_mapping(case: Case) -> None:
    client, _ = case.client(*(ok({"species": s, "tricks": 1}) for s in ("canine", "wolf", "feline", "Dog")))
    names = [type(case.call(client, "mapped")).__name__ for _ in range(4)]
    assert names[:3] == ["Dog", "Dog", "Cat"]


def check_without_mapping_the_name_is_the_tag(case: Case) -> None:
    client, _ = case.client(ok({"colour": "Blue", "heat": 1}))
    assert type(case.call(client, "plain")).__name__ == "Blue"


def check_inferred_tags(case: Case) -> None:
    value = [{"type": "text", "text": "t"}, {"type": "picture", "url": "u"}, {"type": "text"}]
    text, image, broken = case.call(case.client(ok(value))[0], "inferred")
    assert (text.text, image.url) == ("t", "u")
    assert type(broken) is type(text)


def check_unknown_variant_keeps_its_payload(case: Case) -> None:
    value = [{"type": "audio", "text": "t"}, {"type": None}, "bare"]
    *parts, bare = case.call(case.client(ok(value))[0], "inferred")
    for original, part in zip(value, parts, strict=False):
        assert isinstance(part, case.package.UnknownVariant)
        assert part.to_dict() == original
    assert bare == "bare"


def check_nested_and_recursive(case: Case) -> None:
    value = {
        "type": "group",
        "parts": [{"type": "text", "text": "t"}, None, {"type": "group", "parts": []}, {"type": "?"}],
    }
    group = case.call(case.client(ok(value))[0], "nested")
    assert group.parts[0].text == "t"
    assert group.parts[1] is None
    assert group.parts[2].parts == []
    assert isinstance(group.parts[3], case.package.UnknownVariant)
    assert group.to_dict() == value
    assert case.call(case.client(ok(None))[0], "nested") is None
