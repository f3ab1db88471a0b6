from __future__ import annotations

import warnings

from tests.cases.kit import Case, ok


def check_families_of_classes_stay_apart(case: Case) -> None:
    """`AsyncJobs` is the async twin of `Jobs`, so the resource `async_jobs` gets another class."""
    client, wire = case.client(ok({"mro": "a", "register": "b", "huge": 2**63, "beyond": -(2**63)}))
    for operation in ("jobs", "asyncJobs", "rawJobs", "deepJobs", "deepAsyncJobs", "async", "device"):
        odd = case.call(client, operation)
        assert (odd.mro_, odd.register_, odd.huge, odd.beyond) == ("a", "b", 2**63, -(2**63))
    assert wire.lines[1:3] == ["GET /async_jobs", "GET /jobs_with_raw_response"]
    classes = [type(getattr(client, name)).__name__ for name in ("jobs", "async_jobs")]
    assert classes == ["Jobs", "AsyncJobsResource"]


def check_no_field_hides_an_attribute(case: Case) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        case.module("types.odd")


def check_pages_have_names_of_their_own(case: Case) -> None:
    pages = {path for path in case.generated.files if path.startswith("reference/")}
    assert {"reference/client.md", "reference/client_.md", "reference/readme_.md"} <= pages
    assert {"reference/con_.md", "reference/README.md"} <= pages
