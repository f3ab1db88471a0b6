"""`client.videos.poll` and `.create_and_poll`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from .._runtime.converting import undeprecated
from .._runtime.polling import Poll, poll, poll_async
from .._runtime.response_wrappers import async_raw, raw
from .._runtime.sentinels import Omit, omit

if TYPE_CHECKING:
    from ..resources.videos import AsyncVideos, Videos
    from ..types import Video

__all__ = ["async_create_and_poll", "async_poll_video", "create_and_poll", "poll_video"]


def _wait(id: str, interval: int | Omit) -> Poll[Any]:
    return Poll(
        lambda video: video.status in ("queued", "in_progress"),
        subject=f"The video {id}",
        interval_ms=interval,
    )


def poll_video(resource: Videos, video_id: str, *, poll_interval_ms: int | Omit = omit) -> Video:
    """Ask for a video until it is rendered, or failed.  `poll_interval_ms` is the server's hint by default."""
    fetch: Any = raw(undeprecated(cast("Any", resource).retrieve))
    wait: Poll[Video] = _wait(video_id, poll_interval_ms)
    return poll(wait, lambda headers: fetch(video_id, extra_headers=headers), resource._sleep)


async def async_poll_video(
    resource: AsyncVideos, video_id: str, *, poll_interval_ms: int | Omit = omit
) -> Video:
    """Ask for a video until it is rendered, or failed.  `poll_interval_ms` is the server's hint by default."""
    fetch: Any = async_raw(undeprecated(cast("Any", resource).retrieve))
    wait: Poll[Video] = _wait(video_id, poll_interval_ms)
    return await poll_async(wait, lambda headers: fetch(video_id, extra_headers=headers), resource._sleep)


def create_and_poll(
    resource: Videos, arguments: Mapping[str, Any], *, poll_interval_ms: int | Omit = omit
) -> Video:
    """Have a video made and wait for it; see `poll`."""
    video: Any = undeprecated(cast("Any", resource).create)(**arguments)
    return poll_video(resource, video.id, poll_interval_ms=poll_interval_ms)


async def async_create_and_poll(
    resource: AsyncVideos, arguments: Mapping[str, Any], *, poll_interval_ms: int | Omit = omit
) -> Video:
    """Have a video made and wait for it; see `poll`."""
    video: Any = await undeprecated(cast("Any", resource).create)(**arguments)
    return await async_poll_video(resource, video.id, poll_interval_ms=poll_interval_ms)
