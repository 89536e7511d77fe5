import itertools
from datetime import datetime, timedelta

import pytest

from reviews.links import schedule
from reviews.links.schedule import Look, Standing
from reviews.models import LinkState
from tests.make import NOON

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HEALTHY = Standing(state=LinkState.HEALTHY, healthy_since=NOON - 3 * DAY)
FAILURES = [
    ("gone", "404"),
    ("client_error", ""),
    ("server_error", ""),
    ("dns_dead", ""),
    ("unreachable", "timeout"),
    ("tls_error", "expired"),
    ("redirect_error", "loop"),
    ("soft_404", "phrase"),
]
ANSWERS = [("ok", "body_capped"), ("ok", "content_type"), ("redirected", "js_required")]
BLOCKS = [("blocked", "forbidden"), ("blocked", "paywall"), ("blocked", "challenge")]
TROUBLED = [LinkState.FAILING, LinkState.DEAD, LinkState.DRIFTED, LinkState.REFUSED]


def look(outcome: str, reason: str = "", *, at: datetime = NOON, **fields: object) -> Look:
    return Look(outcome=outcome, reason=reason, at=at, **fields)  # type: ignore[arg-type] # passed on


def follow(outcome: str, reason: str, *, times: int, start: Standing = HEALTHY) -> list[Standing]:
    """The standings of a link that gives the same answer whenever it is looked at."""
    standings, at = [start], NOON
    for _ in range(times):
        standings.append(schedule.after(standings[-1], look(outcome, reason, at=at), link_id=1))
        at = standings[-1].next_check_at or at
    return standings[1:]


def waits(standings: list[Standing]) -> list[timedelta]:
    times = [NOON, *(standing.next_check_at for standing in standings)]
    return [after - before for before, after in itertools.pairwise(times) if before and after]


@pytest.mark.parametrize(("outcome", "reason"), FAILURES)
def test_a_failing_link_is_dead_after_strikes_over_six_days(outcome: str, reason: str) -> None:
    standings = follow(outcome, reason, times=8)

    assert [standing.state for standing in standings] == ["failing"] * 4 + ["dead"] * 4
    assert [standing.strikes for standing in standings] == list(range(1, 9))
    assert waits(standings) == [
        *(15 * MINUTE, 6 * HOUR, 3 * DAY, 3 * DAY),
        *(30 * DAY, 60 * DAY, 120 * DAY, 120 * DAY),
    ]
    assert {standing.first_strike_at for standing in standings} == {NOON}


def test_a_page_whose_server_says_gone_for_good_needs_two_strikes() -> None:
    standings = follow("gone", "410", times=2)

    assert [standing.state for standing in standings] == ["failing", "dead"]
    assert waits(standings) == [15 * MINUTE, 30 * DAY]


def test_six_days_without_looking_do_not_make_a_link_dead() -> None:
    once = Standing(state=LinkState.FAILING, strikes=1, first_strike_at=NOON - 40 * DAY)

    second = schedule.after(once, look("gone", "404"), link_id=1)

    assert (second.state, second.strikes) == ("failing", 2)


def test_a_healthy_link_is_checked_weekly_for_a_month_then_monthly() -> None:
    standings = follow("ok", "exact", times=7, start=Standing())

    assert [standing.state for standing in standings] == ["healthy"] * 7
    assert waits(standings)[:5] == [7 * DAY] * 5
    assert all(27 * DAY <= wait <= 33 * DAY for wait in waits(standings)[5:])
    assert {standing.healthy_since for standing in standings} == {NOON}


def test_links_added_together_do_not_come_due_together_for_ever() -> None:
    proven = Standing(state=LinkState.HEALTHY, healthy_since=NOON - 60 * DAY)

    times = {schedule.after(proven, look("ok"), link_id=link).next_check_at for link in range(100)}

    assert len(times) == 100
    assert all(time and 27 * DAY <= time - NOON <= 33 * DAY for time in times)


