"""`/sources/<id>/`: one source with its history, and the decisions about it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role
from reviews.models import (
    Condition,
    Publication,
    SourceHost,
)
from reviews.states import Status
from tests import make
from tests.reviews.pages import Pages
from tests.reviews.web.screens import SOURCES, desk, drifted, page

pytestmark = pytest.mark.django_db


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
    assert evidence.condition == Condition.ACCEPTED
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


def test_a_number_beyond_all_rows_is_a_404() -> None:
    assert desk().get(f"{SOURCES}{10**30}/").status_code == 404
