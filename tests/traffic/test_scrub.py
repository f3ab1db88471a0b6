"""Nothing secret survives: in headers, addresses, JSON, forms, streams, and echoes of it anywhere."""

from __future__ import annotations

import json

import pytest

from generator.testing.cassette import Interaction, Message
from generator.testing.cassette_writer import cassette
from generator.testing.scrub import SCRUBBED, Scrubber

KEY = "sk-proj-abcdefghijklmnopqrstuvwx"
ODD = "my odd/key+1"


def interaction(
    *,
    url: str = "https://api.test/v1/x",
    sent: dict[str, str] | None = None,
    body: bytes = b"",
    got: dict[str, str] | None = None,
    answer: bytes = b"",
) -> Interaction:
    return Interaction("POST", url, Message(sent or {}, body), 200, Message(got or {}, answer), "")


def scrubbed(item: Interaction, *fields: str, secrets: tuple[str, ...] = ()) -> str:
    clean = Scrubber(fields, secrets).scrub(item)
    return cassette(clean, {"origin": "recorded"}).decode()


@pytest.mark.parametrize(
    "header",
    [
        "authorization",
        "Cookie",
        "X-Api-Key",
        "x-goog-api-key",
        "OpenAI-Organization",
        "user-agent",
        "x-stainless-os",
    ],
)
def test_request_headers_that_are_not_known_to_be_harmless_go(header: str) -> None:
    """Keys, accounts and what describes the machine."""
    text = scrubbed(interaction(sent={header: f"Bearer {KEY}", "accept": "application/json"}))
    assert KEY not in text
    assert header.lower() not in text.lower()
    assert "application/json" in text


def test_response_headers() -> None:
    """Cookies and organisations go, rate limits and types stay."""
    got = {
        "set-cookie": "a=b",
        "openai-organization": "acme",
        "x-ratelimit-limit": "5",
        "content-type": "text/plain",
    }
    text = scrubbed(interaction(got=got))
    assert "a=b" not in text
    assert "acme" not in text
    assert "x-ratelimit-limit" in text
    assert "text/plain" in text


def test_a_credential_is_found_wherever_it_is_echoed() -> None:
    """Also one without a telling shape, also percent-encoded, also in later interactions."""
    scrubber = Scrubber(secrets=["org-short"])
    scrubber.scrub(interaction(sent={"authorization": f"Bearer {ODD}"}))
    answer = json.dumps(
        {"message": f"bad key {ODD}", "link": "https://x.test/?k=my%20odd%2Fkey%2B1"}
    ).encode()
    clean = scrubber.scrub(interaction(answer=answer, url="https://api.test/org-short/x"))
    assert ODD.encode() not in clean.response.body
    assert b"my%20odd" not in clean.response.body
    assert clean.response.body.count(SCRUBBED.encode()) == 2
    assert "org-short" not in clean.uri


@pytest.mark.parametrize(
    "secret",
    [
        KEY,
        "ek_" + "a1" * 12,
        "AIza" + "B" * 35,
        "xai-" + "q" * 40,
        "ghp_" + "z" * 36,
        "AKIA" + "ABCD1234" * 2,
        "org-" + "a" * 24,
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "Bearer abcdefghijklmnop",
        "-----BEGIN PRIVATE KEY-----\\nabc\\n-----END PRIVATE KEY-----",
    ],
)
def test_what_looks_like_a_secret(secret: str) -> None:
    """Without any name beside it, in JSON and in a stream."""
    assert secret not in scrubbed(interaction(body=b'{"text": "take ' + secret.encode() + b' please"}'))
    assert secret not in scrubbed(interaction(answer=b'data: ["' + secret.encode() + b'"]\n\n'))


def test_names_of_members_fields_and_parameters() -> None:
    """The values of telling names go, those of others stay as they are."""
    text = scrubbed(
        interaction(
            url="https://user:pw@api.test/v1?key=abc&api-version=1&mine=x",
            body=b'{"password": "p\\"w", "mine": "m1", "usage_tokens": 3, "token_count": "4"}',
            answer=b'data: {"client_secret" : "s1", "keep": "s2"}\n\n',
        ),
        "mine",
    )
    assert "user:pw" not in text
    for gone in ("abc", 'p\\"w', "m1", "s1"):
        assert gone not in text
    for kept in ("api-version=1", '"usage_tokens": 3', '"token_count": "4"', '"keep": "s2"'):
        assert kept in text
    form = interaction(
        sent={"content-type": "application/x-www-form-urlencoded"}, body=b"a=1&client_secret=zzz&b=2"
    )
    assert f"a=1&client_secret={SCRUBBED}&b=2" in scrubbed(form)
    part = b'--b\r\nContent-Disposition: form-data; name="api_key"\r\n\r\nqqq\r\n--b--\r\n'
    assert "qqq" not in scrubbed(
        interaction(sent={"content-type": "multipart/form-data; boundary=b"}, body=part)
    )


def test_bytes_survive() -> None:
    """A binary body without secrets comes out as it went in."""
    body = bytes(range(256))
    assert Scrubber().scrub(interaction(body=body)).request.body == body
