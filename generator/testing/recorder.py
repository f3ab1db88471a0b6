"""Writing recorded interactions to a folder: scrubbed first, one file each, numbers that go on."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from generator.output import disk
from generator.testing.cassette import Interaction
from generator.testing.cassette_writer import cassette
from generator.testing.scrub import Scrubber

UNMATCHED: Final = "unmatched"


class Recorder:
    """Takes interactions from any thread.

    `name_of`: method and address to the id of the operation, None for requests that the document does not know.
    """

    def __init__(
        self, folder: Path, scrubber: Scrubber, name_of: Callable[[str, str], str | None] | None = None
    ) -> None:
        self._folder = folder
        self._scrubber = scrubber
        self._name_of = name_of if name_of is not None else lambda _method, _uri: None
        self._lock = threading.Lock()
        self.count = 0

    def add(self, interaction: Interaction) -> Path:
        """Scrub and write one interaction; gives the file."""
        with self._lock:
            clean = self._scrubber.scrub(interaction)
            operation = self._name_of(clean.method, clean.uri)
            folder = re.sub(r"[^0-9A-Za-z._-]+", "_", operation or UNMATCHED).strip("._")[:100] or UNMATCHED
            facts = {"origin": "recorded", **({"operation": operation} if operation else {})}
            path = f"{folder}/{self._free(folder, kind_of(clean))}.yaml"
            disk.replace(disk.stage(self._folder, path, cassette(clean, facts)), self._folder / path)
            self.count += 1
        return self._folder / path

    def _free(self, folder: str, kind: str) -> str:
        there = {path.stem for path in (self._folder / folder).glob(f"{kind}-*.yaml")}
        number = 1
        while f"{kind}-{number:03}" in there:
            number += 1
        return f"{kind}-{number:03}"


def kind_of(interaction: Interaction) -> str:
    """The word that a file's name begins with."""
    if interaction.status >= 400:
        return "error"
    if interaction.is_stream:
        return "sse"
    sent = interaction.request.headers.get("content-type", "")
    if sent.startswith("multipart/") or "x-goog-upload-command" in interaction.request.headers:
        return "upload"
    answered = interaction.response.headers.get("content-type", "")
    if "json" in answered:
        return "json"
    return "text" if answered.startswith("text/") or not answered else "binary"
