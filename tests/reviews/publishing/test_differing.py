"""What changed between two versions, as readers are told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.exceptions import InvalidInput
from reviews import publishing
from reviews.models import PublishedVersion, Rating, Trigger
from reviews.publishing import differing
from tests import make, published
from tests.published import LATER
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db


def document(**fields: Any) -> dict[str, Any]:
    return {
        "rating": {"word": fields.get("rating", "True")},
        "claim": {"statement": "Crime doubled.", "claimant": "Ines Duarte"},
        "summary": fields.get("summary", "It did."),
        "rationale": fields.get("rationale", ""),
        "few_sources_reason": "",
        "one_sided_reason": "",
        "evidence": fields.get("evidence", []),
        "replies": fields.get("replies", []),
    }


def test_documents_that_read_the_same_have_no_changes() -> None:
    assert differing.changes(document(), document()) == []


def test_each_part_tells_its_words() -> None:
    before = document(rating="True", summary="It rose by 4% in 2025.")
    after = document(rating="False", summary="It rose by 40% in 2025.")

    assert differing.changes(before, after) == [
        {"field": "rating", "number": 0, "pieces": [["removed", "True"], ["added", "False"]]},
        {
            "field": "summary",
            "number": 0,
            "pieces": [
                ["same", "It rose by"],
                ["removed", " 4"],
                ["added", " 40"],
                ["same", "% in 2025."],
            ],
        },
    ]


def test_evidence_that_came_and_went_is_told_by_its_number() -> None:
    piece = {"title": "Ledger", "url": "https://a.example/", "stance": "supports", "note": ""}
    before = document(evidence=[piece | {"number": 1, "quote": "4,198"}])
    after = document(evidence=[piece | {"number": 2, "quote": "4,210"}])

    found = differing.changes(before, after)

    assert [(each["field"], each["number"], each["pieces"][0][0]) for each in found] == [
        ("evidence", 2, "added"),
        ("evidence", 1, "removed"),
    ]


def test_long_unchanged_runs_are_cut() -> None:
    same = "word " * 400
    found = differing.changes(
        document(rationale=f"{same}old {same}"), document(rationale=f"{same}new {same}")
    )

    kinds = [kind for kind, _ in found[0]["pieces"]]
    longest = max(len(text) for _, text in found[0]["pieces"])
    assert kinds == ["same", "removed", "added", "same"]
    assert longest <= differing.CONTEXT + len(" … ")


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_pieces_hold_every_word_of_both(before: str, after: str) -> None:
    found = differing.changes(document(summary=before), document(summary=after))

    pieces = [tuple(each) for change in found for each in change["pieces"]]
    for kind, text in (("removed", before), ("added", after)):
        told = "".join(words for which, words in pieces if which in ("same", kind))
        assert (
            not found
            or len(text) > differing.CONTEXT
            or "".join(told.split()) == "".join(text.split())
        )


def test_a_correction_keeps_its_changes_and_what_led_to_it() -> None:
    first = published.publish()
    report = told.dispute(first).pk

    second = published.correct(
        first.publication.review,
        {"trigger": Trigger.READER, "report": report},
        rating=Rating.objects.get(word="False"),
    )

    content = second.content
    assert (second.trigger, second.report) == ("reader", report)
    last = content["history"][-1]
    assert (last["trigger"], last["report"]) == ("reader", report)
    assert content["changes"] == [
        {
            "field": "rating",
            "number": 0,
            "pieces": [["removed", "Mostly true"], ["added", "False"]],
        }
    ]
    event = second.publication.review.events.filter(kind="published").order_by("-seq")[0]
    assert (event.data["trigger"], event.data["report"]) == ("reader", report)


def test_a_retraction_tells_what_led_to_it() -> None:
    version = published.retract(published.publish(), trigger=Trigger.SOURCE)

    assert (version.trigger, version.content["changes"]) == ("source", [])


def test_a_report_about_something_else_is_refused() -> None:
    first, other = published.publish(), published.publish()
    report = told.dispute(other).pk

    with pytest.raises(InvalidInput) as refused:
        publishing.retract(
            first.publication.review_id,
            by=make.editor(),
            now=LATER,
            reason="Wrong.",
            trigger=Trigger.READER,
            report=report,
        )

    assert refused.value.field == "report"


def test_a_report_without_readers_is_refused() -> None:
    first = published.publish()

    with pytest.raises(InvalidInput) as refused:
        publishing.retract(
            first.publication.review_id,
            by=make.editor(),
            now=LATER,
            reason="Wrong.",
            trigger=Trigger.OWN,
            report=3,
        )

    assert refused.value.field == "trigger"
    assert PublishedVersion.objects.count() == 1
