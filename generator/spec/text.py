"""From the bytes of a file to text: byte order marks, encodings, characters that no document may hold."""

from __future__ import annotations

import codecs

from generator.spec.reading import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16 because its little-endian mark starts with the one of UTF-16."""

_WITHOUT_MARK = (
    (b"\0\0\0", "utf-32-be"),
    (b"\0", "utf-16-be"),
)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 and UTF-32 as YAML 1.2 section 5.2 tells them apart.

    Raises ReadError for bytes that the encoding does not allow and for NUL characters.
    """
    encoding, body = _encoding(data)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise ReadError(
            "SDK103",
            f"the file is not valid {encoding.upper()}: byte {error.start + 1} cannot be read",
            line=line,
            hint="save the file as UTF-8",
        ) from None
    place = text.find("\0")
    if place >= 0:
        raise ReadError(
            "SDK103", "the file holds a NUL character, so it is no text", line=text.count("\n", 0, place) + 1
        )
    return text


def _encoding(data: bytes) -> tuple[str, bytes]:
    """The encoding and the bytes after the byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    for start, encoding in _WITHOUT_MARK:
        if data.startswith(start) and len(data) > len(start) and data[len(start)] != 0:
            return encoding, data
    # A first character below U+0100 leaves zero bytes after itself in the little-endian encodings.
    if data[1:4] == b"\0\0\0" and data[:1] != b"\0":
        return "utf-32-le", data
    if data[1:2] == b"\0" and data[:1] != b"\0" and len(data) % 2 == 0:
        return "utf-16-le", data
    return "utf-8", data
