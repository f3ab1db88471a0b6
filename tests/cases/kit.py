"""What the checks of the cases work with: a generated package, and clients over a transport of their own."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2

from generator.config import TargetConfig
from generator.config_reader import read_config
from generator.diagnostics import Diagnostics, InputError
from generator.output.write import write
from generator.pipeline import Generated, Job, generate
from generator.progress import Progress

HERE = Path(__file__).resolve().parent

Answer = httpx2.Response | Callable[[httpx2.Request], httpx2.Response]


def names() -> list[str]:
    """Names of all cases: folders with a document."""
    return sorted(path.name for path in HERE.iterdir() if path.is_dir() and document(path.name) is not None)


def document(name: str) -> Path | None:
    """The document of a case."""
    candidates = (HERE / name / file for file in ("spec.yaml", "spec.json", "discovery.json"))
    return next((path for path in candidates if path.is_file()), None)


def job(name: str, cache: Path | None = None) -> tuple[Job, Diagnostics]:
    """How a case is generated, and what reading its configuration had to say."""
    diagnostics = Diagnostics()
    spec = document(name)
    assert spec is not None
    folder = HERE / name
    settings = folder / "sdk.yaml"
    config = read_config(settings, diagnostics) if settings.is_file() else TargetConfig()
    # A name of its own for each package: all of them are imported into one process.
    object.__setattr__(config.package, "name", f"case_{name}")
    made = Job(config, spec, folder if settings.is_file() else None, words="upstream", jobs=1, cache=cache)
    return made, diagnostics


def shared_cache(base: Path) -> Path:
    """Folder of formatted texts for all workers of this test run, whose own folders stand side by side."""
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "formatted"


@dataclass(frozen=True)
class Case:
    """One generated distribution: its folder, and what the generator said and knows about it."""

    name: str
    folder: Path
    generated: Generated
    diagnostics: Diagnostics

    @property
    def package(self) -> ModuleType:
        """The imported package."""
        if str(self.folder) not in sys.path:
            sys.path.insert(0, str(self.folder))
        return importlib.import_module(f"case_{self.name}")

    def module(self, dotted: str) -> ModuleType:
        """A module of the package, by its name below it."""
        assert self.package
        return importlib.import_module(f"case_{self.name}.{dotted}")

    def import_everything(self) -> None:
        """Import every module of the package, also those that nothing loads by itself."""
        for module in pkgutil.walk_packages(self.package.__path__, f"{self.package.__name__}."):
            importlib.import_module(module.name)

    def text(self, path: str) -> str:
        """A file of the package, by its path below it."""
        return self.generated.files[f"case_{self.name}/{path}"].decode()

    def methods(self) -> dict[str, str]:
        """Dotted path of each method to its HTTP line."""
        index = json.loads(self.generated.files["operations.json"])
        return {".".join([*m["resource"], m["method"]]): m["http"] for m in index["methods"]}

    def call(self, client: Any, operation: str, *positional: Any, **named: Any) -> Any:
        """Call the method of an operation id, wherever it is."""
        index = json.loads(self.generated.files["operations.json"])
        method = next(m for m in index["methods"] if m["operation"] == operation)
        for name in method["resource"]:
            client = getattr(client, name)
        return getattr(client, method["method"])(*positional, **named)

    def client(self, *answers: Answer, **options: Any) -> tuple[Any, Wire]:
        """A sync client and the wire it talks over."""
        wire = Wire(answers)
        http = httpx2.Client(transport=httpx2.MockTransport(wire))
        return self.package.Client(**{"http_client": http, "max_retries": 0, **options}), wire

    def async_client(self, *answers: Answer, **options: Any) -> tuple[Any, Wire]:
        """An async client and the wire it talks over."""
        wire = Wire(answers)
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(wire.later))
        return self.package.AsyncClient(**{"http_client": http, "max_retries": 0, **options}), wire


class Wire:
    """Answers requests in order (the last answer for good) and remembers them."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.answers = list(answers or [ok({})])
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return self._answer(request)

    async def later(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self._answer(request)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if isinstance(answer, httpx2.Response):
            return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return answer(request)

    @property
    def last(self) -> httpx2.Request:
        """The latest request."""
        return self.requests[-1]

    @property
    def line(self) -> str:
        """Method, path and query of the latest request, as sent."""
        return f"{self.last.method} {self.last.url.raw_path.decode()}"

    @property
    def lines(self) -> list[str]:
        """Method, path and query of all requests."""
        return [f"{request.method} {request.url.raw_path.decode()}" for request in self.requests]

    @property
    def body(self) -> Any:
        """The latest request's JSON body."""
        return json.loads(self.last.content)

    @property
    def headers(self) -> httpx2.Headers:
        """The latest request's headers."""
        return self.last.headers


def ok(value: Any, status: int = 200, **headers: str) -> httpx2.Response:
    """A JSON answer."""
    return httpx2.Response(
        status, content=json.dumps(value).encode(), headers={"content-type": "application/json", **headers}
    )


def plain(content: bytes, content_type: str, status: int = 200) -> httpx2.Response:
    """Any other answer."""
    return httpx2.Response(status, content=content, headers={"content-type": content_type})


def sse(*events: Any) -> httpx2.Response:
    """A stream of server-sent events: texts as they are, other values as JSON."""
    data = [event if isinstance(event, str) else json.dumps(event) for event in events]
    return plain("".join(f"data: {text}\n\n" for text in data).encode(), "text/event-stream")


def build(name: str, into: Path, cache: Path | None = None) -> Case:
    """Generate a case into a folder of its own below `into`."""
    made, diagnostics = job(name, cache)
    try:
        generated = generate(made, diagnostics, Progress())
    except InputError as problem:
        raise AssertionError("\n".join([str(problem), *map(str, diagnostics)])) from problem
    folder = into / name
    write(generated.files, folder, diagnostics)
    return Case(name, folder, generated, diagnostics)
