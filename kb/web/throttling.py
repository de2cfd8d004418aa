"""How often an address may ask: so many requests in each window of a minute, said in every answer's headers.

The counts are kept in Django's cache `throttle`. Out of the box that is the memory of one process: two
processes count apart, and a restart forgets. Point CACHES["throttle"] at a shared cache to count together.
"""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

WINDOW = 60


@dataclass(frozen=True)
class Quota:
    """What is left of the window: `remaining` of `limit` requests, for `reset` more seconds."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


def quota_of(request: HttpRequest | Request, *, spend: bool) -> Quota | None:
    """The quota of the request's address, after this request if it is to `spend`; None where it is used up
    and one more was asked for."""
    now = time.time()
    window = int(now // WINDOW)
    reset = max(1, int((window + 1) * WINDOW - now))
    limit = settings.API_REQUESTS_PER_MINUTE
    key = f"{address_of(request)}:{window}"
    cache: BaseCache = caches["throttle"]
    if not spend:
        return Quota(limit, max(0, limit - cache.get(key, 0)), reset)
    # add() and incr() are each atomic: two threads cannot both count themselves as the same request.
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # evicted between the two calls
        used = 1
    return Quota(limit, limit - used, reset) if used <= limit else None


def spend(request: HttpRequest) -> Quota | None:
    """The quota after this request, which is counted once however often it is asked; None where it is over. Kept on the
    request as `quota`, for the headers: over it, what is left is still told."""
    if not hasattr(request, "spent"):
        request.spent = quota_of(request, spend=True)  # type: ignore[attr-defined]
        request.quota = request.spent or quota_of(request, spend=False)  # type: ignore[attr-defined]
    return request.spent  # type: ignore[attr-defined]


def address_of(request: HttpRequest | Request) -> str:
    """The client's address; an IPv6 one by its /64, since that is what one subscriber gets.

    Behind proxies it is the last address that settings' NUM_PROXIES proxies wrote into X-Forwarded-For;
    with none, that header is not believed.
    """
    ident = BaseThrottle().get_ident(request) or ""  # type: ignore[arg-type]  # it reads META only
    try:
        address = ipaddress.ip_address(ident)
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)).network_address)
    return str(address)


class AddressThrottle(BaseThrottle):
    """One request spent for each request, whatever comes of it."""

    def allow_request(self, request: Request, view: Any) -> bool:
        plain = request._request  # noqa: SLF001  (REST framework's name for the request that the middleware has)
        return spend(plain) is not None

    def wait(self) -> float:
        return max(1, WINDOW - time.time() % WINDOW)
