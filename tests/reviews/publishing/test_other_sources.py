"""Files, books and replies in every output: told as what they are, never as an address."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from reviews import evidence, fetching, publishing, replies, workflow
from reviews.archives import warc
from reviews.models import PublishedVersion, SourceLink, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.archives import reading
from tests.reviews.files import PIXEL, pdf
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
REPORT = pdf("The auditors write that", "the crane has not paid for itself.")
SECRETS = ("ni:///", "urn:uuid:", "(desk)")


def published() -> PublishedVersion:
    """A fact-check on a PDF, a picture and an interview, with a reply."""
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    by: dict[str, Any] = {"by": review.assignee, "now": NOON}
    said: dict[str, Any] = {"publisher": "Auditors", "stance": Stance.REFUTES} | by
    pdf_said = said | {"title": "Audit report", "quote": "the crane has not paid", "place": "p. 1"}
    fetching.ask_file(review.pk, body=REPORT, **pdf_said)
    sign = {"title": "Photograph", "quote": "NO ENTRY", "unlocated_reason": "On the sign."}
    fetching.ask_file(review.pk, body=PIXEL, **(said | sign))
    fetching.run_due()
    talk = {"title": "Interview", "quote": "We never said that.", "publisher": "Ines Duarte"}
    told = {"stance": Stance.SUPPORTS, "unlocated_reason": "Our recording."}
    evidence.note(review.pk, **(talk | told | by))
    asked = replies.ask(
        review.pk, party="Port Almond", channel="email", question="How many?", asked_at=NOON, **by
    )
    replies.receive(asked.pk, outcome="answered", answer="4,198.", received_at=NOON, **by)
    make.verdict(review, by=review.assignee)
    workflow.move(review.pk, to=Status.SUBMITTED, by=review.assignee, now=NOON)
    second = make.editor()
    workflow.move(review.pk, to=Status.APPROVED, by=second, now=NOON)
    return publishing.publish(review.pk, by=second, now=NOON + timedelta(hours=1))


def test_the_document_says_what_they_are(web: Pages) -> None:
    content = published().content

    told = ("kind", "url", "host", "title", "publisher", "place", "quote")
    assert [tuple(each[name] for name in told) for each in content["evidence"]] == [
        ("file", "", "", "Audit report", "Auditors", "p. 1", "the crane has not paid"),
        ("file", "", "", "Photograph", "Auditors", "", "NO ENTRY"),
        ("hand", "", "", "Interview", "Ines Duarte", "", "We never said that."),
    ]
    assert content["replies"] == [
        {
            "party": "Port Almond",
            "channel": "email",
            "question": "How many?",
            "asked_at": "2026-03-02T12:00:00Z",
            "deadline": None,
            "received": [
                {"outcome": "answered", "answer": "4,198.", "received_at": "2026-03-02T12:00:00Z"}
            ],
        }
    ]


@pytest.mark.parametrize("path", ["", "evidence/1/", "evidence/2/", "evidence/3/", "v/1/"])
def test_readers_are_shown_no_address_where_there_is_none(web: Pages, path: str) -> None:
    slug = published().publication.slug

    page = Client().get(f"/fact-checks/{slug}/{path}").content.decode()

    assert [secret for secret in ("urn:uuid:", "(desk)", 'href=""') if secret in page] == []
    assert [secret for secret in SECRETS if f'href="{secret}' in page] == []


def test_readers_see_who_was_asked_and_what_they_said(web: Pages) -> None:
    slug = published().publication.slug

    page = Client().get(f"/fact-checks/{slug}/").content.decode()

    assert "Right of reply" in page
    assert "4,198.</blockquote>" in page
    assert "How we know:" in page


def test_the_file_itself_is_the_desks_and_no_readers(web: Pages) -> None:
    piece = published().publication.review.evidence.earliest("position")

    answer = Client().get(f"/evidence/{piece.pk}/original/")

    assert answer.status_code == 302


def test_the_api_tells_the_same_and_how_they_fare(web: Pages) -> None:
    slug = published().publication.slug

    found = json.loads(Client().get(f"/api/v1/fact-checks/{slug}/").content)

    fare = [(each["kind"], each["health"]["state"]) for each in found["evidence"]]
    assert fare == [("file", "sound"), ("file", "unverified"), ("hand", "unverified")]
    assert [each["party"] for each in found["replies"]] == ["Port Almond"]


def test_versions_from_before_are_answered_in_the_same_shape() -> None:
    review = make.review(Status.APPROVED)
    version = publishing.publish(review.pk, by=make.editor(), now=NOON)
    content = version.content
    del content["replies"]
    for each in content["evidence"]:
        for name in ("kind", "publisher", "place"):
            del each[name]
    old = make.published_version(
        version.publication,
        by=make.editor(),
        number=2,
        document=json.dumps(content),
        claimreview=version.claimreview,
    )
    publication = version.publication
    publication.latest = old
    publication.save(update_fields=["latest"])

    found = json.loads(Client().get(f"/api/v1/fact-checks/{publication.slug}/").content)
    page = Client().get(f"/fact-checks/{publication.slug}/")

    assert (found["replies"], found["evidence"][0]["kind"], page.status_code) == ([], "url", 200)


@pytest.mark.parametrize("output", ["claimreview/", ""])
def test_markup_and_feeds_hold_no_name_of_a_file(web: Pages, output: str) -> None:
    slug = published().publication.slug
    paths = [f"/api/v1/fact-checks/{slug}/{output}", "/fact-checks/feed.atom"]

    told = "".join(Client().get(path).content.decode() for path in paths)

    assert [secret for secret in ("urn:uuid:", "(desk)") if secret in told] == []


def test_an_archive_holds_files_as_resources_and_no_book(web: Pages) -> None:
    publication = published().publication

    exported = b"".join(
        warc.stream(warc.of_fact_check(publication), about="A fact-check", now=NOON)
    )

    kinds = [record.kind for record in reading.records(exported)]
    assert sorted(kinds) == sorted(["warcinfo", *2 * ["resource", "metadata", "conversion"]])


def test_sources_and_their_export_leave_them_out(web: Pages) -> None:
    published()
    client = Client()
    client.force_login(make.editor())
    link = SourceLink.objects.filter(on_web=False).first()
    assert link is not None

    shown = client.get("/sources/").content.decode()
    export = b"".join(client.get("/sources/export.csv"))
    one = client.get(f"/sources/{link.pk}/")
    hosts = client.get("/api/v1/source-hosts/").content.decode()

    assert [secret for secret in SECRETS if secret in f"{shown}{export!r}{hosts}"] == []
    assert one.status_code == 404
