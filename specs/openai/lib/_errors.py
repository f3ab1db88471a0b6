"""Outcomes of a completion that leave nothing to parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime.errors import SDKError

if TYPE_CHECKING:
    from ..types.chat import ChatCompletion

__all__ = ["ContentFilterFinishReasonError", "InvalidWebhookSignatureError", "LengthFinishReasonError"]


class LengthFinishReasonError(SDKError):
    """The model stopped at the limit of its tokens, so its output is cut off.  `completion` is what there is."""

    completion: ChatCompletion

    def __init__(self, *, completion: ChatCompletion) -> None:
        usage: Any = getattr(completion, "usage", None)
        used = f" ({usage.completion_tokens} tokens)" if usage is not None else ""
        super().__init__(f"The completion ends at its length limit, so its content cannot be parsed{used}")
        self.completion = completion


class ContentFilterFinishReasonError(SDKError):
    """The content filter stopped the output.  `completion` is what there is."""

    completion: ChatCompletion | None

    def __init__(self, *, completion: ChatCompletion | None = None) -> None:
        super().__init__("Could not parse response content as the request was rejected by the content filter")
        self.completion = completion


class InvalidWebhookSignatureError(ValueError):
    """A webhook that the secret does not confirm, or that is too old or too new."""
