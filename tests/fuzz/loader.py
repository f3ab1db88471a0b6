"""Coverage-guided fuzzing of everything that reads a file: `python -m tests.fuzz.loader [-max_total_time=60] [CORPUS]`.

Needs atheris.  Options are those of libFuzzer.  The bytes are read as a document of an unknown format, normalised and
checked; whatever they are, only findings may come of it, within a second or so for a few kilobytes.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator.spec"]):
    from generator.diagnostics import Diagnostics, InputError
    from generator.spec import check_rules, parse_document
    from generator.spec.reading import ReadError
    from generator.spec.text import decode

SECONDS = 10.0
"""What a document of at most a few kilobytes may cost, on a busy machine."""
SEEDS = Path(__file__).resolve().parent.parent / "cases"


def one_input(data: bytes) -> None:
    """Read, normalise and check one document.  The first byte chooses the name that it has."""
    name = ("a.json", "a.yaml", "a")[data[0] % 3] if data else "a"
    begin = time.monotonic()
    diagnostics = Diagnostics()
    try:
        text = decode(data[1:])
    except ReadError:
        return
    try:
        check_rules(parse_document(text, diagnostics=diagnostics, name=name), diagnostics)
    except InputError:
        assert any(finding.severity.label == "fatal" for finding in diagnostics)
    for finding in diagnostics:
        assert str(finding)
    assert time.monotonic() - begin < SECONDS


def main() -> None:
    """Run libFuzzer; the documents of the cases are where it begins."""
    arguments = list(sys.argv)
    if not [argument for argument in arguments[1:] if not argument.startswith("-")]:
        folder = Path(".hypothesis") / "loader"
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(sorted(SEEDS.glob("*/*.yaml"))):
            (folder / f"seed{number}").write_bytes(b"b" + seed.read_bytes())
        arguments += [str(folder), f"-artifact_prefix={folder}/found-"]
    atheris.Setup([*arguments, "-max_len=20000", "-timeout=30"], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
