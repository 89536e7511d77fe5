"""`/reports/` and `/desk/pages/`: the desk's side."""

from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from claims import curation
from factcheck.accounts.models import User
from reviews.models import PageName, ReaderReport
from reviews.reader_states import ReportStatus, Told
from reviews.readers import Sending
from reviews.states import Status
from tests import make, published
from tests.reviews import pages as web_pages
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db
S = ReportStatus


def signed_in(by: User | None = None) -> Client:
    client = Client()
    client.force_login(by or make.editor())
    return client


def listed(client: Client, **query: str) -> list[int]:
    page = client.get(reverse("reviews:reports"), query)
    return [report.pk for report in page.context["page"]]


def post(client: Client, name: str, pk: int, **words: Any) -> Any:
    return client.post(reverse(f"reviews:{name}", args=[pk]), words)


def test_whoever_has_waited_longest_comes_first():
    first, second = told.error(), told.claim()
    told.in_state(Told.CLAIM, S.DECLINED)

    assert listed(signed_in()) == [first.pk, second.pk]


def test_views_and_filters_narrow_the_list():
    by = make.editor()
    mine, spam = told.looked_at(told.error(), by), told.claim(sending=Sending(trapped=True))
    answered = told.decided(told.error(what="The date of the storm is wrong."), S.REJECTED)
    client = signed_in(by)

    found = {
        "mine": listed(client, show="mine"),
        "spam": listed(client, show="spam"),
        "answered": listed(client, show="answered"),
        "storm": listed(client, show="all", q="STORM"),
        "claims": listed(client, show="all", kind="claim"),
    }

    assert found == {
        "mine": [mine.pk],
        "spam": [spam.pk],
        "answered": [answered.pk],
        "storm": [answered.pk],
        "claims": [spam.pk],
    }


def test_a_filter_that_is_none_is_a_clear_error():
    response = signed_in().get(reverse("reviews:reports"), {"kind": "gossip"})

    assert response.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("name", ["reports", "pages"])
def test_strangers_are_asked_to_sign_in(client: Client, name: str):
    response = client.get(reverse(f"reviews:{name}"))

    assert response.status_code == HTTPStatus.FOUND


def test_the_list_asks_as_much_for_three_rows_as_for_one():
    client = signed_in()
    told.dispute()
    with CaptureQueriesContext(connection) as one:
        listed(client)
    told.dispute()
    told.dispute()

    with CaptureQueriesContext(connection) as three:
        listed(client)

    assert len(three) == len(one)


def test_a_dispute_is_looked_at_decided_and_reopened():
    report, client = told.dispute(), signed_in()
    post(client, "report_move", report.pk, do="look_at")

    response = post(client, "report_decide", report.pk, outcome="upheld", answer=told.ANSWER)

    report.refresh_from_db()
    assert report.version is not None
    assert response.status_code == HTTPStatus.FOUND
    assert (report.status, report.version.publication.review.status) == (
        S.UPHELD,
        Status.IN_REVIEW,
    )


def test_a_short_answer_comes_back_with_its_words():
    report = told.looked_at(told.error())

    response = post(signed_in(), "report_decide", report.pk, outcome="rejected", answer="Nope!")

    body = response.content.decode()
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert ("Nope!" in body, "Give your reasons" in body) == (True, True)


def test_whoever_wrote_the_verdict_is_told_why_they_cannot_decide():
    version = published.publish()
    author = version.verdict.author
    User.objects.filter(pk=author.pk).update(role="editor")
    report = told.looked_at(told.dispute(version))

    body = signed_in(author).get(reverse("reviews:report", args=[report.pk])).content.decode()

    assert "You wrote this verdict; another editor has to decide" in body
    assert reverse("reviews:report_decide", args=[report.pk]) not in body


@pytest.mark.parametrize("status", list(S))
@pytest.mark.parametrize("kind", list(Told))
def test_each_state_has_a_page(kind: Told, status: ReportStatus, client: Client):
    others = {Told.ERROR: (S.TAKEN_UP, S.DECLINED), Told.CLAIM: (S.UPHELD, S.PARTLY_UPHELD)}
    if status in (*others[kind], *((S.REJECTED, S.APPEALED) if kind is Told.CLAIM else ())):
        return
    report = told.in_state(kind, status)

    desk = signed_in().get(reverse("reviews:report", args=[report.pk]))
    reader = client.get(reverse("public:told", args=[report.token]))

    assert (desk.status_code, reader.status_code) == (HTTPStatus.OK, HTTPStatus.OK)


def test_moves_that_there_are_not_are_not_found():
    assert post(signed_in(), "report_move", told.error().pk, do="erase").status_code == 404


def test_a_move_that_cannot_be_made_says_why():
    response = post(signed_in(), "report_move", told.error().pk, do="put_back")

    assert response.status_code == HTTPStatus.CONFLICT
    assert "cannot become" in response.content.decode()


