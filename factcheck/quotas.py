"""How often the API may be asked: counted by each process, so that counting costs no query.

A window begins with the first request of a caller and holds `q` of them for `w` seconds, so that
one small number is kept for each caller, however high the rate. Told in every answer, as
draft-ietf-httpapi-ratelimit-headers-10 has it: `RateLimit-Policy: "anon";q=600;w=60` and
`RateLimit: "anon";r=599;t=60`.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

PREFIXES = ("/api/v1/", "/v1alpha1/")


class Standing(NamedTuple):
    """Where a caller stands: `left` requests until the window ends, in `seconds`."""

    policy: str
    quota: int
    window: int
    left: int
    seconds: int


class Windowed(SimpleRateThrottle):
    """Fixed windows, one small tuple for each caller. A request is counted once, however many
    views look at it."""

    cache = caches["quotas"]
    begun = 0.0
    used = 0
    num_requests: int
    duration: int

    def allow_request(self, request: Request, view: Any) -> bool:
        plain: Any = request._request  # noqa: SLF001 - what `told`, below, and a second view see
        if getattr(plain, "counted_by", None) == self.scope or self._look(request, view) is None:
            return True
        allowed: bool = self.used < self.num_requests
        if allowed:
            self.used += 1
            self.cache.set(self.key, (self.begun, self.used), self.duration)
            plain.counted_by = self.scope
        plain.standing = self._standing()
        return allowed

    def wait(self) -> float | None:
        """Seconds until the window ends."""
        ends: float = self.begun + self.duration
        return max(ends - self.timer(), 1.0)

    def standing(self, request: Request) -> Standing | None:
        """Without counting; None where there is no limit."""
        return None if self._look(request, None) is None else self._standing()

    def _look(self, request: Request, view: Any) -> str | None:
        """Reads the window of this caller; None where nothing is counted."""
        if self.rate is None:
            return None
        self.key = self.get_cache_key(request, view)
        if self.key is None:
            return None
        now = self.timer()
        self.begun, self.used = self.cache.get(self.key, (now, 0))
        if self.begun + self.duration <= now:
            self.begun, self.used = now, 0
        return str(self.key)

    def _standing(self) -> Standing:
        left = max(self.num_requests - self.used, 0)
        seconds = max(math.ceil(self.begun + self.duration - self.timer()), 0)
        return Standing(str(self.scope), self.num_requests, self.duration, left, seconds)


class OfStrangers(Windowed, AnonRateThrottle):
    """By address."""


class OfAccounts(Windowed, UserRateThrottle):
    """By person, whichever of their keys they use. Strangers are counted once, above."""

    def get_cache_key(self, request: Request, view: Any) -> Any:
        known = request.user and request.user.is_authenticated
        return super().get_cache_key(request, view) if known else None


ALL = (OfStrangers, OfAccounts)


def told(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: `RateLimit` and `RateLimit-Policy` on every answer of both doors.

    Where a request was refused before it was counted (no key, a wrong one), the address counts.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path.startswith(PREFIXES):
            standing = getattr(request, "standing", None) or _of_address(request)
            if standing is not None:
                _write(response, standing)
        return response

    return middleware


def _of_address(request: HttpRequest) -> Standing | None:
    return OfStrangers().standing(Request(request))


def _write(response: HttpResponseBase, at: Standing) -> None:
    response["RateLimit-Policy"] = f'"{at.policy}";q={at.quota};w={at.window}'
    response["RateLimit"] = f'"{at.policy}";r={at.left};t={at.seconds}'
