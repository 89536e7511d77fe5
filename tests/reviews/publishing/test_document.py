"""The canonical document: complete, addressed, and silent about who did not give a name."""

import pytest

from reviews import checklist, evidence, publishing
from reviews.models import ChangeKind, Evidence, PublishedVersion, SourceLink, Stance
from reviews.publishing import document
from reviews.states import Status
from tests import make
from tests.make import NOON


def published(**fields: object) -> PublishedVersion:
    review = make.review(Status.APPROVED, **fields)  # type: ignore[arg-type] # builder's fields
    return publishing.publish(review.pk, by=make.editor(), now=NOON)


@pytest.mark.parametrize(
    ("statement", "slug"),
    [
        ("4,210 containers — in May!", "4210-containers-in-may-7"),
        ("Élan für Größe", "elan-fur-groe-7"),
        ("ارتفع عدد الحاويات", "ارتفع-عدد-الحاويات-7"),
        ("!?", "7"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word-7"),
        ("x" * 100, f"{'x' * 60}-7"),
    ],
)
def test_slugs_are_readable_short_and_numbered(statement: str, slug: str) -> None:
    assert document.slug(statement, number=7) == slug


@pytest.mark.django_db
def test_it_holds_the_evidence_as_it_was_cited() -> None:
    version = published()

    first, second = version.content["evidence"]

    cited = Evidence.objects.filter(review=version.publication.review, stance=Stance.SUPPORTS)[0]
    assert first == {
        "id": cited.pk,
        "number": 1,
        "kind": "url",
        "url": cited.link.url,
        "host": cited.link.host.name,
        "title": cited.link.host.name,
        "publisher": "",
        "place": "",
        "quote": "4,210 containers in May",
        "start": 0,
        "end": 23,
        "unlocated_reason": "",
        "stance": "supports",
        "primary": False,
        "note": "",
        "interest": "",
        "snapshot": {
            "id": cited.snapshot_id,
            "taken_at": "2026-03-02T12:00:00Z",
            "final_url": cited.link.url,
            "media_type": "text/html",
            "body_sha256": cited.snapshot.body_sha256 if cited.snapshot else None,
            "text_sha256": cited.snapshot.text_sha256 if cited.snapshot else None,
        },
    }
    assert (second["number"], second["stance"]) == (2, "refutes")


@pytest.mark.django_db
def test_a_source_is_published_by_the_address_that_is_fetched() -> None:
    review = make.review(Status.APPROVED)
    SourceLink.objects.update(raw_url="HTTPS:ports.example/ledger")

    version = publishing.publish(review.pk, by=make.editor(), now=NOON)

    shown = [each["url"] for each in version.content["evidence"]]
    assert shown == [each.link.url for each in review.evidence.order_by("position", "pk")]


@pytest.mark.django_db
def test_it_holds_claim_rating_scale_method_and_text() -> None:
    content = published().content

    assert content["claim"]["statement"] == content["claim"]["quote"]
    assert content["article"]["published_on"] == "2026-03-01"
    assert (content["rating"]["word"], content["rating"]["value"]) == ("Mostly true", 4)
    assert len(content["rating"]["scale"]["ratings"]) == 7
    assert content["method"]["version"] == 1
    assert content["rationale_html"].startswith("<p>The ledger of the port authority")
    assert content["why_selected"] == "Widely shared."


@pytest.mark.django_db
def test_people_are_named_only_by_the_name_they_gave() -> None:
    named = make.user(first_name="Ines", last_name="Okafor")

    content = published(by=named).content

    assert content["people"] == [
        {"part": "author", "name": "Ines Okafor", "role": "reviewer"},
        {"part": "approver", "name": "", "role": "editor"},
        {"part": "publisher", "name": "", "role": "editor"},
    ]


@pytest.mark.django_db
def test_withdrawn_evidence_is_not_cited() -> None:
    review = make.review(Status.APPROVED)
    editor = make.editor()
    extra = make.evidence(review, by=editor, stance=Stance.CONTEXT)
    Evidence.objects.filter(pk=extra.pk).update(
        withdrawn_by=editor, withdrawn_at=NOON, withdrawn_reason="Beside the point."
    )

    version = publishing.publish(review.pk, by=editor, now=NOON)

    assert [each["stance"] for each in version.content["evidence"]] == ["supports", "refutes"]


@pytest.mark.django_db
def test_evidence_keeps_its_number_when_another_piece_was_withdrawn() -> None:
    author = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=author)
    first = make.evidence(review, by=author)
    make.evidence(review, by=author, stance=Stance.REFUTES)
    evidence.withdraw(first.pk, by=author, now=NOON, reason="Superseded.")
    verdict = make.verdict(review, by=author, rationale="The ledger [2], not the memo [1].")
    edition = document.Edition(
        slug="x",
        number=1,
        kind=ChangeKind.PUBLISHED,
        reason="",
        at=NOON,
        first_at=NOON,
        history=[],
    )

    content = document.build(verdict, edition, policy=checklist.ruling_policy(), by=author)

    assert [each["number"] for each in content["evidence"]] == [2]
    assert content["rationale_html"].count("<a ") == 1
    assert 'href="#evidence-2"' in content["rationale_html"]
