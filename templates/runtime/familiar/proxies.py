"""Stand-ins that load what they stand for when it is used."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar, cast

__all__ = ["LazyProxy"]

T = TypeVar("T")


class LazyProxy(Generic[T], ABC):
    """Forwards attributes to what `__load__` gives, which is asked every time."""

    def __getattr__(self, name: str) -> object:
        target = self.__get_proxied__()
        return cast("object", target) if isinstance(target, LazyProxy) else getattr(target, name)

    def __repr__(self) -> str:
        target = self.__get_proxied__()
        return type(self).__name__ if isinstance(target, LazyProxy) else repr(target)

    def __str__(self) -> str:
        target = self.__get_proxied__()
        return type(self).__name__ if isinstance(target, LazyProxy) else str(target)

    def __dir__(self) -> Iterable[str]:
        target = self.__get_proxied__()
        return [] if isinstance(target, LazyProxy) else dir(target)

    @property  # type: ignore[misc]
    def __class__(self) -> type:  # pyright: ignore
        try:
            target = self.__get_proxied__()
        except Exception:
            # `isinstance` asks for the class: what cannot be loaded is nothing but a proxy.
            return type(self)
        return type(self) if issubclass(type(target), LazyProxy) else type(target)

    def __get_proxied__(self) -> T:
        """What this stands for."""
        return self.__load__()

    def __as_proxied__(self) -> T:
        """The proxy itself, believed by type checkers to be what it stands for."""
        return cast("T", self)

    @abstractmethod
    def __load__(self) -> T:
        """Make or find what this stands for."""
        ...
