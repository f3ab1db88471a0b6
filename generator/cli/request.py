"""What the words of `sdkgen generate` ask for, before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """The options that shape the output.  `jobs`: worker processes; the others are the options of `generate`."""

    targets: tuple[str, ...] = ()
    spec: Path | None = None
    package: str | None = None
    out: Path | None = None
    root: Path = Path()
    words: str | None = None
    strict: bool = False
    jobs: int | None = None
    cache: bool = True
    ref_root: Path | None = None
    remote: tuple[str, ...] = ()
    templates: Path | None = None

    @property
    def cache_folder(self) -> Path | None:
        """Where formatted texts, findings and notes of earlier runs lie; None for a run without."""
        return self.root / ".cache" / "sdkgen" if self.cache else None

    def names(self) -> tuple[str, ...]:
        """The configured targets that are asked for, () when one of them does not exist or none is asked for."""
        if self.spec is not None and not self.targets:
            return ()
        known = sorted(path.parent.name for path in self.root.glob("specs/*/sdk.yaml"))
        return (self.targets or tuple(known)) if set(self.targets) <= set(known) else ()

    def out_of(self, name: str) -> Path:
        """The folder that receives the distribution of a configured target."""
        return self.out or self.root / "generated" / name

    def key(self, name: str) -> str:
        """Everything in the command line that shapes the output and the messages of one target."""
        options = (
            *(self.spec, self.package, self.out, self.root),
            *(self.words, self.strict, self.ref_root, self.templates),
        )
        return "\0".join(map(repr, (name, Path.cwd(), *options)))
