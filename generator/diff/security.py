"""How requests authenticate: what operations ask for, and the schemes themselves."""

from __future__ import annotations

from typing import Any, TypeAlias

from generator.diff.engine import Engine, Found, Use
from generator.diff.reading import Endpoint, members, text
from generator.diff.values import canonical, short
from generator.narrow import Data, is_list
from generator.spec.document import Node

Alternative: TypeAlias = frozenset[str]
"""Names of schemes that are needed together; the empty set is access without credentials."""

_URLS = ("authorizationUrl", "tokenUrl", "refreshUrl", "openIdConnectUrl", "deviceAuthorizationUrl")


def compare(engine: Engine, old: Endpoint, new: Endpoint) -> None:
    """Report ways to authenticate that an operation gained or lost."""
    before, first = _alternatives(engine.old.document.root, old.node)
    after, second = _alternatives(engine.new.document.root, new.node)
    use = Use("request", new.label, "security")

    def add(id: str, words: str) -> None:
        engine.report(use, Found(id, words, first, second, subject="security"))

    for way in sorted(set(after) - set(before), key=sorted):
        add("security-added", f"{_named(way)} added")
    for way in sorted(set(before) - set(after), key=sorted):
        add("security-removed", f"{_named(way)} removed")
    for way in sorted(set(before) & set(after), key=sorted):
        for scope in sorted(after[way] - before[way]):
            add("security-scope-added", f"scope {scope!r} of {_named(way)} is needed now")
        for scope in sorted(before[way] - after[way]):
            add("security-scope-removed", f"scope {scope!r} of {_named(way)} is no longer needed")


def _alternatives(root: Node, operation: Node) -> tuple[dict[Alternative, frozenset[str]], Node | None]:
    """Each set of schemes with its scopes, and where that is said: at the operation or for the whole document."""
    home = operation.get("security") or root.get("security")
    stated: Data = home.value if home is not None else None
    found: dict[Alternative, frozenset[str]] = {}
    for each in stated if isinstance(stated, list) else ():
        member: Data = each
        if isinstance(member, dict):
            scopes = [str(scope) for value in member.values() if is_list(value) for scope in value]
            way = frozenset(map(str, member))
            found[way] = found.get(way, frozenset(scopes)) & frozenset(scopes)
    return found or {frozenset[str](): frozenset[str]()}, home


def _named(way: Alternative) -> str:
    return " with ".join(sorted(way)) or "access without credentials"


def compare_schemes(engine: Engine) -> None:
    """Report what changed in the schemes of the document."""
    before, after = (
        members(side.document.root.get("components"), "securitySchemes") for side in (engine.old, engine.new)
    )
    for name in sorted({*before, *after}):
        first, second = before.get(name), after.get(name)
        use = Use("request", "", "security")
        subject = f"security scheme {name!r}"
        if first is None or second is None:
            id = "security-scheme-added" if first is None else "security-scheme-removed"
            engine.report(use, Found(id, id.rpartition("-")[2], first, second, subject=subject))
        else:
            _scheme(engine, use, engine.old.resolve(first), engine.new.resolve(second), subject)


def _scheme(engine: Engine, use: Use, old: Node, new: Node, subject: str) -> None:
    def add(id: str, words: str) -> None:
        engine.report(use, Found(id, words, old, new, subject=subject))

    for key in ("type", "in", "name", "scheme"):
        before, after = text(old, key), text(new, key)
        if key == "scheme":
            before, after = before.lower(), after.lower()
        if before != after:
            add("security-scheme-changed", f"{key} {before!r} became {after!r}")
    if text(old, "bearerFormat") != text(new, "bearerFormat"):
        add("document-fact-changed", "the form of the token changed")
    first, second = _flows(old), _flows(new)
    for address in sorted({*first, *second}):
        if address[1] in _URLS and first.get(address) != second.get(address):
            words = (
                f"{' '.join(address).strip()} {short(first.get(address))} became {short(second.get(address))}"
            )
            add("security-scheme-url-changed", words)
    before_flows, after_flows = {address[0] for address in first}, {address[0] for address in second}
    for flow in sorted(before_flows ^ after_flows):
        add("security-scheme-changed", f"flow {flow!r} {'added' if flow in after_flows else 'removed'}")
    _scopes(old, new, add)


def _flows(scheme: Node) -> dict[tuple[str, str], Any]:
    """Addresses by (flow, keyword); those of the scheme itself have no flow."""
    found: dict[tuple[str, str], Any] = {("", key): text(scheme, key) for key in _URLS if text(scheme, key)}
    for flow, node in members(scheme, "flows").items():
        if not flow.startswith("x-"):
            found[flow, ""] = True
            found.update({(flow, key): text(node, key) for key in _URLS if text(node, key)})
    return found


def _scopes(old: Node, new: Node, add: Any) -> None:
    before, after = (
        {scope for flow in members(scheme, "flows").values() for scope in members(flow, "scopes")}
        for scheme in (old, new)
    )
    for scope in sorted(after - before):
        add("security-scheme-scope-added", f"scope {canonical(scope)} added")
    for scope in sorted(before - after):
        add("security-scheme-scope-removed", f"scope {canonical(scope)} removed")
