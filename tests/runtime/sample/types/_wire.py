"""Python names inside request bodies that differ from their wire names."""

from __future__ import annotations

from .._runtime.shapes import Shape, list_of, map_of, obj, one_of

SHAPES: dict[str, Shape] = {
    "FileMeta": obj(
        {
            "display_name": "displayName",
            "labels": ("labels", map_of("Label")),
            "owner": ("fileOwner", "Label"),
        }
    ),
    "Label": obj(
        {
            "label_text": "labelText",
            "children": ("children", list_of("Label")),
            "any_of": ("anyOf", one_of("Label", "Other")),
        }
    ),
    "Other": obj({"other_thing": "otherThing"}),
}
