"""Operations, webhooks and callbacks: which stand for each other, and what is said of each as a whole."""

from __future__ import annotations

from generator.diff import bodies, parameters, responses, root, security
from generator.diff.engine import Engine, Found, Use
from generator.diff.reading import Endpoint, elements, endpoints, flag, members, plain, text
from generator.diff.side import Side
from generator.diff.values import canonical, short
from generator.spec.document import Node


def compare(engine: Engine) -> None:
    """Report operations that came, went, moved or changed."""
    before = _by_key(engine.old)
    after = _by_key(engine.new)
    gone = {key: each for key, each in before.items() if key not in after}
    come = {key: each for key, each in after.items() if key not in before}
    moved = _moved(gone, come)
    for key, old in before.items():
        new = after.get(key) or moved.get(key)
        if new is None:
            _removed(engine, old)
            continue
        if key in moved:
            words = f"{old.label} became {new.label}"
            _report(engine, new, "endpoint-moved", words, old, old.label, new.label)
        _kept(engine, old, new)
    arrived = {each.label for each in moved.values()}
    for new in come.values():
        if new.label not in arrived:
            found = Found("endpoint-added", "added", None, new.node, subject=f"operation {new.label}")
            engine.report(Use("request", new.label, "operation"), found)


def _by_key(side: Side) -> dict[str, Endpoint]:
    """Operations by what they are on the wire; of two that are the same there, both are kept by their full path."""
    found: dict[str, Endpoint] = {}
    for each in endpoints(side, side.document.root.get("paths")):
        found[each.label if each.key in found else each.key] = each
    return found


def _moved(gone: dict[str, Endpoint], come: dict[str, Endpoint]) -> dict[str, Endpoint]:
    """Operations that stand elsewhere under the same operationId: old key to new endpoint."""
    by_id = {each.id: each for each in come.values() if each.id}
    return {key: by_id[each.id] for key, each in gone.items() if each.id in by_id}


def _removed(engine: Engine, old: Endpoint) -> None:
    announced = flag(old.node, "deprecated")
    id = "endpoint-removed-after-deprecation" if announced else "endpoint-removed"
    words = "removed after it was marked as deprecated" if announced else "removed"
    found = Found(id, words, old.node, None, subject=f"operation {old.label}")
    engine.report(Use("request", old.label, "operation"), found)


def _report(
    engine: Engine, new: Endpoint, id: str, words: str, old: Endpoint, before: str = "", after: str = ""
) -> None:
    use = Use("request", new.label, "operation")
    engine.report(use, Found(id, words, old.node, new.node, before, after, None, f"operation {new.label}"))


def _kept(engine: Engine, old: Endpoint, new: Endpoint) -> None:
    """An operation on both sides."""
    if engine.unchanged.same_path(old.path, new.path):
        return
    _marks(engine, old, new)
    parameters.compare(engine, old, new)
    bodies.compare(engine, old, new)
    responses.compare(engine, old, new)
    security.compare(engine, old, new)
    use = Use("request", new.label, "server")
    for before, after in ((old.item, new.item), (old.node, new.node)):
        root.compare_servers(engine, use, before, after)
    _callbacks(engine, old, new)


def _marks(engine: Engine, old: Endpoint, new: Endpoint) -> None:
    if old.id != new.id:
        kind = "added" if not old.id else "removed" if not new.id else "changed"
        words = f"operationId {old.id or 'none'} became {new.id or 'none'}"
        _report(engine, new, f"operation-id-{kind}", words, old, old.id, new.id)
    if flag(old.node, "deprecated") != flag(new.node, "deprecated"):
        deprecated = flag(new.node, "deprecated")
        id = "endpoint-deprecated" if deprecated else "endpoint-reactivated"
        _report(engine, new, id, "marked as deprecated" if deprecated else "no longer deprecated", old)
    before, after = _tags(old.node), _tags(new.node)
    for tag in sorted(after - before):
        _report(engine, new, "tag-added", f"tag {tag!r} added", old, "", tag)
    for tag in sorted(before - after):
        _report(engine, new, "tag-removed", f"tag {tag!r} removed", old, tag)
    for key, id in (("x-stability-level", "stability-changed"), ("x-sunset", "sunset-changed")):
        first, second = plain(old.node, key), plain(new.node, key)
        if canonical(first) != canonical(second):
            _report(
                engine, new, id, f"{short(first)} became {short(second)}", old, short(first), short(second)
            )
    keys = {key for node in (old.node, new.node) for key, _ in node.items() if key.startswith("x-sdkgen-")}
    for key in sorted(keys - {"x-sdkgen-path-parameters"}):
        first, second = plain(old.node, key), plain(new.node, key)
        if canonical(first) != canonical(second):
            words = f"{key} {short(first)} became {short(second)}"
            _report(engine, new, "operation-extension-changed", words, old, short(first), short(second))


