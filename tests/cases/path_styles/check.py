from __future__ import annotations

import pytest

from tests.cases.kit import Case, plain

POINT = {"x": 1, "y": 2}


def check_simple(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    case.call(client, "simple", scalar="a/b ?#", list=["p,q", "r"], object=POINT, pairs=POINT)
    assert wire.line == "GET /simple/a%2Fb%20%3F%23/p%2Cq,r/x,1,y,2/x=1,y=2"


def check_label(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    case.call(client, "label", scalar=5, list=["a", "b"], exploded=["a", "b"], pairs=POINT)
    assert wire.line == "GET /label/.5/.a,b/.a.b/.x=1.y=2"


def check_matrix(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    case.call(client, "matrix", scalar=True, list=["a", "b"], exploded=["a", "b"], object=POINT, pairs=POINT)
    assert wire.line == "GET /matrix/;scalar=true/;list=a,b/;exploded=a;exploded=b/;object=x,1,y,2/;x=1;y=2"


def check_values_that_would_leave_the_path(case: Case) -> None:
    client, wire = case.client(plain(b"", "text/plain", 204))
    case.call(client, "simple", scalar="..", list=["."], object=POINT, pairs=POINT)
    assert wire.line.startswith("GET /simple/%2E%2E/%2E/")
    with pytest.raises(ValueError, match="scalar"):
        case.call(client, "simple", scalar="", list=["."], object=POINT, pairs=POINT)
