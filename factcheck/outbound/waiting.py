"""From code that is not asynchronous into a loop of its own, and out again."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run`, but what a signal raises gets through.

    Celery ends a task that takes too long with an exception, wherever the main thread is. Within
    a callback the loop would log it and go on as if nothing had been; here it ends `work`.
    """
    raised: list[BaseException] = []

    async def watched() -> T:
        task = asyncio.current_task()

        def note(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            error = context.get("exception")
            if "handle" not in context or error is None:
                loop.default_exception_handler(context)
                return
            raised.append(error)
            if task:
                task.cancel()

        asyncio.get_running_loop().set_exception_handler(note)
        return await work

    try:
        done = asyncio.run(watched())
    except asyncio.CancelledError:
        if raised:
            raise raised[0] from None
        raise
    if raised:
        raise raised[0]
    return done
