"""Several at once: each call in a thread, and a database connection, of its own."""

import threading
from collections.abc import Callable
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def together(*calls: Callable[[], T]) -> list[T]:
    """What the calls returned, in the order in which they ended."""
    start = threading.Barrier(len(calls))
    outcomes: list[T] = []

    def run(call: Callable[[], T]) -> None:
        start.wait()
        try:
            outcomes.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
