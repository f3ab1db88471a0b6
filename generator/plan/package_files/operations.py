"""`operations.json`: which method sends which operation, for tools that drive a package from outside.

Contract tests, mock servers and migration scripts start from an operation of the document and need the method
that sends it, and the argument that carries each parameter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.plan.client.planner import PlannedResource
from generator.plan.package import PlannedFile

FORMAT = 1
"""Version of the file's layout."""


def operations_file(root: PlannedResource, package: str, sources: Mapping[str, str]) -> PlannedFile:
    """The index, sorted by operation id and then by place in the resource tree.

    `sources`: each module of types with its place in the document.
    """
    rows = sorted(
        _rows(root), key=lambda row: (str(row["operation"]), str(row["resource"]), str(row["method"]))
    )
    content = {"format": FORMAT, "package": package, "methods": rows, "types": dict(sources)}
    text = json.dumps(content, indent=1, ensure_ascii=True) + "\n"
    return PlannedFile("operations.json", None, content=text.encode("ascii"))


def _rows(resource: PlannedResource) -> Iterator[dict[str, object]]:
    for method in resource.methods:
        result = method.result
        content = method.arguments.content
        row: dict[str, object] = {
            "operation": method.operation.id,
            "http": f"{method.operation.method} {method.operation.path}",
            "resource": list(resource.node.path),
            "method": method.name,
            "result": result.kind,
            "arguments": [
                {"name": a.name, "wire": a.wire, "in": a.source, "required": a.required}
                for a in method.arguments.items
            ],
        }
        optional = {
            "content_type": content.media_type if content is not None else None,
            "type": result.locator,
            "event": result.event,
            "page": result.page or None,
        }
        yield {**row, **{key: value for key, value in optional.items() if value is not None}}
    for child in resource.children:
        yield from _rows(child)
