"""Methods that extend a generated one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import TypeVar

from .._runtime.resource import AsyncResource, SyncResource
from .._runtime.sentinels import Omit
from .._runtime.sentinels import omit as left_out

if TYPE_CHECKING:
    from ..resources.orders import AsyncOrders, Orders
    from ..types import Order

KindT = TypeVar("KindT", default="Order")


def create_as(
    resource: Orders, arguments: Mapping[str, Any], *, kind: type[KindT], note: str | Omit = left_out
) -> KindT:
    """Order something, and get it as an object of another class.

    `note` is printed on the parcel.
    """
    order = resource.create(**_with_note(arguments, note))
    return cast("KindT", order) if kind is type(order) else kind(order.id)  # type: ignore[call-arg]


async def async_create_as(
    resource: AsyncOrders, arguments: Mapping[str, Any], *, kind: type[KindT], note: str | Omit = left_out
) -> KindT:
    """Order something, and get it as an object of another class.

    `note` is printed on the parcel.
    """
    order = await resource.create(**_with_note(arguments, note))
    return cast("KindT", order) if kind is type(order) else kind(order.id)  # type: ignore[call-arg]


def count(resource: SyncResource | AsyncResource, up_to: int, *, step: int = 1) -> list[int]:
    """Numbers from 0."""
    return list(range(0, up_to, step))


def _with_note(arguments: Mapping[str, Any], note: str | Omit) -> dict[str, Any]:
    return {**arguments, "item": f"{arguments['item']} {note or ''}".strip()}
