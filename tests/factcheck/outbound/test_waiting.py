"""What a signal raises ends the fetch, wherever the main thread is at that moment."""

import asyncio
import signal

import pytest

from factcheck.outbound import waiting


class TimeIsUp(BaseException):
    """As Celery ends a task."""


def end(*_: object) -> None:
    raise TimeIsUp


async def until_cancelled() -> None:
    await asyncio.Event().wait()


async def struck_in_a_callback() -> None:
    asyncio.get_running_loop().call_soon(end)
    await until_cancelled()


async def struck_while_it_waits() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    await until_cancelled()


async def struck_at_the_end() -> str:
    asyncio.get_running_loop().call_soon(end)
    await asyncio.sleep(0)
    return "done"


@pytest.fixture(autouse=True)
def _alarm():
    before = signal.signal(signal.SIGALRM, end)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    "work",
    [struck_in_a_callback, struck_while_it_waits, struck_at_the_end],
    ids=lambda w: w.__name__,
)
def test_what_a_signal_raises_gets_out(work):
    with pytest.raises(TimeIsUp):
        waiting.run(work())


def test_what_the_work_answers_and_raises_gets_out():
    async def fail() -> None:
        raise LookupError

    assert waiting.run(asyncio.sleep(0, "answer")) == "answer"
    with pytest.raises(LookupError):
        waiting.run(fail())


def test_work_that_cancels_itself_is_cancelled():
    async def give_up() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        waiting.run(give_up())
