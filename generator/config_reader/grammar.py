"""The grammars that values of a configuration are held to, one predicate for each kind of place."""

from __future__ import annotations

import keyword
import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")
_REQUIREMENT = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9,._-]+\])?[A-Za-z0-9 .,;<>=!~'()_*+-]*"
)
_DISTRIBUTION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc)[0-9]+)?(?:\.post[0-9]+)?(?:\.dev[0-9]+)?")
_ENVIRONMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FIELD_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_LICENSE = re.compile(r"[A-Za-z0-9(][A-Za-z0-9.+() -]*")
_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~:@!$&'()*+,;=-]|\{[A-Za-z][A-Za-z0-9_]*\})+)+")
_PRINTABLE = re.compile(r"[^\x00-\x1f\x7f]+")


def is_name(text: str) -> bool:
    """A public Python name: an ASCII identifier, no keyword, no leading underscore."""
    return bool(_IDENTIFIER.fullmatch(text)) and not keyword.iskeyword(text)


def is_module(text: str) -> bool:
    """A dotted module name below the package; parts may begin with an underscore."""
    return bool(_MODULE.fullmatch(text)) and not any(keyword.iskeyword(part) for part in text.split("."))


def is_place(text: str) -> bool:
    """A class of a module below the package: `lib.module:Name`."""
    module, colon, name = text.partition(":")
    return bool(colon) and is_module(module) and is_module(name) and "." not in name


def is_module_or_place(text: str) -> bool:
    """A module, or a name of one."""
    return is_place(text) if ":" in text else is_module(text)


def is_requirement(text: str) -> bool:
    """The characters of a dependency specifier (Python packaging) without a URL."""
    return bool(_REQUIREMENT.fullmatch(text))


def is_distribution(text: str) -> bool:
    """A project name (Python packaging, names and normalisation)."""
    return bool(_DISTRIBUTION.fullmatch(text))


def is_version(text: str) -> bool:
    """The public part of a version without epoch (Python packaging, version specifiers)."""
    return bool(_VERSION.fullmatch(text))


def is_license(text: str) -> bool:
    """The characters of an SPDX licence expression; whether the licence exists is not looked up."""
    return bool(_LICENSE.fullmatch(text))


def is_environment_variable(text: str) -> bool:
    """A variable name as POSIX has it (letters, digits, underscore)."""
    return bool(_ENVIRONMENT.fullmatch(text))


def is_field_name(text: str) -> bool:
    """The name of an HTTP field (RFC 9110, section 5.1)."""
    return bool(_TOKEN.fullmatch(text))


def is_field_value(text: str) -> bool:
    """The value of an HTTP field in visible ASCII with inner spaces (RFC 9110, section 5.5)."""
    return bool(_FIELD_VALUE.fullmatch(text))


def is_media_type(text: str) -> bool:
    """A media type without parameters (RFC 9110, section 8.3.1)."""
    kind, slash, subtype = text.partition("/")
    return bool(slash) and is_field_name(kind) and is_field_name(subtype)


def is_word(text: str) -> bool:
    """Letters and digits, a letter first."""
    return bool(_WORD.fullmatch(text))


def is_printable(text: str) -> bool:
    """Some text without control characters: operation ids, component names, names on the wire."""
    return bool(_PRINTABLE.fullmatch(text))


def is_path(text: str) -> bool:
    """An absolute path of unreserved characters and ``{variables}`` (RFC 3986, section 3.3)."""
    return bool(_PATH.fullmatch(text))


def is_base_url(text: str) -> bool:
    """An absolute http or https URL with a host and without credentials, query or fragment (RFC 3986)."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    plain = bool(re.fullmatch(r"[\x21-\x7e]+", text)) and not set(text) & set("\"'<>\\^`{|}")
    clean = not (parts.query or parts.fragment or "@" in parts.netloc)
    return plain and clean and parts.scheme in ("http", "https") and bool(host)


def stays_inside(path: str, folder: Path) -> bool:
    """Whether a relative path, followed through symbolic links, ends inside `folder` on every platform."""
    if not is_printable(path) or "\\" in path:
        return False
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or ".." in PurePosixPath(path).parts:
        return False
    return (folder / path).resolve().is_relative_to(folder.resolve())
