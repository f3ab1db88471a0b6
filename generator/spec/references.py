"""Where a reference leads: URI references (RFC 3986), anchors, ``$id``, and which files may be read.

Nothing is ever fetched, and no file outside one folder is read: a description from a stranger must not be able to
make the generator open connections or copy secrets into its output.
"""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin

from generator.narrow import Data

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_BUNDLE = "bundle the description into one folder first, for instance with `npx @redocly/cli bundle`"
_REMOTE = f"allow its address with --allow-remote, or {_BUNDLE}"
_OUTSIDE = f"allow a folder around both with --allow-ref-root, or {_BUNDLE}"

BASE = "https://sdkgen.invalid/"
"""Stands for the root folder where addresses are compared; nothing is ever sent there (RFC 6761)."""


class RefusedAddress(Exception):
    """The reference asks for something that is not read for reasons of safety."""

    def __init__(self, message: str, hint: str = _BUNDLE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Folder:
    """The only folder that may be read.

    `root`: its real path.  `shown`: how messages write it, as a prefix of file names.
    """

    root: Path
    shown: str

    @staticmethod
    def of(document: Path, shown: str, ref_root: Path | None = None) -> Folder:
        """The folder of the root document, or `ref_root` when the user widens it."""
        home = document.parent
        root = ref_root if ref_root is not None else home
        prefix = Path(shown).parent
        if ref_root is not None:
            way = os.path.relpath(root.resolve(), home.resolve())
            prefix = Path(os.path.normpath(prefix / way))
        return Folder(root.resolve(), "" if prefix == Path() else str(prefix))

    def relative(self, path: Path) -> str:
        """A file of the folder by its path from the folder, with slashes."""
        return path.resolve().relative_to(self.root).as_posix()

    def show(self, relative: str) -> str:
        """The name that messages use for a file of the folder."""
        return f"{self.shown}/{relative}" if self.shown else relative

    def locate(self, base: str, address: str) -> str:
        """The file that a relative `address` in the file `base` names, as a path from the folder.

        Raises RefusedAddress for everything that is not a relative path inside the folder, links followed.
        """
        refuse_remote(address)
        path = unquote(address.partition("?")[0])
        if "\0" in path or "\\" in path or path.startswith("/"):
            raise RefusedAddress(
                f"only relative paths inside the document's folder are read, not {path[:200]!r}"
            )
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        if joined == ".." or joined.startswith(("../", "/")):
            raise RefusedAddress(f"{path[:200]!r} leaves the folder of the document", _OUTSIDE)
        try:
            inside = (self.root / joined).resolve().is_relative_to(self.root)
        except (OSError, RuntimeError, ValueError):
            inside = False
        if not inside:
            raise RefusedAddress(f"{path[:200]!r} is a link that leaves the folder of the document", _OUTSIDE)
        return joined


def refuse_remote(address: str) -> None:
    """Raise RefusedAddress for an address with a scheme or a host."""
    lower = address.lower()
    if lower.startswith(("http:", "https:")):
        raise RefusedAddress(f"{address[:200]!r} is on the network, and nothing is fetched", _REMOTE)
    if lower.startswith("file:"):
        raise RefusedAddress(f"{address[:200]!r} is an absolute file address, which is not read")
    if _SCHEME.match(address) or address.startswith(("//", "\\\\")):
        raise RefusedAddress(f"{address[:200]!r} is no relative path, and nothing else is read")


def split(reference: str) -> tuple[str, str]:
    """The address and the percent-decoded fragment of a reference."""
    address, _, fragment = reference.partition("#")
    return address, unquote(fragment) if "%" in fragment else fragment


def absolute(base: str, address: str) -> str:
    """An address made absolute, without fragment; "" when it cannot be parsed."""
    try:
        return urljoin(base, address).partition("#")[0]
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Anchors:
    """Names inside one file.

    `ids`: absolute address of a schema with ``$id`` to its tokens.  `anchors`: (address of the enclosing resource,
    name) to the tokens of a schema with ``$anchor`` or ``$dynamicAnchor``.
    """

    ids: dict[str, tuple[str, ...]]
    anchors: dict[tuple[str, str], tuple[str, ...]]


def index_anchors(data: Data, base: str) -> Anchors:
    """Collect the names of a file by one walk over all of its mappings."""
    found = Anchors({}, {})
    stack: list[tuple[Data, tuple[str, ...], str]] = [(data, (), base)]
    while stack:
        value, tokens, resource = stack.pop()
        if isinstance(value, list):
            stack.extend((item, (*tokens, str(number)), resource) for number, item in enumerate(value))
            continue
        if not isinstance(value, dict):
            continue
        own = value.get("$id")
        if isinstance(own, str) and (address := absolute(resource, own)):
            resource = address
            found.ids.setdefault(resource, tokens)
        for keyword in ("$anchor", "$dynamicAnchor"):
            name = value.get(keyword)
            if isinstance(name, str):
                found.anchors.setdefault((resource, name), tokens)
        members: dict[str, Data] = value
        stack.extend(
            (member, (*tokens, key), resource)
            for key, member in members.items()
            if isinstance(member, dict | list)
        )
    return found


def resource_of(data: Data, tokens: tuple[str, ...], base: str) -> str:
    """The address of the schema resource around a place: ``$id`` of its ancestors, the outermost first."""
    value: Data = data
    address = base
    for token in tokens:
        if isinstance(value, dict):
            value = value.get(token)
        elif isinstance(value, list) and token.isdigit() and int(token) < len(value):
            value = value[int(token)]
        own = value.get("$id") if isinstance(value, dict) else None
        if isinstance(own, str):
            address = absolute(address, own) or address
    return address
