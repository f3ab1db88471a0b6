"""Names that changed in a release and can live on: methods of one operation, types of one component."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import RenamedConfig
from generator.release.plan import Release

_SCHEMAS = "/components/schemas/"


def renamed_names(release: Release) -> tuple[RenamedConfig, ...]:
    """What `renamed:` has to list so that the old names of a release stay importable for one major version."""
    found = {each.old: each for each in (*_types(release), *_methods(release))}
    return tuple(found[key] for key in sorted(found))


def _types(release: Release) -> Iterator[RenamedConfig]:
    for change in release.surface:
        component = change.source.removeprefix(_SCHEMAS)
        if change.id != "name-renamed" or component == change.source or "/" in component:
            continue
        old, new = change.before.split("."), change.after.split(".")
        # An alias stands in the folder of its class, so only the last part may differ.
        if old[0] == "types" and old[:-1] == new[:-1]:
            component = component.replace("~1", "/").replace("~0", "~")
            params = old[-1].endswith(("Param", "Params"))
            yield RenamedConfig(
                change.before,
                change.after,
                release.new_version,
                component=component,
                side="params" if params else "types",
            )


def _methods(release: Release) -> Iterator[RenamedConfig]:
    """Methods that went while another one of the same operation stands in the same package."""
    by_operation: dict[str, str] = {}
    for name, (operation, _) in release.new_operations.items():
        by_operation.setdefault(operation, name)
    for name, (operation, _) in release.old_operations.items():
        target = by_operation.get(operation)
        if name not in release.new_operations and target is not None:
            yield RenamedConfig(name, target, release.new_version, operation=operation)
