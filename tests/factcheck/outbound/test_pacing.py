"""Politeness: what starts when is read off the site's own clock, never waited for."""

from __future__ import annotations

import asyncio
import time

from aiohttp import web

from factcheck import outbound
from factcheck.outbound import pacing
from tests.factcheck.outbound import servers

APART = 0.15


class Diary:
    """When each request came and how many were being answered at the same time."""

    def __init__(self, *, slow: float = 0.0) -> None:
        self.came: list[float] = []
        self.ended: list[float] = []
        self.most = 0
        self._now = 0
        self._slow = slow

    async def answer(self, request: web.Request) -> web.Response:
        self.came.append(time.monotonic())
        self._now += 1
        self.most = max(self.most, self._now)
        await asyncio.sleep(self._slow)
        self._now -= 1
        self.ended.append(time.monotonic())
        if request.path.startswith("/away"):
            return web.Response(status=302, headers={"Location": "/page"})
        return web.Response(text="page")

    @property
    def shortest_pause(self) -> float:
        """Between the end of an answer and the next request, in seconds."""
        pairs = zip(self.ended, self.came[1:], strict=False)
        return min(came - ended for ended, came in pairs)


async def visit(diary: Diary, *paths: str, pace: outbound.Pace, **options) -> int:
    """Ask for all paths at once; how many of them were answered."""
    async with (
        servers.site({"/{path}": diary.answer}) as origin,
        servers.client(pace=pace, **options) as client,
    ):
        answers = await asyncio.gather(*(client.get(f"{origin}{path}") for path in paths))
    return sum(answer.ok for answer in answers)


async def test_one_request_at_a_time_and_a_pause_between():
    diary = Diary(slow=0.02)

    answered = await visit(diary, "/1", "/2", "/3", pace=outbound.Pace(APART))

    assert (answered, diary.most) == (3, 1)
    assert diary.shortest_pause >= APART - 0.01


async def test_redirects_wait_for_their_turn_too():
    diary = Diary()

    answered = await visit(diary, "/away", "/away", pace=outbound.Pace(APART))

    assert (answered, len(diary.came), diary.most) == (2, 4, 1)
    assert diary.shortest_pause >= APART - 0.01


async def test_waiting_for_a_turn_is_no_part_of_the_deadline():
    """Four answers of 0.3 s, one after the other: the last waits longer than it may take."""
    diary = Diary(slow=0.3)
    paths = [f"/{n}" for n in range(4)]

    answered = await visit(
        diary, *paths, pace=outbound.Pace(0.1), limits=outbound.Limits(total=0.8)
    )

    assert (answered, diary.most) == (4, 1)


async def test_several_at_a_time_where_that_is_allowed():
    diary = Diary(slow=0.05)
    paths = [f"/{n}" for n in range(9)]

    answered = await visit(diary, *paths, pace=outbound.Pace(0, per_host=3))

    assert (answered, diary.most) == (9, 3)


async def test_a_host_may_have_a_pause_of_its_own():
    diary = Diary()
    pace = outbound.Pace(60)
    pace.set(servers.NAME, APART)

    answered = await visit(diary, "/1", "/2", pace=pace)

    assert answered == 2
    assert APART - 0.01 <= diary.shortest_pause < 60


async def test_the_bare_name_and_www_are_one_host():
    pace = outbound.Pace(0)
    async with pace.turn("site.example"):
        other = asyncio.create_task(_hold(pace, "www.site.example."))
        stranger = asyncio.create_task(_hold(pace, "other.example"))
        await stranger
        waiting = not other.done()
    await other

    assert waiting


async def test_who_gives_up_waiting_takes_no_turn():
    pace = outbound.Pace(60)
    pace.set("site.example", 0)
    await _hold(pace, "site.example")
    pace.set("site.example", 60)
    await _hold(pace, "site.example")
    impatient = asyncio.create_task(_hold(pace, "site.example"))
    await asyncio.sleep(0)
    free_from = list(pace._hosts["site.example"].free_from)

    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)

    host = pace._hosts["site.example"]
    assert (host.users, len(host.free_from), host.turns.locked()) == (0, 1, False)
    assert free_from == []  # it was the one waiting
    assert host.free_from[0] - time.monotonic() < 60


async def test_hosts_that_may_be_asked_again_are_forgotten(monkeypatch):
    monkeypatch.setattr(pacing, "MOST_REMEMBERED", 3)
    pace = outbound.Pace(0)
    pace.set("slow.example", 60)
    for name in ("a.example", "slow.example", "b.example", "c.example"):
        await _hold(pace, name)

    assert sorted(pace._hosts) == ["c.example", "slow.example"]


async def _hold(pace: outbound.Pace, host: str) -> None:
    async with pace.turn(host):
        await asyncio.sleep(0)
