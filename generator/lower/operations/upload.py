"""Media upload of Discovery methods (extension `x-sdkgen-upload` of converted documents)."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.behaviour import MediaUpload
from generator.lower.keywords import mapping, optional_text, sequence


def upload_of(value: Mapping[str, object]) -> MediaUpload | None:
    """The upload protocols of a method, None for methods that take no media."""
    stated = mapping(value.get("x-sdkgen-upload"))
    simple, resumable = optional_text(stated, "simple"), optional_text(stated, "resumable")
    if simple is None and resumable is None:
        return None
    accept = tuple(each for each in sequence(stated.get("accept")) if isinstance(each, str))
    size = stated.get("max-size")
    return MediaUpload(
        simple,
        resumable,
        accept or ("*/*",),
        size if isinstance(size, int) and not isinstance(size, bool) else None,
    )
