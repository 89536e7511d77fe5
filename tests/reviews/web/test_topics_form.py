"""Topics and what led to a change, as people choose them on the workbench."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import User
from reviews.states import Status
from tests import make, published
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_topics_are_chosen_in_the_claim_pane() -> None:
    person = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=person)
    client = signed_in(person)

    answer = client.post(f"/reviews/{review.pk}/topics/", {"topics": "Ports, الصحة، Money"})

    page = LexborHTMLParser(client.get(f"/reviews/{review.pk}/").content)
    field = page.css_first("#about_topics")
    assert answer.status_code == 302
    assert field is not None
    assert field.attributes["value"] == "Money, Ports, الصحة"


def test_too_many_topics_come_back_as_they_were_written() -> None:
    person = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=person)
    written = ", ".join(f"topic {n}" for n in range(9))

    answer = signed_in(person).post(f"/reviews/{review.pk}/topics/", {"topics": written})

    assert answer.status_code == 400
    assert written in answer.content.decode()


def test_contributors_see_topics_and_choose_none() -> None:
    review = make.review(Status.IN_REVIEW)
    client = signed_in(make.contributor())

    page = client.get(f"/reviews/{review.pk}/").content.decode()
    answer = client.post(f"/reviews/{review.pk}/topics/", {"topics": "Ports"})

    assert "about_topics" not in page
    assert (answer.status_code, review.topics.count()) == (403, 0)


def test_a_retraction_asks_what_led_to_it() -> None:
    version = published.publish()
    review = version.publication.review
    client = signed_in(make.editor())
    report = told.dispute(version).pk

    page = LexborHTMLParser(client.get(f"/reviews/{review.pk}/").content)
    client.post(
        f"/reviews/{review.pk}/move/",
        {"to": "retracted", "reason": "Forged.", "trigger": "reader", "report": str(report)},
    )

    latest = version.publication.versions.all()[0]
    assert page.css_first("select[name=trigger][required]") is not None
    assert (latest.trigger, latest.report) == ("reader", report)


@pytest.mark.parametrize("sent", [{"trigger": "mood"}, {"report": "x"}, {"report": "0"}])
def test_a_cause_that_is_none_is_refused(sent: dict[str, str]) -> None:
    version = published.publish()
    review = version.publication.review

    answer = signed_in(make.editor()).post(
        f"/reviews/{review.pk}/move/", {"to": "retracted", "reason": "Forged."} | sent
    )

    assert (answer.status_code, version.publication.versions.count()) == (400, 1)
