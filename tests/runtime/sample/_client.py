"""The clients of the sample."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Self

from ._runtime.async_client import AsyncClient
from ._runtime.client import SyncClient
from ._runtime.definition import ClientDefinition, Option, Scheme
from ._runtime.sentinels import NotGiven, not_given
from ._version import __version__

if TYPE_CHECKING:
    import httpx2

    from ._runtime.aliases import TimeoutTypes
    from .resources.chats import AsyncChats, AsyncChatsWithRawResponse, Chats, ChatsWithRawResponse
    from .resources.files import AsyncFiles, Files

_DEFINITION = ClientDefinition(
    name="Sample",
    version=__version__,
    base_url="https://api.sample.test/v1",
    base_url_env="SAMPLE_BASE_URL",
    insists=True,
    schemes=(
        Scheme(name="ApiKeyAuth", kind="http", argument="api_key", env=("SAMPLE_API_KEY",)),
        Scheme(name="AdminApiKeyAuth", kind="http", argument="admin_api_key", env=("SAMPLE_ADMIN_KEY",)),
        Scheme(
            name="HeaderAuth", kind="apiKey", argument="header_key", location="header", param="x-goog-api-key"
        ),
        Scheme(name="QueryAuth", kind="apiKey", argument="query_key", location="query", param="key"),
    ),
    options=(
        Option(name="organization", env=("SAMPLE_ORG_ID",), header="Sample-Organization"),
        Option(name="webhook_secret", env=("SAMPLE_WEBHOOK_SECRET",)),
    ),
    security=(("ApiKeyAuth",),),
    headers_env="SAMPLE_CUSTOM_HEADERS",
    log_env="SAMPLE_LOG",
    idempotency_header="Idempotency-Key",
    query_arrays="brackets",
    query_objects="brackets",
    multipart_arrays="brackets",
    multipart_objects="brackets",
)


class Sample(SyncClient):
    """Client of the sample API."""

    api_key: str
    admin_api_key: str | None
    organization: str | None
    webhook_secret: str | None

    def __init__(
        self,
        *,
        api_key: str | Callable[[], str] | None = None,
        admin_api_key: str | None = None,
        header_key: str | None = None,
        query_key: str | None = None,
        organization: str | None = None,
        webhook_secret: str | None = None,
        base_url: str | httpx2.URL | NotGiven | None = not_given,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int = 2,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.Client | None = None,
        _strict_response_validation: bool = False,
        _enforce_credentials: bool = True,
    ) -> None:
        super().__init__(
            _DEFINITION,
            credentials={
                "ApiKeyAuth": api_key,
                "AdminApiKeyAuth": admin_api_key,
                "HeaderAuth": header_key,
                "QueryAuth": query_key,
            },
            options={"organization": organization, "webhook_secret": webhook_secret},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            _strict_response_validation=_strict_response_validation,
            _enforce_credentials=_enforce_credentials,
        )

    @cached_property
    def chats(self) -> Chats:
        """Operations of `chats`."""
        from .resources.chats import Chats

        return Chats(self)

    @cached_property
    def files(self) -> Files:
        """Operations of `files`."""
        from .resources.files import Files

        return Files(self)

    @cached_property
    def with_raw_response(self) -> SampleWithRawResponse:
        """The same operations with the raw HTTP response in hand."""
        return SampleWithRawResponse(self)

    def copy(
        self,
        *,
        api_key: str | Callable[[], str] | None = None,
        organization: str | None = None,
        base_url: str | httpx2.URL | NotGiven | None = not_given,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        http_client: httpx2.Client | None = None,
        _enforce_credentials: bool | None = None,
        _extra_kwargs: Mapping[str, object] = {},
    ) -> Self:
        """A client that differs in what is given."""
        return self._copy(
            credentials={"ApiKeyAuth": api_key},
            options={"organization": organization},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            http_client=http_client,
            enforce_credentials=_enforce_credentials,
            extra_kwargs=_extra_kwargs,
        )

    with_options = copy


class SampleWithRawResponse:
    """`Sample` with the raw HTTP response in hand."""

    def __init__(self, client: Sample) -> None:
        self._client = client

    @cached_property
    def chats(self) -> ChatsWithRawResponse:
        """Operations of `chats`."""
        from .resources.chats import ChatsWithRawResponse

        return ChatsWithRawResponse(self._client.chats)


class AsyncSample(AsyncClient):
    """Async client of the sample API."""

    api_key: str

    def __init__(
        self,
        *,
        api_key: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        admin_api_key: str | None = None,
        header_key: str | None = None,
        query_key: str | None = None,
        organization: str | None = None,
        webhook_secret: str | None = None,
        base_url: str | httpx2.URL | NotGiven | None = not_given,
        timeout: TimeoutTypes | NotGiven | None = not_given,
        max_retries: int = 2,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        _strict_response_validation: bool = False,
        _enforce_credentials: bool = True,
    ) -> None:
        super().__init__(
            _DEFINITION,
            credentials={
                "ApiKeyAuth": api_key,
                "AdminApiKeyAuth": admin_api_key,
                "HeaderAuth": header_key,
                "QueryAuth": query_key,
            },
            options={"organization": organization, "webhook_secret": webhook_secret},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            _strict_response_validation=_strict_response_validation,
            _enforce_credentials=_enforce_credentials,
        )

    @cached_property
    def chats(self) -> AsyncChats:
        """Operations of `chats`."""
        from .resources.chats import AsyncChats

        return AsyncChats(self)

    @cached_property
    def files(self) -> AsyncFiles:
        """Operations of `files`."""
        from .resources.files import AsyncFiles

        return AsyncFiles(self)

    @cached_property
    def with_raw_response(self) -> AsyncSampleWithRawResponse:
        """The same operations with the raw HTTP response in hand."""
        return AsyncSampleWithRawResponse(self)


class AsyncSampleWithRawResponse:
    """`AsyncSample` with the raw HTTP response in hand."""

    def __init__(self, client: AsyncSample) -> None:
        self._client = client

    @cached_property
    def chats(self) -> AsyncChatsWithRawResponse:
        """Operations of `chats`."""
        from .resources.chats import AsyncChatsWithRawResponse

        return AsyncChatsWithRawResponse(self._client.chats)
