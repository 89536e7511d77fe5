"""`/sources/<id>/`: one source with its history, and the decisions about it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role
from reviews.links import checks
from reviews.models import Condition, LinkCheck, Publication, SourceHost
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.links import desk as desk_of_sources
from tests.reviews.pages import Pages
from tests.reviews.web.screens import QUOTE, SOURCES, desk, drifted, page

pytestmark = pytest.mark.django_db


def test_the_page_of_a_source_shows_checks_copies_evidence_and_verdicts(web: Pages) -> None:
    evidence = drifted(web)

    found = page(desk(), f"{SOURCES}{evidence.link_id}/")

    assert [mark.text() for mark in found.css(".diff del, .diff ins")] == ["1,204", "1,240"]
    assert len(found.css("#checks, #copies, #published, #evidence")) == 4
    assert len(found.css("main li a[href*='/copies/']")) == 3  # two, and both compared
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


def test_a_check_that_was_asked_for_is_waited_for_and_then_shown(web: Pages) -> None:
    evidence = desk_of_sources.cite(web.put("/report", QUOTE), QUOTE)[0]
    client = desk(Role.CONTRIBUTOR)
    asked = client.post(f"{SOURCES}{evidence.link_id}/check/")["Location"]

    before = page(client, asked)
    part = client.get(asked, headers={"HX-Request": "true"})
    checks.run_due(worker="test")
    after = LexborHTMLParser(client.get(asked, headers={"HX-Request": "true"}).content)

    (latest,) = before.css("[aria-live=polite] > #latest")
    assert latest.attributes["hx-get"] == asked
    assert b"hx-get" in part.content
    assert b"<html" not in part.content
    assert "hx-get" not in after.css("#latest")[0].attributes
    assert "Checked just now: quote found exactly." in text_of(after)
    assert after.css("#checks")[0].attributes["hx-swap-oob"] == "true"
    assert len(after.css(".timeline__entry")) == 1


def test_waiting_ends_though_no_worker_comes() -> None:
    link = make.link(next_check_at=NOON)

    found = page(desk(), f"{SOURCES}{link.pk}/?asked={NOON.timestamp()}")

    assert "hx-get" not in found.css("#latest")[0].attributes
    assert "It has not been checked yet" in text_of(found)


@pytest.mark.parametrize("asked", ["soon", "nan", "1e400", "-1e30", "%00", "9" * 400])
def test_a_senseless_moment_is_waited_for_by_nobody(asked: str) -> None:
    link = make.link(next_check_at=NOON)

    answer = desk().get(f"{SOURCES}{link.pk}/?asked={asked}")

    assert (answer.status_code, b"hx-get" in answer.content) == (200, False)


def test_a_check_tells_its_hops_headers_and_what_was_wrong_with_the_certificate() -> None:
    link = make.link()
    LinkCheck.objects.create(
        link=link,
        checked_at=NOON,
        worker="w",
        outcome="tls_error",
        reason="expired",
        http_status=None,
        hops=[
            {
                "url": "http://a.example/",
                "address": "198.51.100.7",
                "status": 301,
                "timings": {"dns": 3.2, "connect": 10, "tls": 0, "first_byte": 31, "total": 40.4},
            },
            {"url": "https://a.example/", "address": "198.51.100.8", "status": None},
        ],
        headers={"etag": '"abc"'},
        timings={"total": 99},
        tls_error="The certificate expired on 1 March 2026.",
    )

    found = page(desk(), f"{SOURCES}{link.pk}/")

    hops = [" ".join(hop.text().split()) for hop in found.css(".hops__hop")]
    assert hops == [
        (
            "301 http://a.example/ 198.51.100.7 · 40 ms "
            "name looked up 3, connected 10, secured 0, first byte 31, read whole 40 ms"
        ),
        "– https://a.example/ 198.51.100.8",
    ]
    assert "The certificate expired on 1 March 2026." in text_of(found)
    terms = [term.text() for term in found.css("#checks .terms dt")]
    assert terms == ["Timings", "etag"]


@pytest.mark.parametrize(
    ("role", "sent", "status", "delay"),
    [
        (Role.REVIEWER, "2", 403, None),
        (Role.EDITOR, "2.5", 302, 2.5),
        (Role.EDITOR, "", 302, None),
        (Role.EDITOR, "-1", 400, None),
        (Role.EDITOR, "nan", 400, None),
        (Role.EDITOR, "9999", 400, None),
    ],
)
def test_editors_give_a_host_a_delay_of_its_own(
    role: Role, sent: str, status: int, delay: float | None
) -> None:
    link = make.link()

    answer = desk(role).post(f"{SOURCES}{link.pk}/delay/", {"crawl_delay": sent})

    link.host.refresh_from_db()
    assert (answer.status_code, link.host.crawl_delay) == (status, delay)


def test_what_is_not_for_ones_role_is_not_offered() -> None:
    evidence = make.evidence(make.review(Status.IN_REVIEW), condition="drifted")
    address = f"{SOURCES}{evidence.link_id}/"

    offered = {
        role: {
            str(form.attributes["action"]).split("/")[-2]
            for form in page(desk(role), address).css("main form")
        }
        for role in (Role.CONTRIBUTOR, Role.REVIEWER, Role.EDITOR)
    }

    assert offered == {
        Role.CONTRIBUTOR: {"check"},
        Role.REVIEWER: {"check", "accept"},
        Role.EDITOR: {"check", "accept", "host", "delay"},
    }


def test_a_name_that_looks_like_another_is_told_both_ways() -> None:
    link = make.link("https://www.xn--pple-43d.com/page")

    found = page(desk(), f"{SOURCES}{link.pk}/")

    assert [code.text() for code in found.css(".notice code")] == [
        "www.аpple.com",
        "www.xn--pple-43d.com",
    ]


def text_of(found: LexborHTMLParser) -> str:
    return " ".join((found.body or found.root).text().split()) if found.root else ""
