"""The server as an ASGI application: it holds no state, so any number of requests may be in it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from generator.config import TargetConfig
from generator.exchanges.answers import BYTES, AnswerMaker, SampleAnswer
from generator.exchanges.errors import ErrorShapes
from generator.exchanges.operations import Operation, operations
from generator.exchanges.routing import Match, Router
from generator.exchanges.streams import StreamFacts, stream_of
from generator.mock.answering import Answers, UnknownExample
from generator.mock.preferences import NO_WISHES, BadWish, Wishes, wishes
from generator.mock.request_check import RequestCheck, query_pairs
from generator.mock.schema_check import Validators
from generator.mock.sending import send_answer
from generator.mock.uploads import bytes_of_upload, start_of_upload, upload_routes
from generator.samples import Sampler
from generator.spec.document import Document
from generator.testing.cassette import Interaction

_MOST_BYTES: Final = 512 * 2**20


@dataclass(frozen=True, slots=True)
class MockOptions:
    """How the server behaves.

    `check`: refuse requests that the document does not admit; `strict`: query parameters that it does not name are
    refused as well.  `key`: the only credential that is taken, "" for any.  `standing`: wishes that hold for all
    requests.  `depth`: how far answers are filled.
    """

    check: bool = True
    strict: bool = False
    key: str = ""
    standing: Wishes = NO_WISHES
    depth: int = 3


class MockApp:
    """Answers requests for one document.  `told`: hears of every refused request, as one line."""

    def __init__(
        self,
        document: Document,
        config: TargetConfig | None = None,
        fixtures: Mapping[str, Sequence[Interaction]] | None = None,
        options: MockOptions | None = None,
        told: Callable[[str], None] | None = None,
    ) -> None:
        config = config if config is not None else TargetConfig()
        self.operations = operations(document)
        uploads = upload_routes(self.operations)
        sampler = Sampler(document)
        errors = ErrorShapes(document, self.operations, sampler)
        self._options = options if options is not None else MockOptions()
        self._router = Router((*self.operations, *uploads))
        self._upload_paths = frozenset(operation.path for operation in uploads)
        validators = Validators(document)
        self._check = RequestCheck(
            document, config, validators, strict=self._options.strict, key=self._options.key
        )
        maker = AnswerMaker(sampler, errors)
        self._answers = Answers(maker, fixtures or {}, validators.valid, depth=self._options.depth)
        self._streams: dict[str, StreamFacts | None] = {o.id: stream_of(o, config) for o in self.operations}
        self._tell = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection of the ASGI protocol: requests, and the life of the server."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
            return
        headers = Headers(scope=scope)
        try:
            wanted = wishes(headers.getlist("prefer"), self._options.standing)
        except BadWish as problem:
            await send_answer(send, self._answers.error(None, 400, str(problem)), NO_WISHES)
            return
        try:
            answer = await self._answer(scope, receive, headers, wanted)
        except ClientDisconnect:
            return
        await send_answer(send, answer, wanted, head=scope["method"] == "HEAD")

    async def _answer(self, scope: Scope, receive: Receive, headers: Headers, wanted: Wishes) -> SampleAnswer:
        method, path = scope["method"], _path(scope)
        pairs = query_pairs(scope["query_string"])
        match = self._router.find(method, path, pairs)
        if match is None:
            return self._no_operation(method, path)
        operation = match.operation
        query: dict[str, list[str]] = {}
        for name, text in pairs:
            query.setdefault(name, []).append(text)
        body = await _body(Request(scope, receive))
        if body is None:
            return self._answers.error(
                operation, 413, f"bodies of more than {_MOST_BYTES} bytes are not taken"
            )
        if self._options.check and not self._check.authorised(operation, headers, query):
            self._report(operation, 401, "no credential")
            error = self._answers.error(operation, 401, "the credential is missing or not the right one")
            return replace(error, headers={**error.headers, "www-authenticate": "Bearer"})
        if operation.path in self._upload_paths:
            step = start_of_upload(path, headers, query, headers.get("host", "127.0.0.1"))
            step = step or bytes_of_upload(headers, query)
            final = {"x-goog-upload-status": "final"} if query.get("upload_id") else {}
            done = self._answers.answer(operation, wanted, "", None)
            return step or replace(done, headers={**done.headers, **final})
        value: object = None
        if self._options.check or self._streams[operation.id] is not None:
            value, refusal = await self._checked(match, headers, pairs, body)
            if refusal is not None and self._options.check:
                return refusal
        return self._good(operation, wanted, headers, query, value)

    def _good(
        self,
        operation: Operation,
        wanted: Wishes,
        headers: Headers,
        query: Mapping[str, Sequence[str]],
        value: object,
    ) -> SampleAnswer:
        accept = headers.get("accept", "")
        if operation.download and "media" in query.get("alt", ()):
            return SampleAnswer(200, {"content-type": "application/octet-stream"}, (BYTES,))
        facts = self._streams[operation.id]
        asked = facts if facts is not None and facts.asked(value, query, accept) else None
        try:
            return self._answers.answer(operation, wanted, accept, asked)
        except UnknownExample as problem:
            return self._answers.error(operation, 404, str(problem))

    async def _checked(
        self, match: Match, headers: Headers, pairs: Sequence[tuple[str, str]], body: bytes
    ) -> tuple[object, SampleAnswer | None]:
        """The value of the body, and the refusal when the request is not what the document says."""
        operation = match.operation
        found = self._check.parameters(match, headers, pairs)
        value, more = await self._check.body(operation, headers, body)
        found += more
        if not found:
            return value, None
        status = 415 if all(problem.where == "content-type" for problem in found) else _refusal(operation)
        message = "the request does not fit the document: " + "; ".join(map(str, found))
        self._report(operation, status, "; ".join(map(str, found)))
        first = found[0].pointer if found[0].where == "body" else found[0].where.rpartition(" ")[2]
        return value, self._answers.error(operation, status, message, first)

    def _no_operation(self, method: str, path: str) -> SampleAnswer:
        known = self._router.methods(path)
        if self._tell is not None:
            self._tell(f"{method} {path}: not in the document")
        if known:
            error = self._answers.error(None, 405, f"{path} takes {', '.join(known)}, not {method}")
            return replace(error, headers={**error.headers, "allow": ", ".join(known)})
        return self._answers.error(None, 404, f"the document has no operation {method} {path}")

    def _report(self, operation: Operation, status: int, what: str) -> None:
        if self._tell is not None:
            self._tell(f"{operation.method} {operation.path} {status}: {what}")


def _refusal(operation: Operation) -> int:
    """400, or 422 for an operation whose document knows that and not 400."""
    stated = {answer.status for answer in operation.answers}
    return 422 if "422" in stated and not {"400", "4XX"} & stated else 400


def _path(scope: Scope) -> str:
    """The path as it was sent: encoded slashes are not separators."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0].decode("latin-1")


async def _body(request: Request) -> bytes | None:
    """The whole body, None when it is longer than anything that is taken."""
    stated = request.headers.get("content-length", "0")
    if stated.isdigit() and int(stated) > _MOST_BYTES:
        return None
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > _MOST_BYTES:
            return None
        pieces.append(piece)
    return b"".join(pieces)


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
