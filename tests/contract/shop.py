"""A small project with one target, generated once, and recordings written for it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.config_reader import read_config
from generator.contract.run import Contract
from generator.contract.targets import open_contract
from generator.contract.verdict import Verdict
from generator.diagnostics import Diagnostics
from generator.output.write import write
from generator.pipeline import Job, generate
from generator.progress import Progress

HERE = Path(__file__).resolve().parent
ORDER = {"id": "o1", "status": "open", "lines": [{"type": "goods", "weight": 1.5}]}


def make_project(root: Path) -> Path:
    """A project folder with the target `shop`."""
    specs = root / "specs" / "shop"
    specs.mkdir(parents=True)
    (specs / "api.yaml").write_text((HERE / "shop.yaml").read_text("utf-8"), "utf-8")
    settings = "target: shop\nspec: api.yaml\npackage: {name: shop_contract}\nclient: {name: Shop}\n"
    (specs / "sdk.yaml").write_text(settings, "utf-8")
    diagnostics = Diagnostics()
    config = read_config(specs / "sdk.yaml", diagnostics)
    made = generate(Job(config, specs / "api.yaml", specs, words="none", jobs=1), diagnostics, Progress())
    write(made.files, root / "generated" / "shop", diagnostics)
    return root


@dataclass(frozen=True)
class Shop:
    """The project, and a folder for recordings."""

    root: Path
    folder: Path

    def record(
        self,
        name: str,
        request: tuple[str, str],
        body: Any = None,
        answer: Any = None,
        *,
        status: int = 200,
        kind: str = "application/json",
        sent_as: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> Path:
        """Write one recording: JSON is given as data, other bodies as bytes."""
        method, path = request
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        found = (
            answer if isinstance(answer, bytes) else b"" if answer is None else json.dumps(answer).encode()
        )
        interaction = {
            "request": {
                "method": method,
                "uri": f"https://shop.test/v1{path}",
                "headers": {"content-type": [sent_as]} if content else {},
                "body": {"base64_string": base64.b64encode(content).decode()},
            },
            "response": {
                "status": {"code": status, "message": ""},
                "headers": {"content-type": [kind], **{k: [v] for k, v in (headers or {}).items()}},
                "body": {"base64_string": base64.b64encode(found).decode()},
            },
        }
        path_ = self.folder / f"{name}.yaml"
        path_.parent.mkdir(parents=True, exist_ok=True)
        path_.write_text(yaml.safe_dump({"version": 1, "interactions": [interaction]}), "utf-8")
        return path_

    def contract(self) -> Contract:
        """The contract of the target."""
        return open_contract("shop", root=self.root)

    def verdict(self, *arguments: Any, **options: Any) -> Verdict:
        """The verdict on one recording, written and checked."""
        path = self.record("one", *arguments, **options)
        contract = self.contract()
        (exchange,) = contract.traffic([path]).exchanges
        return contract.check(exchange)
