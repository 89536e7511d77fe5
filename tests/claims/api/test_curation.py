"""Bounds, bulk, history and splitting again, as a program uses them."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims import splitting
from claims.models import Claim, Status
from factcheck.accounts.models import Scope
from tests import make
from tests.claims.api.test_articles import program
from tests.claims.api.test_claims import CLAIMS, candidate, post, reviewer

pytestmark = pytest.mark.django_db
BULK = f"{CLAIMS}bulk/"


def bulk(client: APIClient, **body: object) -> tuple[int, Any]:
    answer = client.post(BULK, body, format="json")
    return answer.status_code, answer.json()


def test_the_bounds_of_a_candidate_are_moved() -> None:
    claim = candidate()

    answer = reviewer().post(f"{CLAIMS}{claim.pk}/move/", {"start": 3, "end": 27}, format="json")

    body = answer.json()
    assert (answer.status_code, body["start"], body["end"], body["quote"]) == (
        200, 4, 26, "harbour of Port Almond",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"start": 5, "end": 5}, (400, "invalid-span")),
        ({"start": 3, "end": 4}, (400, "invalid-span")),
        ({"start": 0, "end": 10**30}, (400, "invalid-span")),
        ({"start": -1, "end": 4}, (400, "invalid-input")),
        ({"start": 0}, (400, "invalid-input")),
        ({"start": 4, "end": 11}, (409, "already-proposed")),
    ],
)
def test_bounds_that_cannot_be_are_refused(body: dict[str, int], expected: object) -> None:
    claim = candidate()
    make.claim(claim.article, quote="harbour", status=Status.CANDIDATE)

    assert post(reviewer(), claim, "move", **body) == expected
    assert Claim.objects.get(pk=claim.pk).quote == claim.quote


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize(
    ("action", "body"),
    [("edit", {"statement": "Mine."}), ("move", {"start": 4, "end": 26}), ("cut", {"at": 4})],
)
def test_nothing_is_written_over_what_somebody_else_changed(
    header: bool, action: str, body: dict[str, object]
) -> None:
    claim, client = candidate(), reviewer()
    seen = client.get(f"{CLAIMS}{claim.pk}/").headers["ETag"]
    first = client.post(f"{CLAIMS}{claim.pk}/edit/", {"statement": "Theirs."}, format="json")
    sent = {} if header else {"seen": int(seen.strip('"'))}
    headers = {"If-Match": seen} if header else {}

    answer = client.post(
        f"{CLAIMS}{claim.pk}/{action}/", body | sent, format="json", headers=headers
    )
    again = client.post(
        f"{CLAIMS}{claim.pk}/{action}/", body, format="json",
        headers={"If-Match": first.headers["ETag"]},
    )  # fmt: skip

    told = (412, "precondition-failed") if header else (409, "already-decided")
    assert (answer.status_code, answer.json()["code"]) == told
    assert not header or answer.json()["current"]["statement"] == "Theirs."
    assert again.status_code == 200


@pytest.mark.parametrize("tag", ["*", "W/x", '"1e9"', "9" * 99])
def test_a_tag_that_is_none_of_ours_is_refused(tag: str) -> None:
    claim = candidate()

    answer = reviewer().post(
        f"{CLAIMS}{claim.pk}/edit/", {"statement": "X."}, format="json", headers={"If-Match": tag}
    )

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "If-Match")


def test_a_dismissal_says_why() -> None:
    claim, client = candidate(), reviewer()

    post(client, claim, "dismiss", ground="opinion", reason="A matter of taste.")

    change = client.get(f"{CLAIMS}{claim.pk}/changes/").json()[0]
    assert (change["kind"], change["ground"], change["reason"]) == (
        "dismissed", "opinion", "A matter of taste.",
    )  # fmt: skip


def test_a_ground_that_is_not_known_is_refused() -> None:
    assert post(reviewer(), candidate(), "dismiss", ground="boring") == (400, "invalid-input")


def test_many_are_accepted_and_what_was_decided_is_reported() -> None:
    client = reviewer()
    first, second = candidate(), candidate()
    decided = make.claim(status=Status.DISMISSED)

    status, body = bulk(
        client, action="accept", claims=[first.pk, decided.pk, second.pk, 424242, first.pk]
    )

    refused = [(each["claim"], each["code"]) for each in body["refused"]]
    assert (status, body["done"]) == (200, [first.pk, second.pk])
    assert refused == [(decided.pk, "already-decided"), (424242, "not-found")]
    assert set(Claim.objects.filter(status="accepted")) == {first, second}


def test_a_batch_is_undone_but_for_what_changed_since() -> None:
    client = reviewer()
    first, second = candidate(), candidate()
    batch = bulk(client, action="dismiss", claims=[first.pk, second.pk], ground="trivial")[1]
    post(client, first, "undo")
    post(client, first, "accept")

    status, body = bulk(client, action="undo", batch=batch["batch"])
    again = bulk(client, action="undo", batch=batch["batch"])

    statuses = list(Claim.objects.order_by("pk").values_list("status", flat=True))
    refused = [(each["claim"], each["code"]) for each in body["refused"]]
    assert (status, body["done"], refused) == (200, [second.pk], [(first.pk, "already-decided")])
    assert (again[0], again[1]["code"]) == (409, "nothing-to-undo")
    assert statuses == ["accepted", "candidate"]


def test_all_of_an_article_from_a_figure_up_are_accepted() -> None:
    claim = candidate(checkworthiness=0.6)
    low = make.claim(
        claim.article, quote="the new crane", status=Status.CANDIDATE, checkworthiness=0.59
    )
    candidate(checkworthiness=0.9)

    body = bulk(reviewer(), action="accept", article=claim.article_id, at_least=0.6)[1]

    assert (body["done"], body["refused"]) == ([claim.pk], [])
    assert Claim.objects.get(pk=low.pk).status == "candidate"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"action": "accept"},
        {"action": "accept", "claims": ["x"]},
        {"action": "accept", "claims": [2**63]},
        {"action": "accept", "claims": list(range(1, 502))},
        {"action": "accept", "claims": [1], "article": 1, "at_least": 0.5},
        {"action": "accept", "claims": [1], "reason": "Why not."},
        {"action": "accept", "article": 1, "at_least": 1.5},
        {"action": "dismiss", "article": 1, "at_least": 0.5},
        {"action": "dismiss", "claims": [1], "reason": "x" * 1001},
        {"action": "undo", "claims": [1]},
        {"action": "undo", "batch": "x"},
        {"action": "forget", "claims": [1]},
    ],
)
def test_bulk_requests_that_make_no_sense_are_refused(body: dict[str, object]) -> None:
    status, problem = bulk(reviewer(), **body)

    assert (status, problem["code"]) == (400, "invalid-input")


@pytest.mark.parametrize("action", ["accept", "dismiss"])
def test_contributors_decide_on_nothing_in_bulk(action: str) -> None:
    claim = candidate()

    status, problem = bulk(program(Scope.CLAIMS), action=action, claims=[claim.pk])

    assert (status, problem["code"]) == (403, "not-allowed")


def test_the_history_tells_what_each_change_found_and_left() -> None:
    claim, client = candidate(), reviewer()
    post(client, claim, "edit", statement="One.")
    post(client, claim, "undo")
    post(client, claim, "edit", statement="Two.")

    changes = client.get(f"{CLAIMS}{claim.pk}/changes/").json()

    told = [
        (each["kind"], each["before"]["statement"], each["after"]["statement"]) for each in changes
    ]
    assert told == [
        ("edited", claim.quote, "One."),
        ("undone", "One.", claim.quote),
        ("edited", claim.quote, "Two."),
    ]
    assert [each["undone_by"] for each in changes] == [changes[1]["id"], None, None]
    assert changes[1]["undoes"] == changes[0]["id"]


def test_claims_are_narrowed_by_who_proposed_them() -> None:
    wanted = candidate(origin="splitter-1")
    candidate(origin="person")

    answer = reviewer().get(f"{CLAIMS}?origin=splitter-1")

    assert [row["id"] for row in answer.json()["results"]] == [wanted.pk]


def test_an_article_is_split_again_after_saying_what_would_change() -> None:
    article, client = make.article(), reviewer()
    where = f"/api/v1/articles/{article.pk}/resplit/"

    would = client.get(where).json()
    did = client.post(where, {"refresh": True}, format="json").json()

    assert did == would | {"done": True, "refreshed": True}
    assert [each["quote"] for each in did["added"]] == [c.quote for c in article.claims.all()]
    assert (did["version"], len(did["added"]) > 0) == (splitting.VERSION, True)


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("post", 403)])
def test_contributors_read_the_report_and_split_nothing(method: str, status: int) -> None:
    client = program(Scope.CLAIMS, Scope.READ)

    answer = getattr(client, method)(f"/api/v1/articles/{make.article().pk}/resplit/")

    assert (answer.status_code, Claim.objects.count()) == (status, 0)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_article_that_is_not_there_is_not_found(method: str) -> None:
    assert getattr(reviewer(), method)("/api/v1/articles/424242/resplit/").status_code == 404
