"""What a server may be told of the program that calls it: language, versions, system."""

from __future__ import annotations

import platform
import sys
from functools import lru_cache

from .waiting import async_library

__all__ = ["OtherArch", "OtherPlatform", "get_architecture", "get_platform", "platform", "platform_headers"]

_SYSTEMS = {"darwin": "MacOS", "windows": "Windows", "freebsd": "FreeBSD", "openbsd": "OpenBSD"}
_MACHINES = {"arm64": "arm64", "aarch64": "arm64", "arm": "arm", "x86_64": "x64", "amd64": "x64"}


class OtherPlatform(str):
    """An operating system that has no name here, as ``Other:…``."""

    __slots__ = ()


class OtherArch(str):
    """A processor that has no name here, as ``other:…``."""

    __slots__ = ()


def get_platform() -> str:
    """Name of the operating system, ``Other:…`` for one that has no name here, ``Unknown`` when it cannot be told."""
    try:
        system = platform.system().lower()
        described = platform.platform().lower()
    except Exception:
        return "Unknown"
    if "iphone" in described or "ipad" in described:
        return "iOS"
    if "android" in described:
        return "Android"
    if system == "linux":
        return {"freebsd": "FreeBSD", "openbsd": "OpenBSD"}.get(_distribution(), "Linux")
    if system in _SYSTEMS:
        return _SYSTEMS[system]
    return OtherPlatform(f"Other:{described}") if described else "Unknown"


def _distribution() -> str:
    """ID of the system in os-release, "" when there is no such file."""
    try:
        return platform.freedesktop_os_release().get("ID", "").lower()
    except OSError:
        return ""


def get_architecture() -> str:
    """Kind of the processor."""
    try:
        machine = platform.machine().lower()
    except Exception:
        return "unknown"
    if machine in _MACHINES:
        return _MACHINES[machine]
    if machine and sys.maxsize <= 2**32:
        return "x32"
    return OtherArch(f"other:{machine}") if machine else "unknown"


@lru_cache(maxsize=8)
def platform_headers(version: str, kind: str = "sync") -> dict[str, str]:
    """Names (to be prefixed) and values of the headers; `version`: the package's, `kind`: sync or async."""
    return {
        "Lang": "python",
        "Package-Version": version,
        "OS": get_platform(),
        "Arch": get_architecture(),
        "Runtime": platform.python_implementation(),
        "Runtime-Version": platform.python_version(),
        "Async": "false" if kind == "sync" else f"async:{async_library()}",
    }
