"""Reports: every renderer prints every change, and words of a document stay words."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from generator.diff.report import FORMATS, as_html, as_json, as_markdown, as_text
from tests.diff.making import Json, both, changes

HOSTILE = "<script>alert(1)</script>\n`@everyone`|[x](https://e.example)\u202e"


def pair(name: str = "a") -> tuple[Json, Json]:
    old = both({"type": "object", "properties": {name: {"type": "string"}}})
    return old, both({"type": "object", "properties": {name: {"type": "string", "maxLength": 3}}})


def test_all_formats_name_the_change() -> None:
    found = [changes(*pair())]
    for name, render in FORMATS.items():
        text = render(found)
        assert "max-length-set" in text, name
        assert "S.a" in text


def test_json_has_levels_pointer_and_operations() -> None:
    data = json.loads(as_json([changes(*pair())]))
    (change,) = data["changes"]
    assert data["severity"] == "breaking"
    assert data["summary"] == {"breaking": 1, "risky": 0, "additive": 0, "neutral": 0}
    assert (change["request"], change["response"]) == ("breaking", "additive")
    assert change["pointer"] == "/components/schemas/S/properties/a"
    assert change["operations"] == ["POST /x"]
    assert change["names"] == ["request-property-max-length-set", "response-property-max-length-set"]


def test_nothing_changed() -> None:
    found = [changes(pair()[0], pair()[0])]
    assert as_text(found) == "old to new: no change\n"
    assert json.loads(as_json(found))["severity"] is None


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)


def test_hostile_words_stay_words() -> None:
    found = [changes(*pair(HOSTILE))]
    page = _Tags()
    page.feed(as_html(found))
    assert "script" not in page.seen
    for text in (as_text(found), as_markdown(found)):
        assert "\u202e" not in text
        assert not any(line.startswith("`@everyone") for line in text.splitlines())
    listed = [line for line in as_markdown(found).splitlines() if line.startswith("- ")]
    assert len(listed) == 1
    assert listed[0].startswith("- `` S.<script>")
