from __future__ import annotations

import datetime
import inspect
from typing import Any

from tests.cases.kit import Case, plain


def sent(case: Case, **arguments: Any) -> str:
    client, wire = case.client(plain(b"", "text/plain", 204))
    case.call(client, "find", must="a", **arguments)
    query = wire.last.url.raw_path.decode().partition("?")[2]
    return "&".join(part for part in query.split("&") if part != "must=a")


def check_each_style(case: Case) -> None:
    assert sent(case, plain="a b&c=d") == "plain=a%20b%26c%3Dd"
    assert sent(case, list=[1, 2]) == "list=1&list=2"
    assert sent(case, commas=["a", "b,c"]) == "commas=a,b%2Cc"
    assert sent(case, spaces=["a", "b"]) == "spaces=a%20b"
    assert sent(case, pipes=["a", "b"]) == "pipes=a%7Cb"
    assert sent(case, deep={"x": 1, "y": True}) == "deep%5Bx%5D=1&deep%5By%5D=true"
    assert sent(case, flat={"x": 1, "y": False}) == "flat=x,1,y,false"
    assert sent(case, filter={"all": ["a"]}) == "filter=%7B%22all%22%3A%5B%22a%22%5D%7D"


def check_values(case: Case) -> None:
    moment = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)
    assert sent(case, when=moment) == "when=2024-05-06T07%3A08%3A09%2B00%3A00"
    assert sent(case, on=False) == "on=false"
    assert sent(case, odd_name="x") == "odd%5Bname%5D=x"
    assert sent(case) == ""


def check_signature(case: Case) -> None:
    client, _ = case.client()
    parameters = inspect.signature(client.find.retrieve).parameters
    assert parameters["must"].default is inspect.Parameter.empty
    assert parameters["plain"].default is case.package.omit
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters.values())
