"""`/sources/<id>/evidence/<id>/replace/`"""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role
from reviews.models import Evidence, Review
from reviews.states import Status
from tests import make
from tests.reviews.pages import Pages
from tests.reviews.web.screens import SOURCES, desk

pytestmark = pytest.mark.django_db
WORDS = "The port handled 4,198 containers in May."
WHY = "The port moved its ledger."


def address(old: Evidence, step: str = "replace") -> str:
    return f"{SOURCES}{old.link_id}/evidence/{old.pk}/{step}/"


def values(found: LexborHTMLParser, *names: str) -> list[str]:
    return [found.css(f"[name={name}]")[0].text().strip() for name in names]


def test_the_form_holds_what_can_be_carried_over() -> None:
    old = make.evidence(make.review(Status.IN_REVIEW), note="The port's own.")

    found = LexborHTMLParser(desk(Role.EDITOR).get(address(old)).content)

    assert values(found, "quote", "note", "reason") == [old.quote, "The port's own.", ""]
    chosen = found.css("[name=stance][checked]")[0]
    assert chosen.attributes["value"] == "supports"


def test_the_new_source_stands_in_the_old_ones_place(web: Pages) -> None:
    old = make.evidence(make.review(Status.IN_REVIEW), position=1)
    sent = {"url": web.put("/new", WORDS), "quote": WORDS, "stance": "refutes", "reason": WHY}

    answer = desk(Role.EDITOR).post(address(old), sent)

    made = Evidence.objects.get(replaces=old)
    assert answer["Location"] == f"/reviews/{old.review_id}/#evidence-1"
    assert (made.quote, made.stance) == (WORDS, "refutes")


def test_the_workbench_says_what_replaced_what(web: Pages) -> None:
    old = make.evidence(make.review(Status.IN_REVIEW), position=1)
    client = desk(Role.EDITOR)
    sent = {"url": web.put("/new", WORDS), "quote": WORDS, "stance": "refutes", "reason": WHY}
    client.post(address(old), sent)

    found = LexborHTMLParser(client.get(f"/reviews/{old.review_id}/").content)

    ids = [item.attributes["id"] for item in found.css("li.item")]
    notes = [" ".join(note.text().split()) for note in found.css("#evidence-1 .item__note")]
    assert ids == ["evidence-1", f"withdrawn-{old.pk}"]
    assert f"Replaces {old.link.host.name}" in notes


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"quote": ""}, "quote"),
        ({"url": "ftp://a.example/"}, "url"),
        ({"stance": "perhaps"}, "stance"),
    ],
)
def test_refused_nothing_is_lost_and_the_field_says_why(
    web: Pages, change: dict[str, str], field: str
) -> None:
    old = make.evidence(make.review(Status.IN_REVIEW))
    url = web.put("/new", WORDS)
    sent = {"url": url, "quote": WORDS, "stance": "refutes", "reason": WHY, "note": "Mine."}

    answer = desk(Role.EDITOR).post(address(old), sent | change)

    found = LexborHTMLParser(answer.content)
    old.refresh_from_db()
    assert (answer.status_code, old.withdrawn_at) == (400, None)
    assert values(found, "note") == ["Mine."]
    assert found.css(f"#replace_{field}_error, [name={field}][aria-invalid]") != []


def test_a_public_verdict_is_reopened_from_here() -> None:
    review = make.review(Status.PUBLISHED)
    old = review.evidence.all()[0]
    client = desk(Role.EDITOR)

    asked = LexborHTMLParser(client.get(address(old)).content)
    answer = client.post(address(old, "reopen"), {"reason": "Its source died."})

    assert "Reopen the review for correction first" in asked.css(".notice")[0].text()
    assert asked.css("[name=url]") == []
    assert answer["Location"] == address(old)
    assert Review.objects.get(pk=review.pk).state is Status.IN_REVIEW


@pytest.mark.parametrize(
    ("role", "reason", "status"), [(Role.EDITOR, " ", 400), (Role.CONTRIBUTOR, "Why not.", 403)]
)
def test_reopening_needs_the_role_and_a_reason(role: Role, reason: str, status: int) -> None:
    review = make.review(Status.PUBLISHED)
    old = review.evidence.all()[0]

    answer = desk(role).post(address(old, "reopen"), {"reason": reason})

    assert answer.status_code == status
    assert Review.objects.get(pk=review.pk).state is Status.PUBLISHED


def test_evidence_of_another_source_is_a_404_here() -> None:
    old = make.evidence(make.review(Status.IN_REVIEW))

    answer = desk(Role.EDITOR).get(f"{SOURCES}{make.link().pk}/evidence/{old.pk}/replace/")

    assert answer.status_code == 404
