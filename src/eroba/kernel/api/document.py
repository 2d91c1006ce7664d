"""The description of the interface (OpenAPI 3.1): what the types cannot say is added here, once for all operations."""

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from eroba.kernel.api.problems import KINDS, MEDIA_TYPE
from eroba.kernel.registry import scopes as known_scopes

TITLE, VERSION = "Eroba", "1.0.0"
DESCRIPTION = (
    "What a municipality offers, and what its people do with it, for other programs. Everything stands below a town. "
    "Errors have one shape (RFC 9457). Texts come in both languages, or in the language of Accept-Language."
)
TOWN = {
    "in": "path",
    "name": "municipality",
    "required": True,
    "description": "The town's name in addresses.",
    "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 50},
    "example": "ozurgeti",
}
LANGUAGE = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "description": "The language of single sentences: ka or en; anything else is answered in Georgian.",
    "schema": {"type": "string"},
    "example": "en",
}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "basis": {"type": "string", "description": "The law behind a refusal."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
HEADERS = {
    "ETag": {"description": "What to send in If-None-Match or If-Match.", "schema": {"type": "string"}},
    "Last-Modified": {"description": "When it last changed.", "schema": {"type": "string"}},
}
QUOTA = {
    "RateLimit-Policy": {
        "description": "How many requests (q) in how many seconds (w), for the app or the address.",
        "schema": {"type": "string"},
        "example": '"address";q=1200;w=60',
    },
    "RateLimit": {
        "description": "How many are left (r), and in how many seconds there are more (t).",
        "schema": {"type": "string"},
        "example": '"address";r=1199;t=42',
    },
}
PAGED = {
    "X-Total-Count": {"description": "How many there are altogether.", "schema": {"type": "integer"}},
    "Link": {"description": "first, prev, next and last page (RFC 8288).", "schema": {"type": "string"}},
}
RETRY_AFTER = {"description": "After how many seconds there is more.", "schema": {"type": "integer"}}
METHODS = ("get", "post", "put", "patch", "delete")


def complete(schema: OpenAPISchema, api: Any) -> OpenAPISchema:
    """Adds to what was made from the types: the town, problems, headers, examples, and how one comes in."""
    schema["info"] |= {
        "description": DESCRIPTION,
        "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
    }
    schema["servers"] = [{"url": "/"}]
    needed = _scopes_by_operation(api)
    for address, ways in schema["paths"].items():
        for method in METHODS:
            if method in ways:
                _complete_operation(ways[method], address, method, needed)
    components = schema.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["responses"] = {
        kind.code: {
            "description": f"{status}: {kind.code}",
            **({"headers": {"Retry-After": RETRY_AFTER}} if status == 429 else {}),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, kind in KINDS.items()
    }
    components["securitySchemes"] = _ways_in(components.get("securitySchemes", {}))
    return schema


def _complete_operation(said: dict, address: str, method: str, needed: dict[str, str]) -> None:
    example, status = said.pop("x-example", None), said.pop("x-status", "200")
    problems, paged = set(said.pop("x-problems", [404])), said.pop("x-paged", False)
    has_town = "{municipality}" in address
    own = [_parameter(one) for one in said.get("parameters", [])]
    said["parameters"] = [*([TOWN] if has_town else []), *own, LANGUAGE]
    responses = said["responses"] = {str(code): answer for code, answer in said["responses"].items()}
    if status in responses and example is not None:
        responses[status]["content"]["application/json"]["example"] = example
    if status in responses:
        responses[status]["headers"] = {
            **(HEADERS if method == "get" else {}),
            **(PAGED if paged else {}),
            **QUOTA,
        }
    if method == "get":
        responses["304"] = {"description": "You have the newest already."}
    _complete_sending(said, problems)
    if said.get("security"):
        problems |= {401, 403}
        scope = needed[said["operationId"]]
        said["security"] = [
            {name: [scope] if name == "AppToken" else []} for way in said["security"] for name in way
        ]
    if said["parameters"]:
        problems.add(422)
    problems.add(429)
    for code in sorted(problems):
        responses[str(code)] = {"$ref": f"#/components/responses/{KINDS[code].code}"}


def _parameter(said: dict) -> dict:
    """A parameter with its first example: the types give a list, which the standard wants otherwise."""
    examples = said.pop("examples", None)
    return said | {"example": examples[0]} if isinstance(examples, list) else said


def _complete_sending(said: dict, problems: set[int]) -> None:
    sent = said.pop("x-sent", None)
    if "requestBody" in said:
        problems |= {400, 413, 415, 422}
        if sent is not None:
            said["requestBody"]["content"]["application/json"]["example"] = sent


def _scopes_by_operation(api: Any) -> dict[str, str]:
    """Name of an operation -> the scope an app needs for it."""
    return {
        operation.operation_id: auth.scope
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
        for auth in operation.auth_callbacks or ()
        if hasattr(auth, "scope")
    }


def _ways_in(made: dict) -> dict:
    personal = {name: str(scope.title) for name, scope in known_scopes().items() if scope.is_personal}
    partners = {name: str(scope.title) for name, scope in known_scopes().items() if not scope.is_personal}
    token = {"tokenUrl": "/api/v1/ozurgeti/oauth/token"}
    return {
        "AppToken": {
            "type": "oauth2",
            "description": "An app the town registered. Tokens last 15 minutes and are good in one town only: "
            "in these addresses, ozurgeti stands for the town.",
            "flows": {
                "authorizationCode": {
                    "authorizationUrl": "/ka/ozurgeti/apps/let-in/",
                    **token,
                    "refreshUrl": token["tokenUrl"],
                    "scopes": personal,
                },
                "clientCredentials": {**token, "scopes": partners},
            },
        },
        "SignedIn": {
            **{name: value for name, value in made.get("SignedIn", {}).items() if name != "name"},
            "type": "apiKey",
            "in": "cookie",
            "name": "eroba",
            "description": "Somebody signed in on the website (__Host-eroba where it runs by https).",
        },
    }
