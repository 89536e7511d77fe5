"""`/sources/`: what is failing, since when, what stands on it, what to do about it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from factcheck import door
from factcheck.accounts.models import Role
from reviews import links
from reviews.links import checks, registry, snapshots
from reviews.models import (
    Condition,
    Evidence,
    LinkState,
    Publication,
    SourceHost,
    SourceLink,
)
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
SOURCES = "/sources/"
QUOTE = "The line made 1,204 crossings in the first half of the year."


def desk(role: Role = Role.REVIEWER) -> Client:
    client = Client()
    client.force_login(make.user(role))
    return client


def page(client: Client, path: str = SOURCES, **query: str) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(path, query).content)


def urls(found: LexborHTMLParser) -> list[str]:
    return [under.text().strip() for under in found.css(".table__under.url")]


def drifted(web: Pages) -> Evidence:
    """Evidence of a published verdict whose number changed, as the machine found it."""
    url = web.put("/report", QUOTE)
    review = make.review(Status.PUBLISHED)
    link = registry.register(url, now=NOON)
    copy = snapshots.keep(link, links.inspect_now(url, **door.options()), now=NOON)
    evidence = make.evidence(review, snapshot=copy, quote=QUOTE, start=0, end=len(QUOTE))
    web.put("/report", QUOTE.replace("1,204", "1,240"))
    checks.run_due(worker="test", clock=lambda: NOON)
    evidence.refresh_from_db()
    return evidence


@pytest.mark.parametrize("path", ["", "export.csv", "1/"])
def test_strangers_are_asked_to_sign_in(path: str) -> None:
    answer = Client().get(SOURCES + path)

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/sign-in/")


def test_an_empty_desk_explains_how_sources_come_about() -> None:
    found = page(desk())

    assert [title.text() for title in found.css(".empty__title")] == ["No sources yet"]


def test_a_row_tells_what_is_wrong_and_what_stands_on_it(web: Pages) -> None:
    evidence = drifted(web)

    found = page(desk(), host="127.0.0.1")

    cells = [" ".join(cell.text().split()) for cell in found.css("tbody tr:first-child td")]
    assert urls(found) == [evidence.link.url]
    assert cells[0] == "Changed numbers differ"
    assert cells[3:5] == ["1", "1"]


def test_the_list_shows_what_changed_in_the_cited_passage(web: Pages) -> None:
    drifted(web)

    found = page(desk())

    changed = [mark.text() for mark in found.css(".diff del, .diff ins")]
    assert changed == ["1,204", "1,240"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["b", "a", "c"]),
        ({"state": "dead"}, ["b"]),
        ({"decision": "yes"}, ["b"]),
        ({"host": "A.example"}, ["a"]),
        ({"q": "c.exam"}, ["c"]),
        ({"q": "Ledger of b"}, ["b"]),
        ({"q": "nothing like it"}, []),
    ],
)
def test_filters_live_in_the_address(query: dict[str, str], shown: list[str]) -> None:
    made = {name: make.link(f"https://{name}.example/page") for name in "abc"}
    copy = make.snapshot(made["b"], title="Ledger of b")
    make.evidence(make.review(), snapshot=copy, condition=Condition.DEAD, condition_since=NOON)
    SourceLink.objects.filter(pk=made["b"].pk).update(state=LinkState.DEAD)
    SourceLink.objects.filter(pk=made["a"].pk).update(healthy_since=NOON)

    found = page(desk(), **query)

    assert urls(found) == [f"https://{name}.example/page" for name in shown]


def test_a_filter_that_means_nothing_is_a_400_without_rows() -> None:
    make.link()

    answer = desk().get(SOURCES, {"state": "sick"})

    assert (answer.status_code, urls(LexborHTMLParser(answer.content))) == (400, [])


def test_long_lists_have_pages() -> None:
    for n in range(26):
        make.link(f"https://host.example/{n}")

    assert [len(urls(page(desk(), page=number))) for number in ("1", "2")] == [25, 1]


def test_the_csv_holds_all_rows_of_the_address_and_no_formula() -> None:
    for n in range(26):
        make.link(f"https://host.example/{n}")
    risky = make.link("https://risky.example/")
    make.snapshot(risky, title="=HYPERLINK(1)")

    text = desk().get(f"{SOURCES}export.csv").content.decode("utf-8-sig")
    chosen = desk().get(f"{SOURCES}export.csv", {"host": "risky.example"}).content

    rows = list(csv.DictReader(io.StringIO(text)))
    assert (len(rows), len(chosen.splitlines())) == (27, 2)
    assert [row["title"] for row in rows if row["host"] == "risky.example"] == ["'=HYPERLINK(1)"]


def source_with_everything() -> SourceLink:
    evidence = make.evidence(make.review(Status.PUBLISHED), condition=Condition.DRIFTED)
    Evidence.objects.filter(pk=evidence.pk).update(condition_since=NOON)
    return evidence.link


@pytest.mark.parametrize("path", [SOURCES, f"{SOURCES}export.csv", "/api/v1/sources/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(path: str) -> None:
    client = desk()
    counted = []
    for more in (1, 2):
        for _ in range(more):
            source_with_everything()
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_the_page_of_a_source_shows_checks_copies_evidence_and_verdicts(web: Pages) -> None:
    evidence = drifted(web)

    found = page(desk(), f"{SOURCES}{evidence.link_id}/")

    assert [mark.text() for mark in found.css(".diff del, .diff ins")] == ["1,204", "1,240"]
    assert len(found.css("#checks, #copies, #published, #evidence")) == 4
    assert len(found.css("main li a[href*='/copies/']")) == 2
    public = f"/fact-checks/{evidence.review.publication.slug}/"
    assert [link.attributes["href"] for link in found.css("a[href^='/fact-checks/']")][-1] == public


def test_the_page_of_a_source_takes_as_many_queries_for_three_pieces_as_for_one() -> None:
    copy = make.snapshot()
    client, counted = desk(), []
    for more in (1, 2):
        for _ in range(more):
            make.evidence(make.review(Status.PUBLISHED), snapshot=copy, condition="drifted")
        client.get(f"{SOURCES}{copy.link_id}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{SOURCES}{copy.link_id}/")
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_a_kept_copy_is_shown_as_plain_text() -> None:
    copy = make.snapshot(text="<script>alert(1)</script>")

    answer = desk().get(f"{SOURCES}{copy.link_id}/copies/{copy.pk}/")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content == b"<script>alert(1)</script>"


@pytest.mark.parametrize("path", ["999/", "999/copies/1/"])
def test_what_is_not_there_is_a_404(path: str) -> None:
    assert desk().get(SOURCES + path).status_code == 404


def test_check_now_makes_the_link_due() -> None:
    link = make.link()

    answer = desk(Role.CONTRIBUTOR).post(f"{SOURCES}{link.pk}/check/")

    link.refresh_from_db()
    assert answer.status_code == 302
    assert link.next_check_at == link.host.next_due
    assert link.next_check_at is not None


def test_a_host_that_asked_us_to_stay_away_is_not_checked_now() -> None:
    link = make.link()
    SourceHost.objects.update(opted_out=True)

    answer = desk().post(f"{SOURCES}{link.pk}/check/")

    link.refresh_from_db()
    assert (answer.status_code, link.next_check_at) == (409, None)


def test_accepting_a_change_clears_evidence_and_flag(web: Pages) -> None:
    evidence = drifted(web)

    answer = desk().post(
        f"{SOURCES}{evidence.link_id}/evidence/{evidence.pk}/accept/",
        {"reason": "Both figures support the verdict."},
    )

    evidence.refresh_from_db()
    assert answer.status_code == 302
    assert evidence.condition == Condition.SOUND
    assert Publication.objects.get(review=evidence.review).flagged_at is None


def test_accepting_without_a_reason_changes_nothing_and_says_why(web: Pages) -> None:
    evidence = drifted(web)

    answer = desk().post(
        f"{SOURCES}{evidence.link_id}/evidence/{evidence.pk}/accept/", {"reason": " "}
    )

    evidence.refresh_from_db()
    assert (answer.status_code, evidence.condition) == (400, Condition.DRIFTED)
    assert len(LexborHTMLParser(answer.content).css(".field__error, .field__errors")) > 0


def test_evidence_of_another_source_is_a_404_here(web: Pages) -> None:
    evidence = drifted(web)

    answer = desk().post(
        f"{SOURCES}{make.link().pk}/evidence/{evidence.pk}/accept/", {"reason": "Why not."}
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("role", "status", "out"),
    [(Role.CONTRIBUTOR, 403, False), (Role.REVIEWER, 403, False), (Role.EDITOR, 302, True)],
)
def test_editors_decide_which_hosts_are_visited(role: Role, status: int, out: bool) -> None:
    link = make.link()

    answer = desk(role).post(f"{SOURCES}{link.pk}/host/", {"opted_out": "yes"})

    link.host.refresh_from_db()
    assert (answer.status_code, link.host.opted_out) == (status, out)


def test_a_host_is_taken_up_again() -> None:
    link = make.link()
    SourceHost.objects.update(opted_out=True)

    desk(Role.EDITOR).post(f"{SOURCES}{link.pk}/host/", {"opted_out": "no"})

    assert not SourceHost.objects.get().opted_out


def test_a_link_failing_for_a_week_says_since_when(settings: Settings) -> None:
    since = NOON - timedelta(days=7)
    make.link(state=LinkState.FAILING, strikes=2, first_strike_at=since, outcome="unreachable")

    found = page(desk())

    times = [time.attributes["datetime"] for time in found.css("tbody time")]
    assert times == ["2026-02-23T12:00:00+00:00"]
