"""The page of a report in a real browser: keys, filters, colours, and text of a server that would like to be a script.

Needs Chromium and playwright (`pip install -e '.[browser]'`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.contract.report.page import page as page_of
from tests.contract.shop import ORDER, Shop

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
SCREENSHOTS = os.environ.get("SDKGEN_SCREENSHOTS", "")
"""Folder for pictures to look at."""

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as tool:
        running = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def report(shop: Shop) -> Path:
    """A page with three recordings of two operations, one of them hostile."""
    shop.record("getOrder/good", ("GET", "/orders/o1"), None, ORDER)
    shop.record("getOrder/hostile", ("GET", "/orders/o1"), None, {**ORDER, HOSTILE: HOSTILE})
    shop.record("createOrder/drift", ("POST", "/orders"), {"item": HOSTILE}, {**ORDER, "note": None})
    contract = shop.contract()
    made = contract.run(contract.traffic([shop.folder]))
    path = shop.folder / "report.html"
    path.write_text(page_of(made), "utf-8")
    return path


def opened(browser: Any, report: Path, **options: Any) -> tuple[Any, list[str]]:
    """The page, and what went wrong or over the network while it was loaded."""
    page = browser.new_context(viewport={"width": 1200, "height": 900}, **options).new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda request: request.url.startswith("file:") or troubles.append(request.url))
    page.goto(report.as_uri())
    return page, troubles


def picture(page: Any, name: str) -> None:
    if SCREENSHOTS:
        page.screenshot(path=str(Path(SCREENSHOTS) / f"{name}.png"))


def test_text_of_servers_is_text(browser: Any, report: Path) -> None:
    """Nothing of theirs runs, nothing is fetched, and all of it can be read."""
    page, troubles = opened(browser, report)
    for recording in page.locator(".recording > summary").all():
        recording.click()
    assert page.title() == "Contract of shop"
    assert troubles == []
    assert page.locator("img").count() == 0
    assert (
        HOSTILE.replace('"', '\\"')
        in page.locator("pre").nth(3).inner_text() + page.locator("main").inner_text()
    )
    picture(page, "opened")


def test_keys_and_filters(browser: Any, report: Path) -> None:
    """Everything can be done from the keyboard."""
    page, troubles = opened(browser, report)
    shown = page.locator("#shown")
    assert shown.inner_text() == "3 of 3 recordings"
    page.keyboard.press("1")
    assert shown.inner_text() == "2 of 3 recordings"
    assert page.locator('.outcome[data-outcome="conforms"]').get_attribute("aria-pressed") == "false"
    page.keyboard.press("1")
    page.keyboard.press("/")
    page.keyboard.type("createorder")
    assert shown.inner_text() == "1 of 3 recordings"
    assert page.locator(".operation:visible").count() == 1
    page.keyboard.press("Escape")
    assert shown.inner_text() == "3 of 3 recordings"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.locator(".recording[open]").count() == 1
    assert page.locator(".recording[open] code").first.is_visible()
    page.keyboard.press("x")
    assert page.locator(".recording[open]").count() == 0
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(browser: Any, report: Path, scheme: str) -> None:
    """Text and its ground differ by a ratio of at least 4.5 (WCAG 2.2, success criterion 1.4.3)."""
    page, _ = opened(browser, report, color_scheme=scheme)
    page.locator(".recording > summary").first.click()
    picture(page, scheme)
    ratios = page.evaluate(CONTRAST)
    assert min(ratios.values()) >= 4.5, ratios


def test_narrow_windows(browser: Any, report: Path) -> None:
    """Nothing sticks out on a telephone."""
    page, _ = opened(browser, report)
    page.set_viewport_size({"width": 390, "height": 800})
    for recording in page.locator(".recording > summary").all():
        recording.click()
    picture(page, "narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


CONTRAST = """() => {
  const light = (text) => {
    const parts = text.match(/[\\d.]+/g).slice(0, 3).map((part) => Number(part) / 255);
    const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = {};
  for (const selector of ["h1", ".badge", ".count", ".status", ".keys", "pre", "td", "th", "dt", "kbd", ".outcome span"]) {
    for (const element of document.querySelectorAll(selector)) {
      const pair = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
      const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
      found[selector] = Math.min(found[selector] ?? 21, ratio);
    }
  }
  return found;
}"""
