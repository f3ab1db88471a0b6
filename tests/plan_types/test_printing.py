"""What is printed is compared with what was planned."""

from __future__ import annotations

import pytest

from generator.plan.code import Code, Text
from generator.plan.types.views import FieldView, ModelView
from generator.render import models
from generator.render.models import PrintedModelError, print_model


def view(*fields: FieldView) -> ModelView:
    return ModelView(Code("Thing"), Code("BaseModel"), fields, Text("Words."), Code(""))


def field(name: str, type: str, default: str = "", docs: str = "") -> FieldView:
    return FieldView(Code(name), Code(type), Code(default), Text(docs))


def test_a_class_is_printed_as_planned() -> None:
    printed = print_model(view(field("a", "str | None", "None", "The a."), field("b", "list[Thing]")))
    assert printed == (
        'class Thing(BaseModel):\n    """Words."""\n'
        '    a: str | None = None\n    """The a."""\n\n    b: list[Thing]'
    )


def test_template_syntax_in_words_is_only_words() -> None:
    printed = print_model(view(field("a", "str", 'Field(alias="{{ 7 * 7 }}")', "{% raw %}{{ 1 }}")))
    assert 'a: str = Field(alias="{{ 7 * 7 }}")' in printed
    assert '"""{% raw %}{{ 1 }}"""' in printed


@pytest.mark.parametrize("change", ["name", "type", "lost"])
def test_a_class_that_differs_from_the_plan_is_refused(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    original = models._field

    def wrong(planned: FieldView) -> object:
        made = original(planned)
        if change == "name":
            made.name = "other"
        elif change == "type":
            made.data_type.type = "bytes"
        return made

    monkeypatch.setattr(models, "_field", wrong)
    if change == "lost":
        monkeypatch.setattr(models, "BaseModel", lambda **kw: _Empty())
    with pytest.raises((PrintedModelError, KeyError)):
        print_model(view(field("a", "str")))


class _Empty:
    def render(self) -> str:
        return "x = 1\n"
