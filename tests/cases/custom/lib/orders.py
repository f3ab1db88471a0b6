"""Orders in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .._runtime.resource import AsyncResource, SyncResource

if TYPE_CHECKING:
    from ..resources.orders import AsyncOrders, Orders
    from ..types import Order


class OrdersHelpers(SyncResource):
    """For the sync resource."""

    def create_and_fetch(self, item: str) -> Order:
        """Order something and look at it."""
        orders = cast("Orders", self)
        return orders.retrieve(orders.create(item=item).id)

    def create_fragile(self, item: str) -> Order:
        """Order something that breaks easily."""
        return cast("Orders", self).create(item=f"fragile {item}")

    def retrieve(self, id: str) -> Order:
        """Never called: the generated method wins."""
        raise NotImplementedError(id)


class AsyncOrdersHelpers(AsyncResource):
    """For the async resource."""

    async def create_and_fetch(self, item: str) -> Order:
        """Order something and look at it."""
        orders = cast("AsyncOrders", self)
        return await orders.retrieve((await orders.create(item=item)).id)

    async def create_fragile(self, item: str) -> Order:
        """Order something that breaks easily."""
        return await cast("AsyncOrders", self).create(item=f"fragile {item}")


class StampsHelpers(SyncResource):
    """A resource that no operation belongs to."""

    def count(self) -> int:
        """How many there are."""
        return len(str(self._client.base_url))
