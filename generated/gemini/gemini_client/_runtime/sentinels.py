"""Marks for "not given" and "left out": neither is ``None``, which is sent as JSON ``null``."""

from __future__ import annotations

from typing import ClassVar, Literal

__all__ = ["NOT_GIVEN", "NotGiven", "Omit", "is_given", "not_given", "omit"]


class NotGiven:
    """Says that an argument was not passed, where ``None`` has a meaning of its own (`timeout`).  One instance."""

    __slots__ = ()
    _instance: ClassVar[NotGiven | None] = None

    def __new__(cls) -> NotGiven:
        """The one instance."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"

    def __copy__(self) -> NotGiven:
        return self

    def __deepcopy__(self, memo: object) -> NotGiven:
        return self

    def __reduce__(self) -> str:
        return "not_given"


class Omit:
    """Leaves a parameter out of the request; as a header value, removes a header that would be sent.  One instance."""

    __slots__ = ()
    _instance: ClassVar[Omit | None] = None

    def __new__(cls) -> Omit:
        """The one instance."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "omit"

    def __copy__(self) -> Omit:
        return self

    def __deepcopy__(self, memo: object) -> Omit:
        return self

    def __reduce__(self) -> str:
        return "omit"


not_given = NotGiven()
NOT_GIVEN = not_given
omit = Omit()


def is_given(value: object) -> bool:
    """Whether `value` is a real argument, neither an `Omit` nor a `NotGiven`."""
    return value is not omit and value is not not_given
