"""The product's settings with one address more: a view that does nothing."""

import os

from factcheck.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "benchmarks.publishing.urls"
if os.environ.get("BENCHMARK_BARE"):
    MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # it insists
