"""Where requests go on Azure: some operations belong to a deployment, the others to the whole resource."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from .._runtime.narrow import is_mapping
from .._runtime.operation import Operation
from .._runtime.sentinels import NotGiven

__all__ = ["DEPLOYMENT_PATHS", "AzureRoutes", "endpoint_url"]

DEPLOYMENT_PATHS = frozenset(
    {
        "/completions",
        "/chat/completions",
        "/embeddings",
        "/audio/transcriptions",
        "/audio/translations",
        "/audio/speech",
        "/images/generations",
        "/images/edits",
    }
)
"""Paths of operations that run on a deployment."""

_KEPT = 256
"""Routed operations remembered; each is one pair of operation and deployment."""


def endpoint_url(base_url: Any, endpoint: str | None, deployment: str | None) -> tuple[str, str]:
    """The root of the API and the base URL of the client, without slashes at their ends.

    `base_url` is the caller's, or a pair of root and deployment.  Raises ValueError when nothing is given, or too much.
    """
    if isinstance(base_url, tuple):
        root, fixed = cast("tuple[Any, str]", base_url)
        root = str(root).rstrip("/")
        return root, f"{root}/deployments/{_segment(fixed)}"
    if base_url is not None and not isinstance(base_url, NotGiven):
        if endpoint is not None:
            raise ValueError("base_url and azure_endpoint are mutually exclusive")
        root = str(base_url).rstrip("/")
        return root, root
    endpoint = endpoint or os.environ.get("AZURE_OPENAI_ENDPOINT")
    if not endpoint:
        raise ValueError(
            "Azure needs to know where: pass `azure_endpoint` or `base_url`, or set the AZURE_OPENAI_ENDPOINT "
            "environment variable"
        )
    root = f"{endpoint.rstrip('/')}/openai"
    return root, root if deployment is None else f"{root}/deployments/{_segment(deployment)}"


class AzureRoutes:
    """Operations with the paths that they have on Azure.  `fixed`: the deployment of all requests, if there is one."""

    def __init__(self, root: str, fixed: str | None) -> None:
        self.root = root
        self._fixed = fixed
        self._routed: dict[tuple[Operation[Any, Any], str], Operation[Any, Any]] = {}

    def routed(self, operation: Operation[Any, Any], body: object) -> Operation[Any, Any]:
        """The operation to send for `operation`.  Raises ValueError for a deployment that cannot be in a path."""
        if operation.path in DEPLOYMENT_PATHS:
            model = body.get("model") if is_mapping(body) else None
            if self._fixed is not None or not isinstance(model, str) or not model:
                return operation
            return self._kept(operation, model)
        return operation if self._fixed is None or operation.server is not None else self._kept(operation, "")

    def realtime(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments of a WebSocket: Azure takes the model as `deployment`, which callers cannot set otherwise."""
        query = dict(arguments.get("query") or {})
        model = query.pop("model", None)
        query["deployment"] = self._fixed or model
        extra: Mapping[str, Any] = arguments.get("extra_query") or {}
        rest = {key: value for key, value in extra.items() if key not in ("api-version", "deployment")}
        return {**arguments, "query": query, "extra_query": rest or None}

    def _kept(self, operation: Operation[Any, Any], model: str) -> Operation[Any, Any]:
        key = operation, model
        found = self._routed.get(key)
        if found is None:
            changes: Mapping[str, Any] = {"server": self.root}
            if model:
                changes = {"path": f"/deployments/{_segment(model)}{operation.path}"}
            found = cast("Any", dataclasses.replace(operation, **changes))
            if len(self._routed) >= _KEPT:
                self._routed.pop(next(iter(self._routed)))
            self._routed[key] = found
        return found


def _segment(deployment: str) -> str:
    """One path segment (RFC 3986 section 3.3)."""
    if deployment in (".", ".."):
        raise ValueError(f"The deployment {deployment!r} is a dot-segment, which cannot be part of a path")
    return quote(deployment, safe="!$&'()*+,;=:@-._~")
