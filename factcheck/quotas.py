"""How often the API may be asked: counted by each process, so that counting costs no query."""

from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle


class OfStrangers(AnonRateThrottle):
    cache = caches["quotas"]


class OfAccounts(UserRateThrottle):
    cache = caches["quotas"]
