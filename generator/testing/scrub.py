"""Taking secrets out of recorded traffic, before anything touches the disk.

Three nets, one behind the other: only known harmless headers are kept; members and query parameters with telling
names lose their values; whatever looks like a key, and every credential that was seen anywhere in the session, is
replaced wherever it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from generator.testing.cassette import Interaction, Message

SCRUBBED: Final = "SCRUBBED"

_CREDENTIAL_HEADERS: Final = frozenset(
    {"authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-goog-api-key"}
    | {"openai-organization", "openai-project", "x-goog-user-project", "x-amz-security-token"}
)
"""Request headers whose values are secret, or name an account; their values are also looked for elsewhere."""

_REQUEST_HEADERS: Final = frozenset(
    {"accept", "content-type", "openai-beta", "x-goog-upload-protocol", "x-goog-upload-command"}
    | {"x-goog-upload-offset", "x-goog-upload-header-content-type", "x-goog-upload-header-content-length"}
)
_RESPONSE_HEADERS: Final = frozenset(
    {
        "content-type",
        "content-disposition",
        "retry-after",
        "retry-after-ms",
        "x-should-retry",
        "server-timing",
    }
    | {"openai-version", "openai-processing-ms", "x-goog-upload-status", "x-goog-upload-url", "location"}
    | {"x-goog-upload-chunk-granularity", "x-goog-upload-size-received", "link"}
)
_RESPONSE_PREFIXES: Final = ("x-ratelimit-",)

_MEMBERS: Final = (
    "api_key",
    "apiKey",
    "api-key",
    "access_token",
    "accessToken",
    "refresh_token",
    "refreshToken",
    "id_token",
    "client_secret",
    "clientSecret",
    "private_key",
    "privateKey",
    "secret",
    "secret_key",
    "password",
    "passwd",
    "authorization",
    "Authorization",
    "session_token",
    "organization",
    "organization_id",
    "org_id",
    "upload_id",
    "ice_pwd",
)
"""Members of JSON, fields of forms and query parameters whose text is replaced."""

_QUERY: Final = ("key", "token", "sig", "signature", "code", "X-Amz-Signature", "X-Amz-Credential")

_SHAPES: Final = re.compile(
    r"(?<![A-Za-z0-9_-])(?:"
    r"(?:sk|ek|pk|rk|sess|xai|gsk|csk|hf|r8|whsec|pplx|fw|tgp|nvapi)[-_][A-Za-z0-9_\-]{16,}"
    r"|AIza[0-9A-Za-z_\-]{30,}|ya29\.[0-9A-Za-z_\-.]{16,}|1//[0-9A-Za-z_\-]{30,}"
    r"|gh[opusr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_\-]{18,}"
    r"|(?:AKIA|ASIA)[0-9A-Z]{16}|xox[abposr]-[A-Za-z0-9\-]{10,}"
    r"|org-[A-Za-z0-9]{16,}|proj_[A-Za-z0-9]{16,}|user-[A-Za-z0-9]{20,}"
    r"|eyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{5,}"
    r")|(?i:\bbearer\s+)[A-Za-z0-9._~+/\-]{12,}=*"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----",
    re.DOTALL,
)
"""What keys of providers and clouds look like."""

_SHORTEST: Final = 6
"""Credentials shorter than this are not looked for inside of bodies: they would hit ordinary words."""


class Scrubber:
    """Remembers the credentials that it meets, so that an echo of them is found in later bodies too.

    `fields`: more names of members, parameters and headers; `secrets`: values known beforehand (of the environment).
    """

    def __init__(self, fields: Iterable[str] = (), secrets: Iterable[str] = ()) -> None:
        named = tuple(fields)
        self._names = frozenset((*_MEMBERS, *named))
        self._query = frozenset(name.lower() for name in (*self._names, *_QUERY))
        self._headers = _CREDENTIAL_HEADERS | {name.lower() for name in named}
        names = "|".join(re.escape(name) for name in sorted(self._names))
        self._member = re.compile(rf'("(?:{names})"\s*:\s*)"(?:[^"\\]|\\.)*"')
        self._part = re.compile(rf'(name="(?:[^"]*\[)?(?:{names})\]?"(?:\r\n[^\r\n]+)*\r\n\r\n)[^\r\n]*')
        self._field = re.compile(rf"((?:^|&)(?:{names})=)[^&]*")
        self._secrets: dict[str, None] = {}
        for secret in secrets:
            self._remember(secret)

    def scrub(self, interaction: Interaction) -> Interaction:
        """The interaction without secrets."""
        request, response = interaction.request, interaction.response
        for name, value in request.headers.items():
            if name.lower() in self._headers:
                self._remember_header(value)
        for name, value in parse_qsl(urlsplit(interaction.uri).query):
            if name.lower() in self._query:
                self._remember(value)
        form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        return Interaction(
            interaction.method,
            self._uri(interaction.uri),
            Message(self._kept(request.headers, _REQUEST_HEADERS), self._body(request.body, form=form)),
            interaction.status,
            Message(
                self._kept(response.headers, _RESPONSE_HEADERS, _RESPONSE_PREFIXES), self._body(response.body)
            ),
            interaction.source,
            interaction.origin,
            interaction.operation,
        )

    # Values

    def _remember_header(self, value: str) -> None:
        self._remember(value)
        scheme, _, rest = value.partition(" ")
        if rest and scheme.isalpha():
            self._remember(rest)

    def _remember(self, secret: str) -> None:
        secret = secret.strip()
        if len(secret) < _SHORTEST or secret == SCRUBBED:
            return
        escaped = json.dumps(secret)[1:-1]
        for form in (secret, quote(secret, safe=""), escaped):
            self._secrets[form.encode().decode("latin-1")] = None

    def _text(self, text: str) -> str:
        """Text without known credentials and without what looks like one; longer ones first."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, SCRUBBED)
        return _SHAPES.sub(SCRUBBED, text)

    # Places

    def _body(self, body: bytes, *, form: bool = False) -> bytes:
        # Latin-1 maps every byte to one character and back, so binary bodies survive.
        text = self._text(body.decode("latin-1"))
        text = self._member.sub(rf'\1"{SCRUBBED}"', text)
        text = self._part.sub(rf"\1{SCRUBBED}", text)
        if form:
            text = self._field.sub(rf"\1{SCRUBBED}", text)
        return text.encode("latin-1")

    def _uri(self, uri: str) -> str:
        parts = urlsplit(uri)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        if any(name.lower() in self._query for name, _ in pairs):
            kept = [(name, SCRUBBED if name.lower() in self._query else value) for name, value in pairs]
            parts = parts._replace(query=urlencode(kept))
        host = parts.netloc.rpartition("@")[2]
        return self._text(urlunsplit(parts._replace(netloc=host)))

    def _kept(
        self, headers: Mapping[str, str], names: frozenset[str], prefixes: tuple[str, ...] = ()
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, value in headers.items():
            lower = name.lower()
            if lower in self._headers or not (lower in names or (prefixes and lower.startswith(prefixes))):
                continue
            found[lower] = self._uri(value) if "://" in value else self._text(value)
        return found
