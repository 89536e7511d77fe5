"""`/api/problems/`: where the `type` of each problem of the API leads."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.exceptions import DeskError

OF_ALL = (
    ("already-running", 409, "The same Idempotency-Key is at work; ask again after Retry-After."),
    ("answered-once", 409, "It was done; the answer held a secret, which is not kept."),
    ("authentication-failed", 401, "The key is unknown, revoked or expired."),
    ("idempotency-key-reused", 422, "The Idempotency-Key was used for another request."),
    ("invalid-input", 400, "Some fields cannot be used; `errors` names them."),
    ("method-not-allowed", 405, "This address is not asked in this way."),
    ("not-acceptable", 406, "It is not to be had in the media type that was asked for."),
    ("not-allowed", 403, "The scope of the key, or the role of its owner, does not allow it."),
    ("not-authenticated", 401, "It takes a key, or a session."),
    ("not-found", 404, "There is nothing at this address."),
    ("parse-error", 400, "The body is not what its media type says."),
    ("permission-denied", 403, "The scope of the key, or the role of its owner, is not enough."),
    ("throttled", 429, "Too many requests; ask again after Retry-After."),
    ("too-large", 413, "The body is larger than what is read."),
    ("unsupported-media-type", 415, "Bodies of this media type are not read here."),
)
"""What no room of ours refuses, but the doors before them."""


class Known(NamedTuple):
    code: str
    status: int
    meaning: str


def known() -> list[Known]:
    """Each code once, with the first sentence of what stands in the code about it."""
    found = {code: Known(code, status, meaning) for code, status, meaning in OF_ALL}
    for kind in _below(DeskError):
        words = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
        found.setdefault(kind.code, Known(kind.code, int(kind.status), words))
    return sorted(found.values())


def _below(kind: type[DeskError]) -> list[type[DeskError]]:
    nearer = kind.__subclasses__()
    return [*nearer, *(each for one in nearer for each in _below(one))]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """English, as codes and their explanations in the documents are."""
    return render(request, "api_problems.html", {"known": known()})
