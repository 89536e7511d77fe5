"""Scales and policy are edited here; the work of the desk is only shown.

No page of the admin moves a review, approves or publishes: there is no way round four eyes. A vote
is shown to nobody but its voter until its round is closed, here as everywhere.
"""

from reviews.admin import (  # noqa: F401 - each registers its pages
    discussion,
    evidence,
    foreign,
    people,
    readers,
    reading,
    record,
    rules,
    sources,
    votes,
    webhooks,
    work,
)
