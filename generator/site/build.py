"""Running Sphinx on the sources of a site."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.diagnostics import SdkgenError
from generator.site.sources import write_sources

__all__ = ["SiteError", "build_site"]

_NEEDED = ("sphinx", "myst_parser", "furo", "linkify_it")


class SiteError(SdkgenError):
    """The site could not be built; the message says why."""


def build_site(distribution: Path, out: Path) -> int:
    """Build the site into `out`, which is replaced when it is a site already; returns the number of pages.

    Raises SiteError when the extra `docs` is not installed, when the distribution has no pages, when `out` holds
    something else, or when Sphinx finds fault with a page.
    """
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise SiteError(f"{', '.join(missing)} not installed: pip install 'llm-sdk-generator[docs]'")
    if out.exists() and any(out.iterdir()) and not (out / "searchindex.js").is_file():
        raise SiteError(f"{out} exists and holds no site; choose another folder")
    with tempfile.TemporaryDirectory(prefix="sdkgen-site-") as scratch:
        sources, built = Path(scratch, "sources"), Path(scratch, "built")
        try:
            pages = write_sources(distribution, sources)
        except OSError as problem:
            raise SiteError(f"{problem}; run `sdkgen generate` first") from None
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-j", "auto", "-b", "html"]
        done = subprocess.run(
            [*command, str(sources), str(built)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise SiteError(f"Sphinx found fault with the pages:\n{done.stderr.strip()[-2000:]}")
        shutil.rmtree(built / ".doctrees", ignore_errors=True)
        if out.exists():
            shutil.rmtree(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(str(built), str(out))
    return pages