@pytest.mark.parametrize("state", [*TROUBLED, LinkState.UNVERIFIABLE, LinkState.UNCHECKED])
@pytest.mark.parametrize("outcome", ["ok", "redirected", "moved"])
def test_a_page_that_is_found_again_starts_afresh(state: LinkState, outcome: str) -> None:
    before = Standing(state=state, strikes=4, first_strike_at=NOON - 9 * DAY)

    after = schedule.after(before, look(outcome, "exact"), link_id=1)

    assert after == Standing(
        state=LinkState.HEALTHY, healthy_since=NOON, next_check_at=NOON + 7 * DAY
    )


@pytest.mark.parametrize(("outcome", "reason"), ANSWERS)
def test_a_page_that_answers_but_cannot_be_read_ends_strikes(outcome: str, reason: str) -> None:
    before = Standing(state=LinkState.FAILING, strikes=2, first_strike_at=NOON - DAY)

    after = schedule.after(before, look(outcome, reason), link_id=1)

    assert (after.state, after.strikes, after.first_strike_at) == ("unverifiable", 0, None)


@pytest.mark.parametrize(("outcome", "reason"), BLOCKS)
def test_a_blocked_link_is_unverifiable_and_never_struck(outcome: str, reason: str) -> None:
    standings = follow(outcome, reason, times=12)

    assert {(standing.state, standing.strikes) for standing in standings} == {("unverifiable", 0)}


@pytest.mark.parametrize("state", TROUBLED)
@pytest.mark.parametrize(("outcome", "reason"), [*BLOCKS, ("rate_limited", "")])
def test_a_block_does_not_clear_what_was_found_before(
    state: LinkState, outcome: str, reason: str
) -> None:
    before = Standing(state=state, strikes=3, first_strike_at=NOON - 2 * DAY)

    after = schedule.after(before, look(outcome, reason), link_id=1)

    assert (after.state, after.strikes, after.first_strike_at) == (state, 3, NOON - 2 * DAY)
    assert after.next_check_at == NOON + DAY


@pytest.mark.parametrize("state", list(LinkState))
def test_rate_limiting_changes_nothing_but_the_time(state: LinkState) -> None:
    before = Standing(state=state, strikes=1)

    after = schedule.after(before, look("rate_limited", retry_after=60), link_id=1)

    assert (after.state, after.strikes, after.next_check_at) == (state, 1, NOON + DAY)


def test_a_changed_passage_is_no_strike() -> None:
    after = schedule.after(HEALTHY, look("drifted", "numbers"), link_id=1)

    assert after == Standing(state=LinkState.DRIFTED, next_check_at=NOON + 7 * DAY)


def test_what_was_read_before_and_is_refused_now_is_tried_again_monthly() -> None:
    after = schedule.after(HEALTHY, look("refused", "address", reached=True), link_id=1)

    assert after == Standing(state=LinkState.REFUSED, next_check_at=NOON + 30 * DAY)


@pytest.mark.parametrize("outcome", ["refused", "invalid"])
def test_what_may_not_be_fetched_is_not_tried_again(outcome: str) -> None:
    after = schedule.after(HEALTHY, look(outcome, "address"), link_id=1)

    assert after == Standing(state=LinkState.REFUSED)


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [(60, 15 * MINUTE), (7200, 2 * HOUR), (86_400, DAY), (10_000_000, DAY)],
)
def test_a_host_decides_when_we_come_back_up_to_a_day(seconds: int, wait: timedelta) -> None:
    after = schedule.after(HEALTHY, look("server_error", retry_after=seconds), link_id=1)

    assert after.next_check_at == NOON + wait


def test_strikes_are_frozen_while_the_host_has_an_outage() -> None:
    struck = Standing(state=LinkState.FAILING, strikes=2, first_strike_at=NOON - 7 * DAY)

    after = schedule.after(struck, look("unreachable", "connect", frozen=True), link_id=1)

    assert (after.state, after.strikes, after.next_check_at) == ("failing", 2, NOON + 6 * HOUR)


