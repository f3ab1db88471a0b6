"""Security: OAuth 2.0 scopes and the API key that goes into the ``key`` query parameter."""

from __future__ import annotations

from collections.abc import Mapping

from generator.narrow import is_mapping
from generator.spec.discovery.context import Context, JsonObject, Place

AUTHORIZATION_URL = "https://accounts.google.com/o/oauth2/v2/auth"
TOKEN_URL = "https://oauth2.googleapis.com/token"
"""Discovery documents do not name the endpoints; these are the ones of the only server that they speak of."""

KEY_SCHEME = "key"
OAUTH_SCHEME = "oauth2"


def security_schemes(document: Mapping[str, object], context: Context) -> JsonObject:
    """``components/securitySchemes``: ``key`` when the document has that parameter, ``oauth2`` when it has scopes."""
    result: JsonObject = {}
    parameters = document.get("parameters")
    if isinstance(parameters, Mapping) and KEY_SCHEME in parameters:
        result[KEY_SCHEME] = {"type": "apiKey", "in": "query", "name": KEY_SCHEME}
        context.record(Place("/parameters/key", "/components/securitySchemes/key"))
    auth = context.mapping(document.get("auth"), "/auth", "`auth`")
    oauth = context.mapping(auth.get("oauth2"), "/auth/oauth2", "`auth.oauth2`")
    scopes = context.mapping(oauth.get("scopes"), "/auth/oauth2/scopes", "`scopes`")
    if scopes:
        context.record(Place("/auth/oauth2", "/components/securitySchemes/oauth2"))
        result[OAUTH_SCHEME] = {
            "type": "oauth2",
            "flows": {
                "authorizationCode": {
                    "authorizationUrl": AUTHORIZATION_URL,
                    "tokenUrl": TOKEN_URL,
                    "scopes": {name: _description(entry) for name, entry in scopes.items()},
                }
            },
        }
    return result


def _description(entry: object) -> str:
    text = entry.get("description") if is_mapping(entry) else None
    return text if isinstance(text, str) else ""


def default_security(schemes: Mapping[str, object]) -> list[JsonObject]:
    """What a method that names no scopes takes: any of the document's schemes."""
    return [{name: []} for name in schemes]


def method_security(
    method: Mapping[str, object], schemes: Mapping[str, object], place: Place, context: Context
) -> list[JsonObject] | None:
    """The alternatives of a method with `scopes`: the key, or a token with any one of them; None without scopes."""
    scopes = context.strings(method.get("scopes"), place.source + "/scopes", "`scopes`")
    if not scopes or OAUTH_SCHEME not in schemes:
        return None
    key: list[JsonObject] = [{KEY_SCHEME: []}] if KEY_SCHEME in schemes else []
    return key + [{OAUTH_SCHEME: [scope]} for scope in scopes]
