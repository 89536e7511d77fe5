"""`pages`, written by Google's own client, and read by it and by hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from googleapiclient.errors import HttpError
from pytest_django.live_server_helper import LiveServer

from factcheck.accounts.models import Scope
from reviews.models import ForeignPage
from tests import make
from tests.make import NOON
from tests.published import publish, retract
from tests.reviews.api import google_client
from tests.reviews.api.google_calls import BODY, URL, call, importer, refusal
from tests.reviews.foreign.markup import PAGE, review
from tests.reviews.foreign.taking import take_in


@pytest.fixture
def writer(live_server: LiveServer) -> Iterator[Any]:
    key = make.api_key(make.editor(), Scope.IMPORT)
    with google_client.pointed_at(live_server.url, key=key) as made:
        yield made.pages()


@pytest.mark.django_db(transaction=True)
def test_googles_client_writes_reads_replaces_and_deletes_a_page(writer: Any) -> None:
    made = writer.create(body=BODY).execute()
    read = writer.get(name=made["name"]).execute()
    found = writer.list(url=f"{PAGE}/").execute()
    changed = read | {"claimReviewMarkups": read["claimReviewMarkups"][1:]}
    replaced = writer.update(name=made["name"], body=changed).execute()
    gone = writer.delete(name=made["name"]).execute()

    assert made == BODY | {"name": made["name"], "versionId": "1"}
    assert (read, found) == (made, {"claimReviewMarkupPages": [made]})
    assert replaced == changed | {"versionId": "2"}
    assert (gone, writer.list(organization="facts.example").execute()) == ({}, {})


@pytest.mark.django_db(transaction=True)
def test_googles_client_learns_that_somebody_was_faster(writer: Any) -> None:
    made = writer.create(body=BODY).execute()
    writer.update(name=made["name"], body=made).execute()

    with pytest.raises(HttpError) as refused:
        writer.update(name=made["name"], body=made).execute()

    assert refused.value.status_code == 409
    assert refused.value.reason == (
        "The page is at version 2, not 1. Read it again, then replace that."
    )


@pytest.mark.django_db(transaction=True)
def test_googles_client_leafs_through_our_pages(writer: Any) -> None:
    own = [publish(f"The harbour saw ship {n}.").publication_id for n in range(3)]

    names, request = [], writer.list(organization="127.0.0.1", pageSize=2)
    while request is not None:
        body = request.execute()
        names += [each["name"] for each in body["claimReviewMarkupPages"]]
        request = writer.list_next(request, body)

    assert names == [f"pages/own-{pk}" for pk in reversed(own)]


@pytest.mark.django_db
def test_pages_of_one_organization_are_ours_first_then_those_of_others(settings: Any) -> None:
    settings.SITE_URL = "https://desk.facts.example"
    own = publish().publication_id
    for n in range(3):
        take_in(review(url=f"https://www.facts.example/{n}"))
    others = list(ForeignPage.objects.values_list("pk", flat=True))
    expected = [f"pages/own-{own}", *(f"pages/other-{pk}" for pk in others)]

    pages = [call("GET", f"{URL}?organization=facts.example&pageSize=1")[1]]
    while token := pages[-1].get("nextPageToken"):
        asked = f"{URL}?organization=facts.example&pageSize=1&pageToken={token}"
        pages.append(call("GET", asked)[1])
    skipped = call("GET", f"{URL}?organization=facts.example&offset=2")[1]

    assert [each["name"] for page in pages for each in page["claimReviewMarkupPages"]] == expected
    assert [each["name"] for each in skipped["claimReviewMarkupPages"]] == expected[2:]


@pytest.mark.django_db
def test_our_own_page_is_what_its_claimreview_says() -> None:
    version = publish("The harbour handled 4,210 containers.")
    url = f"http://127.0.0.1:8000/fact-checks/{version.publication.slug}/"

    [page] = call("GET", f"{URL}?url={url.rstrip('/')}%23why")[1]["claimReviewMarkupPages"]

    assert page == {
        "name": f"pages/own-{version.publication_id}",
        "pageUrl": url,
        "publishDate": "2026-03-02",
        "claimReviewAuthor": {"name": "Factcheck"},
        "claimReviewMarkups": [
            {
                "url": url,
                "claimReviewed": "The harbour handled 4,210 containers.",
                "claimDate": "2026-03-01",
                "claimAuthor": {"name": "Ines Duarte"},
                "rating": {
                    "textualRating": "Mostly true",
                    "ratingValue": version.content["rating"]["value"],
                    "worstRating": version.content["rating"]["scale"]["worst"],
                    "bestRating": version.content["rating"]["scale"]["best"],
                    "ratingExplanation": version.content["summary"],
                },
            }
        ],
        "versionId": "1",
    }
    assert call("GET", f"/v1alpha1/{page['name']}") == (200, page)


@pytest.mark.django_db
def test_a_retracted_fact_check_is_no_page_any_more() -> None:
    version = publish()
    retract(version)

    answered = call("GET", f"{URL}/own-{version.publication_id}")

    assert refusal(answered) == (404, "NOT_FOUND", "")
    assert call("GET", f"{URL}?organization=127.0.0.1") == (200, {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["other-0", "own-999999", "7", "other-", "other-x", "other-" + "9" * 40, "other-²"]
)
def test_a_page_that_is_not_there_is_missing(name: str) -> None:
    key = importer()

    assert refusal(call("GET", f"{URL}/{name}"))[:2] == (404, "NOT_FOUND")
    if name != "own-999999":
        assert refusal(call("DELETE", f"{URL}/{name}", key=key))[:2] == (404, "NOT_FOUND")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "url"),
        ("url=https://a.example/&organization=a.example", "url"),
        ("url=nothing", "url"),
        ("organization=//[", "organization"),
        ("organization=a.example&pageToken=x", "pageToken"),
        ("organization=a.example&query=x", "query"),
    ],
)
def test_pages_are_asked_for_in_one_way(query: str, field: str) -> None:
    assert refusal(call("GET", f"{URL}?{query}")) == (400, "INVALID_ARGUMENT", field)


@pytest.mark.django_db
def test_a_picture_is_looked_for_and_never_found() -> None:
    path = "/v1alpha1/claims:imageSearch"

    assert call("GET", f"{path}?imageUri=https://news.example/a.jpg&languageCode=en") == (200, {})
    assert refusal(call("GET", path))[2] == "imageUri"
    assert refusal(call("GET", f"{path}?imageUri=file:///etc/passwd"))[2] == "imageUri"


@pytest.mark.django_db(transaction=True)
def test_googles_client_asks_at_length(service: Any) -> None:
    """Beyond 2,048 characters it sends its GET as a form, with the method in a header."""
    publish("ميناء المدينة استقبل سفنا كثيرة.", article={"language": "ar"})
    words = "ميناء المدينة استقبل سفنا كثيرة " * 14

    body = service.claims().search(query=words).execute()

    assert [each["text"] for each in body["claims"]] == ["ميناء المدينة استقبل سفنا كثيرة."]


@pytest.mark.django_db
def test_a_day_of_import_is_not_told_as_the_day_of_publishing() -> None:
    take_in(review(datePublished=None))

    [page] = call("GET", f"{URL}?organization=facts.example")[1]["claimReviewMarkupPages"]

    assert "publishDate" not in page
    assert ForeignPage.objects.get().checks.get().reviewed_on == NOON.date()
