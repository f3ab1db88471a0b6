"""What the template of a connection's module reads."""

from __future__ import annotations

from dataclasses import dataclass

from generator.plan.client.views import DescriptorView, MethodView, Setting
from generator.plan.code import Code, Text


@dataclass(frozen=True, slots=True)
class PartLink:
    """An attribute that holds a part: `owner` is what the part's class is called with."""

    name: Code
    class_name: Code
    owner: Code
    words: Text


@dataclass(frozen=True, slots=True)
class PartView:
    """A class of methods that send events, or of further parts; a connection is one too.

    `settings`: class attributes.
    """

    name: Code
    base: Code
    words: Text
    settings: tuple[Setting, ...]
    parts: tuple[PartLink, ...]
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class ConnectionModuleView:
    """The module of a connection: parts first, then connections, then managers."""

    words: Text
    imports: tuple[Code, ...]
    typing_imports: tuple[Code, ...]
    descriptors: tuple[DescriptorView, ...]
    classes: tuple[PartView, ...]
