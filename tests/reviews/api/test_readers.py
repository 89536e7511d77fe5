"""Reports, suggestions and pages through the API: the same domain, the same permissions."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from factcheck.accounts.models import Scope, User
from reviews.models import ReaderReport
from reviews.reader_states import ReportStatus
from tests import make, published
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db
WHAT = "The ledger says 4,198, not 4,210."


def call(method: str, path: str, key: str = "", **body: Any) -> Any:
    headers = {"Authorization": f"Api-Key {key}"} if key else {}
    send = getattr(Client(enforce_csrf_checks=True), method)
    if method == "get":
        return send(f"/api/v1/{path}", body, headers=headers)
    return send(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def key(owner: User | None = None, *scopes: Scope) -> str:
    return make.api_key(owner or make.editor(), *(scopes or (Scope.READ, Scope.REVIEWS)))


def test_an_error_is_reported_answered_appealed_and_decided_without_the_web():
    slug, first, second = published.publish().publication.slug, key(), key()
    made = call("post", "reports/", what=WHAT, about=slug)
    token = made.json()["url"].rstrip("/").rpartition("/")[2]
    number = call("get", "reports/", first).json()["results"][0]["id"]

    call("post", f"reports/{number}/move/", first, do="look_at")
    rejected = {"outcome": "rejected", "answer": told.ANSWER}
    call("post", f"reports/{number}/decide/", first, **rejected)
    appealed = call("post", f"reports/told/{token}/appeal/", text=told.APPEAL)
    upheld = {"outcome": "upheld", "answer": told.ANSWER}
    refused = call("post", f"reports/{number}/decide/", first, **upheld)
    decided = call("post", f"reports/{number}/decide/", second, **upheld)

    assert [made.status_code, appealed.json()["status"]] == [201, "appealed"]
    assert (refused.status_code, refused.json()["code"]) == (403, "four-eyes")
    assert [each["to"] for each in decided.json()["events"]] == [
        "received",
        "under_review",
        "rejected",
        "appealed",
        "upheld",
    ]
    standing = call("get", f"reports/told/{token}/").json()
    assert (standing["status"], standing["fact_check"], standing["may_appeal"]) == (
        "upheld",
        slug,
        False,
    )


def test_a_suggestion_is_taken_up():
    made = call("post", "suggestions/", what="The new bridge cost 44 million euros.")
    report = ReaderReport.objects.get()
    told.looked_at(report)

    taken = call("post", f"reports/{report.pk}/take-up/", key())

    assert (made.status_code, taken.json()["status"]) == (201, "taken_up")
    report.refresh_from_db()
    assert taken.json()["claim"] == report.claim_id


def test_a_suggestion_is_declined():
    report = told.looked_at(told.claim())

    response = call("post", f"reports/{report.pk}/decline/", key(), answer=told.ANSWER)

    assert (response.json()["status"], response.json()["answer"]) == ("declined", told.ANSWER)


def test_reports_are_merged_and_given():
    one, two, person, editor = told.claim(), told.claim(), make.reviewer(), key()

    merged = call("post", f"reports/{one.pk}/move/", editor, do="merge", into=two.pk)
    given = call("post", f"reports/{two.pk}/give/", editor, to=person.username)

    assert merged.json()["duplicate_of"] == two.pk
    assert (given.json()["status"], given.json()["assignee"]) == ("under_review", person.username)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("reports/", {"what": "No."}, "what"),
        ("reports/", {"what": WHAT, "about": "no-such"}, "about"),
        ("reports/", {"what": 7}, "what"),
        ("suggestions/", {}, "what"),
        ("suggestions/", {"what": WHAT, "email": "x"}, "email"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(path: str, body: dict[str, Any], field: str):
    response = call("post", path, **body)

    errors = [each["field"] for each in response.json()["errors"]]
    assert (response.status_code, errors) == (400, [field])


def test_strangers_read_no_list_and_answer_nothing():
    report = told.error()

    answers = [
        call("get", "reports/").status_code,
        call("get", f"reports/{report.pk}/").status_code,
        call("post", f"reports/{report.pk}/move/", do="look_at").status_code,
    ]

    assert answers == [401, 401, 401]


def test_a_key_that_may_only_read_answers_nothing():
    report = told.error()

    response = call("post", f"reports/{report.pk}/move/", key(None, Scope.READ), do="look_at")

    assert response.status_code == 403


def test_too_many_are_asked_to_wait(settings: Settings):
    settings.REPORTS_PER_ADDRESS = 1
    call("post", "suggestions/", what=WHAT)

    response = call("post", "suggestions/", what=f"{WHAT} Again.")

    assert (response.status_code, response.json()["code"]) == (429, "throttled")


@pytest.mark.parametrize("token", ["nobody", "r" + "0" * 32, "%00", "é"])
def test_an_address_that_nobody_has_is_not_found(token: str):
    assert call("get", f"reports/told/{token}/").status_code == 404


def test_the_list_is_narrowed():
    told.claim()
    report = told.decided(told.error(), ReportStatus.REJECTED)

    found = call("get", "reports/", key(), kind="error", status="rejected").json()["results"]

    assert [each["id"] for each in found] == [report.pk]


def test_a_page_is_written_read_and_not_overwritten():
    editor = key(None, Scope.PUBLISH)
    words = {"language": "en", "title": "Who pays", "markdown": "Our *readers*.", "base": 0}

    before = call("get", "pages/funding/")
    written = call("put", "pages/funding/", editor, **words)
    stale = call("put", "pages/funding/", editor, **(words | {"markdown": "Nobody."}))
    after = call("get", "pages/funding/")

    assert [each.status_code for each in (before, written, stale, after)] == [404, 200, 409, 200]
    assert (after.json()["version"], after.json()["html"]) == (1, "<p>Our <em>readers</em>.</p>\n")


def test_a_page_that_there_is_not_is_not_found():
    assert call("get", "pages/gossip/").status_code == 404
