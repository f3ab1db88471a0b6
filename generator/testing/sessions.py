"""Recording and replaying for a target: which variable carries the base URL, what is secret, what operations are called."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from generator.config import TargetConfig
from generator.diagnostics import UsageError
from generator.exchanges.operations import operations
from generator.exchanges.routing import Router
from generator.spec.document import Document
from generator.testing.record import recording
from generator.testing.recorder import Recorder
from generator.testing.scrub import Scrubber


@dataclass(frozen=True, slots=True)
class Session:
    """What a recording needs to know.

    `variables`: environment variables that clients take the base URL from.  `upstream`: the real base URL.
    `fields`: names whose values are secret, beside the usual ones.
    """

    document: Document
    config: TargetConfig
    variables: tuple[str, ...]
    upstream: str
    fields: tuple[str, ...] = ()


def session_of(
    document: Document,
    config: TargetConfig,
    *,
    upstream: str = "",
    variables: Iterable[str] = (),
    fields: Iterable[str] = (),
) -> Session:
    """Fill in what is not said: variables and address of the target, an address that the environment gives already.

    Raises UsageError where nothing says it.
    """
    names = tuple(variables) or ((config.client.base_url_env,) if config.client.base_url_env else ())
    if not names:
        raise UsageError("nothing says which variable carries the base URL: name it with --env")
    stated = next((os.environ[name] for name in names if os.environ.get(name)), "")
    known = operations(document)
    documented = known[0].servers[0] if known else ""
    address = upstream or stated or config.client.base_url or documented
    if not address.startswith(("http://", "https://")):
        raise UsageError("nothing says where the real server is: name it with --upstream")
    headers = [auth.header for auth in config.client.auth.values() if auth.header]
    headers += [option.header for option in config.client.options if option.header]
    return Session(document, config, names, address, (*headers, *fields))


def secrets_of(config: TargetConfig, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Values of the environment that the target's client takes for credentials or accounts."""
    names = [name for auth in config.client.auth.values() for name in auth.env]
    names += [name for option in config.client.options for name in option.env]
    return tuple(environment[name] for name in names if environment.get(name))


@contextmanager
def recorded(session: Session, folder: Path, port: int = 0) -> Generator[tuple[Recorder, dict[str, str]]]:
    """Record into a folder while the context is open; gives the recorder and the variables for the program."""
    router = Router(operations(session.document))

    def name_of(method: str, uri: str) -> str | None:
        parts = urlsplit(uri)
        match = router.find(method, parts.path, parse_qsl(parts.query, keep_blank_values=True))
        return match.operation.id if match is not None else None

    scrubber = Scrubber(session.fields, secrets_of(session.config, os.environ))
    recorder = Recorder(folder, scrubber, name_of)
    with recording(recorder, session.upstream, port) as url:
        yield recorder, dict.fromkeys(session.variables, url)