@pytest.mark.parametrize(
    ("failed", "fine", "outage"),
    [(3, 0, True), (2, 0, False), (4, 1, True), (3, 1, False), (0, 0, False)],
)
def test_an_outage_is_many_links_of_a_host_failing_at_once(
    failed: int, fine: int, outage: bool
) -> None:
    looks = [look("unreachable", "connect")] * failed + [look("ok")] * fine

    until = schedule.frozen_until(looks, before=None)

    assert until == (NOON + DAY if outage else None)


def test_pages_gone_for_good_are_no_outage() -> None:
    assert schedule.frozen_until([look("gone", "410")] * 5, before=None) is None


@pytest.mark.parametrize(("ago", "again"), [(HOUR, False), (29 * DAY, False), (31 * DAY, True)])
def test_an_outage_that_does_not_end_is_not_believed_twice(ago: timedelta, again: bool) -> None:
    until = schedule.frozen_until([look("dns_dead")] * 5, before=NOON - ago)

    assert until == (NOON + DAY if again else NOON - ago)


def test_a_host_that_answers_again_is_forgiven() -> None:
    assert schedule.frozen_until([look("ok")], before=NOON - DAY) is None


def test_all_links_of_a_vanished_site_are_dead_in_the_end() -> None:
    standing, until, at = HEALTHY, None, NOON
    for _ in range(20):
        until = schedule.frozen_until([look("dns_dead", at=at)] * 5, before=until)
        frozen = until is not None and at < until
        standing = schedule.after(standing, look("dns_dead", at=at, frozen=frozen), link_id=1)
        at = standing.next_check_at or at
        if standing.state == LinkState.DEAD:
            break

    assert standing.state == LinkState.DEAD
    assert standing.first_strike_at == NOON + DAY


@pytest.mark.parametrize(
    ("looks", "wait"),
    [
        ([look("ok")], None),
        ([look("ok"), look("rate_limited")], 15 * MINUTE),
        ([look("rate_limited", retry_after=7200)], 2 * HOUR),
        ([look("server_error", retry_after=60)], MINUTE),
        ([look("server_error", retry_after=10_000_000)], DAY),
    ],
)
def test_a_host_is_left_alone_as_long_as_it_asks(looks: list[Look], wait: timedelta | None) -> None:
    assert schedule.not_before(looks) == (NOON + wait if wait else None)


def test_the_pause_that_a_host_was_given_holds_after_a_turn_too() -> None:
    looks = [look("ok"), look("ok", at=NOON + MINUTE)]

    assert schedule.not_before(looks, delay=90.0) == NOON + 2.5 * MINUTE
    assert schedule.not_before(looks, delay=0.0) is None
    assert schedule.not_before([], delay=90.0) is None


@pytest.mark.parametrize(
    ("strikes", "reason", "last"),
    [(0, "404", False), (1, "404", False), (2, "timeout", True), (1, "410", True), (9, "", True)],
)
def test_what_may_declare_a_link_dead_is_known_before(
    strikes: int, reason: str, last: bool
) -> None:
    assert schedule.may_be_the_last(strikes, reason) is last


SILENCE = look("unreachable", "connect", answered=False)


@pytest.mark.parametrize(
    ("looks", "down"),
    [
        ([SILENCE] * 2, False),
        ([SILENCE] * 3, True),
        ([SILENCE, SILENCE, look("gone", "404")], False),
        ([SILENCE, SILENCE, look("unreachable", "timeout")], False),  # after a redirect, say
    ],
)
def test_a_host_is_down_when_nothing_of_it_answered(looks: list[Look], down: bool) -> None:
    assert schedule.is_down(looks) is down


def test_a_desk_that_is_cut_off_excuses_even_a_single_link() -> None:
    assert schedule.frozen_until([SILENCE], before=None) is None
    assert schedule.frozen_until([SILENCE], before=None, offline=True) == NOON + DAY