def _tags(operation: Node) -> frozenset[str]:
    stated = (each.value for each in elements(operation, "tags"))
    return frozenset(each for each in stated if isinstance(each, str))


def _callbacks(engine: Engine, old: Endpoint, new: Endpoint) -> None:
    """Requests that the server makes: what they carry is received."""
    before, after = members(old.node, "callbacks"), members(new.node, "callbacks")
    for name in sorted({*before, *after}):
        first = engine.old.resolve(before[name]) if name in before else None
        second = engine.new.resolve(after[name]) if name in after else None
        _received(engine, first, second, new.label, "callback", f"callback {name!r}")


def compare_webhooks(engine: Engine) -> None:
    """Webhooks of the document."""
    old, new = (side.document.root.get("webhooks") for side in (engine.old, engine.new))
    _received(engine, old, new, "", "webhook", "")


def _received(
    engine: Engine, old: Node | None, new: Node | None, operation: str, kind: str, subject: str
) -> None:
    """Compare path items whose requests come from the server."""
    before = {each.key: each for each in endpoints(engine.old, old)}
    after = {each.key: each for each in endpoints(engine.new, new)}
    for key in sorted({*before, *after}):
        first, second = before.get(key), after.get(key)
        words = f"{subject} {key}".strip() if subject else f"webhook {_path(first, second)!r}"
        label = operation or words
        use = Use("response", label, "body")
        if first is None or second is None:
            id = f"{kind}-added" if first is None else f"{kind}-removed"
            nodes = (first.node if first else None, second.node if second else None)
            engine.report(use, Found(id, id.rpartition("-")[2], *nodes, subject=words))
            continue
        _payload(engine, first, second, use, words)


def _payload(engine: Engine, old: Endpoint, new: Endpoint, use: Use, subject: str) -> None:
    """A request of the server on both sides: what is said of it, and what it carries."""
    if flag(old.node, "deprecated") != flag(new.node, "deprecated"):
        id = "deprecated" if flag(new.node, "deprecated") else "reactivated"
        engine.report(use, Found(id, id, old.node, new.node, subject=subject))
    if text(old.node, "operationId") != text(new.node, "operationId"):
        words = f"operationId {text(old.node, 'operationId')!r} became {text(new.node, 'operationId')!r}"
        engine.report(use, Found("document-fact-changed", words, old.node, new.node, subject=subject))
    before, after = old.node.get("requestBody"), new.node.get("requestBody")
    if before is None and after is None:
        return
    if before is None or after is None:
        id = "response-body-added" if before is None else "response-body-removed"
        engine.report(use, Found(id, id.rpartition("-")[2], before, after, subject=subject))
        return
    first = bodies.contents(engine.old.resolve(before))
    second = bodies.contents(engine.new.resolve(after))
    for media in sorted({*first, *second}):
        if media in first and media in second:
            bodies.media_type(engine, use, media, first[media], second[media])
        else:
            kind = "added" if media in second else "removed"
            words = f"media type {media} {kind}"
            engine.report(
                use,
                Found(
                    f"response-media-type-{kind}", words, first.get(media), second.get(media), subject=subject
                ),
            )


def _path(old: Endpoint | None, new: Endpoint | None) -> str:
    known = new or old
    return known.path if known is not None else ""
