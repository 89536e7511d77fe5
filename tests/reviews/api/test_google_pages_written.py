"""Who may write `pages`, and what is refused: in Google's form, by the path of the field."""

from typing import Any

import pytest

from factcheck.accounts.models import Scope
from reviews.models import ForeignPage
from tests import make
from tests.published import publish
from tests.reviews.api.google_calls import BODY, URL, call, importer, refusal
from tests.reviews.foreign.markup import review
from tests.reviews.foreign.taking import take_in


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path"), [("POST", URL), ("PUT", f"{URL}/other-1"), ("DELETE", f"{URL}/other-1")]
)
def test_writing_needs_a_key_with_its_scope_of_an_editor(method: str, path: str) -> None:
    take_in(review())
    path = path.replace("other-1", f"other-{ForeignPage.objects.get().pk}")
    reader = make.api_key(make.editor(), Scope.READ)
    reviewer = make.api_key(make.reviewer(), Scope.IMPORT)

    answered = [call(method, path, BODY, key=key) for key in ("", "wrong", reader, reviewer)]

    assert [refusal(each)[:2] for each in answered] == [
        (401, "UNAUTHENTICATED"),
        (401, "UNAUTHENTICATED"),
        (403, "PERMISSION_DENIED"),
        (403, "PERMISSION_DENIED"),
    ]
    assert ForeignPage.objects.get().version == 1


@pytest.mark.django_db
def test_a_page_of_this_desk_is_not_written_from_outside() -> None:
    version, key = publish(), importer()
    own = f"{URL}/own-{version.publication_id}"
    imposter = BODY | {
        "pageUrl": "http://127.0.0.1:8000/x",
        "claimReviewMarkups": [{"claimReviewed": "It fell.", "rating": {"textualRating": "False"}}],
    }

    assert refusal(call("PUT", own, BODY, key=key))[:2] == (403, "PERMISSION_DENIED")
    assert refusal(call("DELETE", own, key=key))[:2] == (403, "PERMISSION_DENIED")
    assert refusal(call("POST", URL, imposter, key=key)) == (400, "INVALID_ARGUMENT", "pageUrl")


@pytest.mark.django_db
def test_a_page_is_created_once() -> None:
    key = importer()
    call("POST", URL, BODY, key=key)

    assert refusal(call("POST", URL, BODY, key=key)) == (409, "ALREADY_EXISTS", "pageUrl")


MARKUP: dict[str, Any] = BODY["claimReviewMarkups"][1]  # type: ignore[index] # see BODY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"pageUrl": ""}, "pageUrl"),
        ({"pageUrl": 7}, "pageUrl"),
        ({"publishDate": "soon"}, "publishDate"),
        ({"colour": "red"}, "colour"),
        ({"claimReviewMarkups": []}, "claimReviewMarkups"),
        ({"claimReviewMarkups": {}}, "claimReviewMarkups"),
        ({"claimReviewMarkups": ["x"]}, "claimReviewMarkups[0]"),
        ({"claimReviewMarkups": [MARKUP | {"size": 1}]}, "claimReviewMarkups[0].size"),
        (
            {"claimReviewMarkups": [MARKUP, MARKUP | {"claimReviewed": " "}]},
            "claimReviewMarkups[1].claimReviewed",
        ),
        (
            {"claimReviewMarkups": [MARKUP | {"rating": {}}]},
            "claimReviewMarkups[0].rating.textualRating",
        ),
        (
            {"claimReviewMarkups": [MARKUP | {"rating": {"ratingValue": 1.5}}]},
            "claimReviewMarkups[0].rating.ratingValue",
        ),
        ({"claimReviewMarkups": [MARKUP | {"claimDate": "x"}]}, "claimReviewMarkups[0].claimDate"),
        (
            {"claimReviewMarkups": [MARKUP | {"url": "https://facts.example/other"}]},
            "claimReviewMarkups[0].url",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_path(changed: dict[str, Any], field: str) -> None:
    answered = call("POST", URL, BODY | changed, key=importer())

    assert refusal(answered) == (400, "INVALID_ARGUMENT", field)
    assert ForeignPage.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent", ["", "{", "[]", '"x"', "[" * 100_000, b"\xff", '{"pageUrl": "\\ud800"}']
)
def test_what_is_no_page_is_refused(sent: str | bytes) -> None:
    status, body = call("POST", URL, sent, key=importer())

    assert (status, body["error"]["status"]) == (400, "INVALID_ARGUMENT")
