"""Splitting names of any spelling into words.

Documents spell names as they like: camelCase, PascalCase, snake_case, kebab-case, dotted, with digits, acronyms,
signs or letters outside ASCII.  Everything that becomes a Python name goes through :func:`split` first, so that two
spellings of one name give the same words.
"""

from __future__ import annotations

import functools
import re
import unicodedata

__all__ = ["ACRONYMS", "pieces", "plural", "singular", "split"]

ACRONYMS = frozenset(
    {"api", "css", "csv", "html", "http", "https", "id", "ip", "json", "sql", "uri", "url", "uuid", "xml"}
)
"""Words that class names write in capitals; a target's configuration adds its own."""

_BRANDS = (
    "OpenAPI",
    "OpenAI",
    "OAuth",
    "GraphQL",
    "GitHub",
    "ChatGPT",
    "WebRTC",
    "WebSocket",
    "ChatKit",
    "iOS",
    "macOS",
)
"""Spellings with inner capitals that are one word."""

_SIGNS = {"<": "lt", ">": "gt"}
"""Signs that tell names apart in practice (`created<` and `created>`), and their words."""

_WORD = re.compile(
    "|".join(
        (
            *(f"(?<![A-Z]){brand}(?![a-z])" for brand in _BRANDS),
            r"[A-Z]{2,}s(?![a-z])",  # plural of an acronym: IDs
            r"[A-Z]+(?![a-z])(?:[0-9]+[a-z]*)*",  # acronym: HTTP in HTTPServer, SHA256, V1beta
            r"[A-Z]?[a-z]+(?:[0-9]+[a-z]*)*",  # ordinary word, digits stay with it: v1beta, Int64
            r"(?:[0-9]+[a-z]*)+",  # 2025, 4o
        )
    )
)
_SIGNED_NUMBER = re.compile(r"^\s*([+-])(?=[0-9.])")
_TRANSLITERATED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"}
    | {"Æ": "Ae", "Œ": "Oe", "Ø": "O", "Đ": "D", "Ł": "L", "Þ": "Th", "Ð": "D", "ẞ": "SS"}
)

_IRREGULAR = {
    "analytics": "analytics",
    "children": "child",
    "criteria": "criterion",
    "data": "data",
    "indices": "index",
    "matrices": "matrix",
    "media": "media",
    "people": "person",
    "news": "news",
    "series": "series",
    "statistics": "statistics",
    "vertices": "vertex",
    "aliases": "alias",
    "biases": "bias",
    "buses": "bus",
    "caches": "cache",
    "canvases": "canvas",
    "cookies": "cookie",
    "databases": "database",
    "movies": "movie",
    "statuses": "status",
    "viruses": "virus",
    "analyses": "analysis",
    "hypotheses": "hypothesis",
    "lenses": "lens",
    "responses": "response",
}


@functools.lru_cache(maxsize=65536)
def pieces(name: str) -> tuple[str, ...]:
    """The words of `name` as it spells them, in ASCII; never empty.

    Unicode is normalised (NFKC), accents are dropped, other letters outside ASCII become ``u<hex>``.  A name of signs
    only is spelled by the Unicode names of its signs; the empty name is ``empty``.
    """
    text = unicodedata.normalize("NFKC", name)
    signed = _SIGNED_NUMBER.match(text)
    found = _WORD.findall(_ascii(text))
    if signed:
        found.insert(0, "plus" if signed[1] == "+" else "minus")
    if not found:
        found = [word for c in text for word in _WORD.findall(unicodedata.name(c, f"U{ord(c):x}").title())]
    return tuple(found) or ("empty",)


def split(name: str) -> tuple[str, ...]:
    """The words of `name` in lower case: ``HTTPServerURLs`` is (http, server, urls)."""
    return tuple(piece.lower() for piece in pieces(name))


def _ascii(text: str) -> str:
    # Most names are ASCII already; the loop below is for the others and for names with signs.
    if text.isascii() and "<" not in text and ">" not in text:
        return text
    out: list[str] = []
    for char in unicodedata.normalize("NFKD", text.translate(_TRANSLITERATED)):
        if char in _SIGNS:
            out.append(f" {_SIGNS[char]} ")
        elif char.isascii():
            out.append(char)
        elif not unicodedata.combining(char):
            out.append(f" u{ord(char):x} " if char.isalnum() else " ")
    return "".join(out)


def singular(word: str) -> str:
    """One of what an English plural counts: choices, choice; categories, category; unchanged when no rule fits."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return word[:1] + _IRREGULAR[lower][1:] if lower[0] == _IRREGULAR[lower][0] else _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return word[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 2:
        return word[:-1]
    return word


def plural(word: str) -> str:
    """The English plural of a word: query, queries; box, boxes."""
    lower = word.lower()
    if lower.endswith("y") and lower[-2:-1] not in ("a", "e", "i", "o", "u"):
        return word[:-1] + "ies"
    return word + ("es" if lower.endswith(("s", "x", "z", "ch", "sh")) else "s")
