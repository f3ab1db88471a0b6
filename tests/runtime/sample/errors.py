"""Exceptions of the package."""

from __future__ import annotations

from ._runtime.errors import (
    APIConnectionError as APIConnectionError,
)
from ._runtime.errors import (
    APIError as APIError,
)
from ._runtime.errors import (
    APIResponseValidationError as APIResponseValidationError,
)
from ._runtime.errors import (
    APIStatusError as APIStatusError,
)
from ._runtime.errors import (
    APITimeoutError as APITimeoutError,
)
from ._runtime.errors import (
    AuthenticationError as AuthenticationError,
)
from ._runtime.errors import (
    BadRequestError as BadRequestError,
)
from ._runtime.errors import (
    ConflictError as ConflictError,
)
from ._runtime.errors import (
    InternalServerError as InternalServerError,
)
from ._runtime.errors import (
    NotFoundError as NotFoundError,
)
from ._runtime.errors import (
    PermissionDeniedError as PermissionDeniedError,
)
from ._runtime.errors import (
    RateLimitError as RateLimitError,
)
from ._runtime.errors import (
    SDKError,
)
from ._runtime.errors import (
    UnprocessableEntityError as UnprocessableEntityError,
)

SampleError = SDKError
