"""The report as JUnit XML, for continuous integration: one suite an operation, one case a recording."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from generator.contract.run import Report
from generator.contract.verdict import Outcome, Verdict

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) has no way to write."""


def junit(report: Report, *, drift_fails: bool = False) -> bytes:
    """The report; a client that differs is a failure, drift is output (with `drift_fails`: a failure)."""
    failures = sum(_fails(v, drift_fails) for v in report.verdicts)
    counts = {"tests": str(len(report.verdicts)), "failures": str(failures), "errors": "0"}
    root = ElementTree.Element("testsuites", {"name": f"sdkgen contract {report.target}", **counts})
    for operation, verdicts in report.by_operation().items():
        failed = sum(_fails(v, drift_fails) for v in verdicts)
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            {"name": _clean(operation), "tests": str(len(verdicts)), "failures": str(failed), "errors": "0"},
        )
        for v in verdicts:
            _case(suite, v, drift_fails)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _fails(v: Verdict, drift_fails: bool) -> bool:
    return v.outcome is Outcome.CLIENT or (drift_fails and v.outcome is not Outcome.CONFORMS)


def _case(suite: ElementTree.Element, v: Verdict, drift_fails: bool) -> None:
    name = {"name": _clean(v.name), "classname": _clean(v.exchange.method.dotted)}
    case = ElementTree.SubElement(suite, "testcase", name)
    lines = [*v.problems, *(f"{d.side} {d.pointer}: {d.message}" for d in v.deviations)]
    text = _clean("\n".join(lines))
    if _fails(v, drift_fails):
        failure = ElementTree.SubElement(case, "failure", {"message": v.outcome.value})
        failure.text = text
    elif lines:
        output = ElementTree.SubElement(case, "system-out")
        output.text = _clean(f"{v.outcome.value}\n{text}")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
