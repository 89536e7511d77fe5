"""What every operation of the API takes and answers, written into the OpenAPI document once."""

from typing import Any, Final

PREFIX = "/api/v1/"
PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
FIELDS: Final = {
    "in": "query",
    "name": "fields",
    "schema": {"type": "string"},
    "description": "Names, with commas between: send only these of each thing.",
}
IF_NONE_MATCH: Final = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "The ETag of what you have: 304 where it is still the same.",
}
IDEMPOTENCY_KEY: Final = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!#-+\\--~]+$"},
    "description": "A word of yours for this request, such as a UUID: sent again within a day it "
    "is done once, and answered as it was, with `Idempotency-Replayed: true`.",
}
RATE: Final = {
    "RateLimit": {
        "schema": {"type": "string"},
        "description": 'Requests left and seconds until there are more: `"user";r=2999;t=60`.',
    },
    "RateLimit-Policy": {
        "schema": {"type": "string"},
        "description": 'Requests in so many seconds: `"user";q=3000;w=60`.',
    },
}
REFUSALS: Final = {
    "get": {"400": "The query cannot be used; `errors` names the parameter."},
    "post": {
        "400": "The input cannot be used; `errors` names the field.",
        "409": "The state of things does not allow it, or the same Idempotency-Key is at work.",
        "413": "The body is too large.",
        "422": "The Idempotency-Key was used for another request.",
    },
    "put": {"413": "The body is too large."},
    "patch": {"413": "The body is too large."},
}
OF_ALL: Final = {
    "401": "An unknown, revoked or expired key; or none where it takes one.",
    "429": "Too many requests: wait for `Retry-After` seconds.",
}
NOTHING_HERE: Final = {"404": "There is nothing at this address."}


def write(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: adds to what each operation says of itself, replaces nothing."""
    for path, operations in result["paths"].items():
        if path.startswith(PREFIX):
            for method, operation in operations.items():
                _write(method, operation, refusals=NOTHING_HERE if "{" in path else {})
    return result


def _write(method: str, operation: dict[str, Any], *, refusals: dict[str, str]) -> None:
    parameters = operation.setdefault("parameters", [])
    if method == "get":
        parameters.append(IF_NONE_MATCH)
        operation["responses"].setdefault("304", {"description": "You have it already."})
        if "application/json" in operation["responses"].get("200", {}).get("content", {}):
            parameters.append(FIELDS)
    elif method == "post":
        parameters.append(IDEMPOTENCY_KEY)
    for status, description in (REFUSALS.get(method, {}) | OF_ALL | refusals).items():
        operation["responses"].setdefault(status, {"description": description, "content": PROBLEM})
    for response in operation["responses"].values():
        response.setdefault("headers", {}).update(RATE)
