"""Writing a release into the files of a target: version and renamed names in `sdk.yaml`, the section in `CHANGELOG.md`.

The configuration is a person's file: only the lines in question change, and what comes of it is read back.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.config import RenamedConfig, TargetConfig
from generator.config_reader import discover_targets, read_config
from generator.diagnostics import Diagnostics, InputError, UsageError
from generator.output import disk
from generator.pipeline import CHANGELOG
from generator.release.plan import Release
from generator.release.words import with_section

_PACKAGE = re.compile(r"^package:[ \t]*(?:#.*)?\n", re.MULTILINE)
_VERSION = re.compile(
    r"^(?P<head>[ \t]+version:[ \t]*)(?P<value>[^#\n]*?)(?P<tail>[ \t]*(?:#.*)?)$", re.MULTILINE
)
_RENAMED = re.compile(r"^renamed:[ \t]*(?:#.*)?\n", re.MULTILINE)


def write_release(root: Path, release: Release) -> list[str]:
    """Write both files of the target; the paths that changed, from `root`.

    Raises UsageError when the configuration is laid out so that its version cannot be set by changing a line.
    """
    path = discover_targets(root)[release.target]
    text = path.read_text(encoding="utf-8")
    edited = with_renamed(with_version(text, release.new_version), release.kept)
    changelog = path.parent / CHANGELOG
    old = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    contents = {path: edited, changelog: with_section(old, release)}
    _check(path, edited, release)
    changed = [each for each, content in contents.items() if disk.read(each) != content.encode()]
    for each in changed:
        disk.replace(disk.stage(each.parent, each.name, contents[each].encode()), each)
    return [each.relative_to(root).as_posix() for each in changed]


def with_version(text: str, version: str) -> str:
    """The configuration with another `package.version`; raises UsageError when there is no such block."""
    block = _PACKAGE.search(text)
    if block is None:
        if re.search(r"^package:", text, re.MULTILINE):
            raise UsageError("`package:` is no block of lines; set the version by hand")
        return f"{text.rstrip()}\n\npackage:\n  version: {version}\n"
    end = re.compile(r"^[^\s#]", re.MULTILINE).search(text, block.end())
    stop = end.start() if end is not None else len(text)
    line = _VERSION.search(text, block.end(), stop)
    if line is None:
        return f"{text[: block.end()]}  version: {version}\n{text[block.end() :]}"
    return f"{text[: line.start()]}{line['head']}{version}{line['tail']}{text[line.end() :]}"


def with_renamed(text: str, names: tuple[RenamedConfig, ...]) -> str:
    """The configuration with more entries under `renamed:`, which is made when it is missing."""
    if not names:
        return text
    lines = "".join(f"  - {_flow(each)}\n" for each in names)
    block = _RENAMED.search(text)
    if block is None:
        return f"{text.rstrip()}\n\nrenamed:\n{lines}"
    return text[: block.end()] + lines + text[block.end() :]


def _flow(name: RenamedConfig) -> str:
    """One entry on one line; JSON strings are YAML strings (YAML 1.2 section 1.3)."""
    values = {
        "old": name.old,
        "new": name.new,
        "since": name.since,
        "operation": name.operation,
        "component": name.component,
        "side": name.side if name.component else "",
    }
    return "{" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in values.items() if value) + "}"


def _check(path: Path, text: str, release: Release) -> None:
    """Read the edited configuration back before it replaces the old one."""
    trial = disk.stage(path.parent, path.name, text.encode())
    try:
        config: TargetConfig = read_config(trial, Diagnostics())
    except InputError as error:
        raise UsageError(f"{path.name} could not be edited: {error}; set the version by hand") from None
    finally:
        trial.unlink(missing_ok=True)
    if config.package.version != release.new_version:
        raise UsageError(
            f"the version in {path.name} could not be set to {release.new_version}; set it by hand"
        )