def test_a_report_is_merged_and_given():
    one, two, person = told.claim(), told.claim(), make.reviewer()
    client = signed_in()

    post(client, "report_move", one.pk, do="merge", into=two.pk)
    post(client, "report_give", two.pk, to=person.pk)

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.duplicate_of, two.assignee) == (two, person)


def test_a_suggestion_is_taken_up_in_its_readers_words():
    report = told.looked_at(told.claim())

    post(signed_in(), "report_take_up", report.pk, how="words")

    report.refresh_from_db()
    assert report.claim is not None
    assert (report.status, report.claim.statement) == (S.TAKEN_UP, report.what)


def test_a_page_that_was_named_becomes_an_article_whose_claims_are_offered(
    settings: Settings, tmp_path: Any
):
    settings.OUTBOUND_ALLOW_NETWORKS, settings.MEDIA_ROOT = ["127.0.0.0/8"], tmp_path
    client = signed_in()
    with web_pages.served() as web:
        address = web.put("/bridge", "The new bridge cost 44 million euros in 2025, it was said.")
        report = told.looked_at(told.claim(seen_at=address))
        response = post(client, "report_take_up", report.pk, how="page")

    report.refresh_from_db()
    assert report.article is not None
    assert response["Location"] == reverse("claims:triage", args=[report.article_id])
    claim = report.article.claims.get()
    curation.accept(claim.pk, by=make.editor(), now=make.NOON)
    page = client.get(reverse("reviews:report", args=[report.pk]))
    assert page.context["claims"] == [claim]


def test_a_suggestion_is_declined_with_reasons():
    report = told.looked_at(told.claim())

    post(signed_in(), "report_take_up", report.pk, how="decline", answer=told.ANSWER)

    report.refresh_from_db()
    assert (report.status, report.answer) == (S.DECLINED, told.ANSWER)


def test_what_is_stored_cannot_end_a_page():
    report = told.error(what="</textarea><script>alert(1)</script>")

    body = signed_in().get(reverse("reviews:report", args=[report.pk])).content.decode()

    assert "<script>alert(1)" not in body


def test_an_editor_writes_a_page_after_seeing_it(client: Client):
    editor = signed_in()
    address = reverse("reviews:page_edit", args=["funding"])
    words = {"title": "Who pays", "markdown": "Our *readers* do.", "base": 0}

    preview = editor.post(f"{address}?language=en", words | {"preview": "1"})
    before = client.get(reverse("public:funding"))
    editor.post(f"{address}?language=en", words)
    after = client.get(reverse("public:funding"))

    assert "Our <em>readers</em> do." in preview.content.decode()
    assert "has not yet said who owns it" in before.content.decode()
    assert "Our <em>readers</em> do." in after.content.decode()


def test_of_two_editors_the_second_keeps_their_words_and_sees_the_others():
    editor = signed_in()
    address = f"{reverse('reviews:page_edit', args=['about'])}?language=en"
    editor.post(address, {"title": "Us", "markdown": "Four people.", "base": 0})

    response = editor.post(address, {"title": "Us", "markdown": "Five people.", "base": 0})

    body = published.text(response.content.decode())
    assert response.status_code == HTTPStatus.CONFLICT
    assert ("Four people." in body, "Five people." in body) == (True, True)
    assert 'name="base" value="1"' in response.content.decode()


def test_readers_read_older_versions(client: Client):
    editor = signed_in()
    address = f"{reverse('reviews:page_edit', args=['about'])}?language=en"
    editor.post(address, {"title": "Us", "markdown": "Four people.", "base": 0})
    editor.post(address, {"title": "Us", "markdown": "Five people.", "base": 1})

    bodies = {
        query: client.get(f"{reverse('public:about')}{query}").content.decode()
        for query in ("", "?version=1", "?version=2")
    }

    assert {query: "Four people." in body for query, body in bodies.items()} == {
        "": False,
        "?version=1": True,
        "?version=2": False,
    }


@pytest.mark.parametrize("version", ["0", "2", "x", "99999999999"])
def test_a_version_that_there_is_not_is_not_found(client: Client, version: str):
    response = client.get(reverse("public:about"), {"version": version})

    assert response.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", list(PageName))
def test_each_page_is_there_before_anybody_has_written_it(client: Client, name: PageName):
    assert client.get(reverse(f"public:{name.value}")).status_code == HTTPStatus.OK


def test_the_method_keeps_telling_policies_and_scales(client: Client):
    body = client.get(reverse("public:method")).content.decode()

    assert ('id="policy-1"' in body, 'id="scale"' in body) == (True, True)


def test_a_report_out_of_the_tray_is_open():
    report = told.error(sending=Sending(trapped=True))
    client = signed_in()

    post(client, "report_move", report.pk, do="release")

    assert listed(client) == [report.pk]
    assert ReaderReport.objects.get().held_because == ""
