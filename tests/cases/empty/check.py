from __future__ import annotations

from tests.cases.kit import Case


def check_a_client_without_operations(case: Case) -> None:
    assert case.methods() == {}
    assert case.package.Client(base_url="https://x.test").max_retries == 2
    assert case.package.types.__all__ is not None
