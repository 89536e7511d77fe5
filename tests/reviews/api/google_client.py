"""Google's own Python client as it comes, pointed at a server of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from googleapiclient.discovery import Resource, build


@contextmanager
def pointed_at(url: str, *, key: str = "any") -> Iterator[Any]:
    made: Resource = build(
        "factchecktools",
        "v1alpha1",
        developerKey=key,
        static_discovery=True,
        client_options={"api_endpoint": url},
    )
    with made:
        yield made
