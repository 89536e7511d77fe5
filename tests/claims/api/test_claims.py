"""`/api/v1/claims/`: deciding on candidates as a program does."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Claim, Kind, Status
from factcheck.accounts.models import Role, Scope
from tests import make
from tests.claims.api.test_articles import program

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims/"


def candidate(**fields: Any) -> Claim:
    return make.claim(status=Status.CANDIDATE, **fields)


def reviewer() -> APIClient:
    return program(Scope.CLAIMS, Scope.READ, role=Role.REVIEWER)


def post(client: APIClient, claim: Claim, action: str, **body: object) -> tuple[int, str]:
    """The status of the answer, and the claim's status or the problem's code."""
    answer = client.post(f"{CLAIMS}{claim.pk}/{action}/", body, format="json")
    data = answer.json()
    return answer.status_code, data.get("code") or data["status"]


def test_candidates_are_accepted_dismissed_and_taken_back() -> None:
    client, claim = reviewer(), candidate()

    answers = [
        post(client, claim, action)
        for action in ("accept", "undo", "dismiss", "accept", "undo", "undo")
    ]

    assert answers == [
        (200, "accepted"),
        (200, "candidate"),
        (200, "dismissed"),
        (409, "already-decided"),
        (200, "candidate"),
        (409, "nothing-to-undo"),
    ]


def test_what_another_person_decided_is_not_decided_again() -> None:
    claim = candidate()
    post(reviewer(), claim, "dismiss", reason="Rhetoric.")

    answer = post(reviewer(), claim, "dismiss")

    assert answer == (409, "already-decided")


def test_a_candidate_is_reworded() -> None:
    claim = candidate()

    answer = reviewer().post(
        f"{CLAIMS}{claim.pk}/edit/",
        {"statement": " Port Almond handled 4,210 containers in May 2026. ", "kind": "event"},
        format="json",
    )

    body = answer.json()
    assert (answer.status_code, body["statement"], body["kind"]) == (
        200, "Port Almond handled 4,210 containers in May 2026.", Kind.EVENT,
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        {"statement": " "},
        {"statement": "a\x00b"},
        {"statement": "x" * 2001},
        {"kind": "rumour"},
        {"claimant": "x" * 301},
        {"statement": None},
    ],
)
def test_words_that_cannot_be_used_change_nothing(body: dict[str, str]) -> None:
    claim = candidate()

    answer = post(reviewer(), claim, "edit", **body)

    stored = Claim.objects.get(pk=claim.pk)
    assert (answer, stored.statement) == ((400, "invalid-input"), claim.statement)


def test_a_candidate_is_cut_and_both_halves_are_told() -> None:
    claim = candidate()
    at = claim.start + claim.quote.index("handled")

    answer = reviewer().post(f"{CLAIMS}{claim.pk}/cut/", {"at": at}, format="json")

    halves = [row["quote"] for row in answer.json()]
    assert halves == ["The harbour of Port Almond", "handled 4,210 containers in May."]


@pytest.mark.parametrize("at", [-1, 0, 10**12, 99999999999999999999999])
def test_a_cut_outside_the_claim_is_refused(at: int) -> None:
    claim = make.claim(quote="the new crane", status=Status.CANDIDATE)

    assert post(reviewer(), claim, "cut", at=at) == (400, "invalid-span")


def test_a_candidate_is_merged_into_another_of_its_article() -> None:
    claim = candidate()
    other = candidate(of=claim.article, quote="4,210 containers in May")
    elsewhere = candidate()
    client = reviewer()

    answers = [post(client, claim, "merge", into=pk) for pk in (elsewhere.pk, claim.pk, other.pk)]

    assert answers == [(400, "invalid-input"), (400, "invalid-input"), (200, "merged")]


def test_words_of_the_article_are_proposed_by_place_or_by_quote() -> None:
    article = make.article()
    client = program(Scope.CLAIMS)
    quote = "the new crane paid for itself"
    start = article.text.index(quote)

    by_quote = client.post(CLAIMS, {"article": article.pk, "quote": quote}, format="json")
    by_place = client.post(
        CLAIMS, {"article": article.pk, "start": 0, "end": 11, "statement": "Hi."}, format="json"
    )

    first, second = by_quote.json(), by_place.json()
    assert (by_quote.status_code, first["start"], first["quote"]) == (201, start, quote)
    assert (by_place.status_code, second["quote"], second["statement"]) == (
        201, "The harbour", "Hi.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"start": 0}, "invalid-input"),
        ({"start": 0, "end": 4, "quote": "The"}, "invalid-input"),
        ({"start": 4, "end": 4}, "invalid-span"),
        ({"start": 0, "end": 10**20}, "invalid-span"),
        ({"start": 3, "end": 4}, "invalid-span"),
        ({"quote": "words that are not there"}, "invalid-span"),
        ({"quote": "the"}, "invalid-span"),
        ({"quote": ""}, "invalid-span"),
    ],
)
def test_places_that_are_not_in_the_article_are_refused(body: dict[str, object], code: str) -> None:
    article = make.article("The crane. The crane paid for the quay and the ferry.")

    answer = program(Scope.CLAIMS).post(CLAIMS, {"article": article.pk, **body}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert Claim.objects.count() == 0


def test_the_same_words_are_not_proposed_twice() -> None:
    claim = candidate()
    place = {"article": claim.article_id, "start": claim.start, "end": claim.end}

    answer = program(Scope.CLAIMS).post(CLAIMS, place, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "already-proposed")


@pytest.mark.parametrize("action", ["accept", "dismiss", "edit", "cut", "merge", "undo"])
def test_contributors_do_not_decide(action: str) -> None:
    claim = candidate()
    body = {"at": 5, "into": claim.pk + 1, "statement": "Mine."}

    answer = post(program(Scope.CLAIMS), claim, action, **body)

    assert answer == (403, "not-allowed")


@pytest.mark.parametrize("action", ["accept", "dismiss", "edit", "cut", "merge", "undo"])
def test_a_claim_that_is_not_there_is_not_found(action: str) -> None:
    body = {"at": 5, "into": 7, "statement": "Mine."}

    answer = reviewer().post(f"{CLAIMS}424242/{action}/", body, format="json")

    assert answer.status_code == 404


def test_the_list_is_narrowed() -> None:
    wanted = make.claim(claimant="Ines Duarte", kind=Kind.QUOTATION)
    make.claim(wanted.article, quote="the new crane")
    make.claim(claimant="Ines Duarte", kind=Kind.QUOTATION)
    make.claim(wanted.article, quote="Ines Duarte said", status=Status.DISMISSED)

    answer = program(Scope.READ).get(
        CLAIMS,
        {
            "q": "duarte",
            "article": str(wanted.article_id),
            "status": "accepted",
            "kind": "quotation",
        },
    )

    assert [row["id"] for row in answer.json()["results"]] == [wanted.pk]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("article=-1e1000000", "article"),
        ("article=1e3", "article"),
        ("article=0", "article"),
        ("article=-1", "article"),
        ("article=1.0", "article"),
        ("article=\u0663", "article"),
        (f"article={2**63}", "article"),
        ("article=" + "9" * 5000, "article"),
        ("checkworthiness_min=-1e1000000", "checkworthiness_min"),
        ("checkworthiness_min=1.1", "checkworthiness_min"),
        ("checkworthiness_min=nan", "checkworthiness_min"),
    ],
)
def test_numbers_that_no_claim_can_have_are_refused(sent: str, name: str) -> None:
    answer = reviewer().get(f"{CLAIMS}?{sent}")

    body = answer.json()
    assert (answer.status_code, body["code"], [error["field"] for error in body["errors"]]) == (
        400, "invalid-input", [name],
    )  # fmt: skip


def test_claims_are_narrowed_to_an_article_and_to_the_checkworthy() -> None:
    low, high = candidate(), candidate()
    Claim.objects.filter(pk=low.pk).update(checkworthiness=0.2)
    Claim.objects.filter(pk=high.pk).update(checkworthiness=0.5)
    client = reviewer()

    found = [
        [row["id"] for row in client.get(f"{CLAIMS}?{query}").json()["results"]]
        for query in (
            f"article={low.article_id}",
            "checkworthiness_min=0.5",
            f"article={2**63 - 1}",
        )
    ]

    assert found == [[low.pk], [high.pk], []]
