"""`sdkgen contract` and the pytest plugin: what they print, write and exit with."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.cli.main import main
from tests.contract.shop import ORDER, Shop

pytest_plugins = ["pytester"]
HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>"


def run(shop: Shop, monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    """The exit code of the command, run in the project's folder."""
    monkeypatch.chdir(shop.root)
    line = ["sdkgen", "contract", "shop", "--recordings", shop.folder, *arguments]
    monkeypatch.setattr("sys.argv", list(map(str, line)))
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


@pytest.fixture
def drifting(shop: Shop) -> Shop:
    """One recording that conforms, one that does not."""
    shop.record("getOrder/good", ("GET", "/orders/o1"), None, ORDER)
    shop.record("getOrder/more", ("GET", "/orders/o1"), None, {**ORDER, HOSTILE: HOSTILE})
    return shop


def test_exit_codes(
    drifting: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Drift is no failure unless asked for; a folder without recordings is misuse."""
    assert run(drifting, monkeypatch) == 0
    printed = capsys.readouterr().out
    assert "getOrder" in printed
    assert "2 recordings, 2 bodies and events, 2 of them exactly of their type (100.0 %)" in printed
    assert run(drifting, monkeypatch, "--check") == 3
    assert run(drifting, monkeypatch, "--package", "nowhere") == 2
    (drifting.folder / "getOrder" / "broken.yaml").write_text("a: b", "utf-8")
    assert run(drifting, monkeypatch) == 2


def test_a_client_at_fault(
    drifting: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and the recording is named."""
    monkeypatch.setattr("generator.contract.run.request_problems", lambda *_, **__: ["body at /x: 1, not 2"])
    assert run(drifting, monkeypatch) == 1
    assert "body at /x: 1, not 2" in capsys.readouterr().out


def test_json(drifting: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Machine-readable, with pointer and proposed action."""
    assert run(drifting, monkeypatch, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["outcomes"]["conforms"] == 1
    assert report["outcomes"]["document differs from server"] == 1
    (drift,) = report["drift"]
    assert drift["pointer"] == "/components/schemas/Order"
    assert drift["actions"][0]["update"] == {HOSTILE: {"type": "string"}}
    assert report["typing"]["fields_without_a_type"] == 1


def test_files(drifting: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """JUnit XML, the page and the overlay; text of the server is encoded in each."""
    xml, page, overlay = tmp_path / "r.xml", tmp_path / "r.html", tmp_path / "o.yaml"
    assert run(drifting, monkeypatch, "-q", "--junit", xml, "--html", page, "--suggest-overlay", overlay) == 0
    suites = ElementTree.parse(xml).getroot()
    assert (suites.get("tests"), suites.get("failures")) == ("2", "0")
    text = page.read_text("utf-8")
    assert text.count("<script>") == 1
    assert HOSTILE not in text
    assert "&lt;/script&gt;" in text
    assert "://" not in text.partition("<main>")[0]
    assert HOSTILE in overlay.read_text("utf-8")


def test_plugin(drifting: Shop, pytester: pytest.Pytester) -> None:
    """Each recording is a test; drift fails when asked for."""
    # An installed sdkgen registers its plugins by name; here one is loaded, installed or not.
    others = ["-pno:sdkgen-traffic", "-pno:sdkgen-contract", "-pno:asyncio"]
    options = [*others, "-p", "generator.contract.plugin", f"--rootdir={drifting.root}"]
    options += ["--contract", "shop", "--contract-recordings", str(drifting.folder)]
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*1  conforms", "*1  document differs from server"])
    result = pytester.runpytest_inprocess(*options, "--contract-check")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*is not described*"])
    assert pytester.runpytest_inprocess(*options[:-3], "nobody").ret == pytest.ExitCode.USAGE_ERROR
