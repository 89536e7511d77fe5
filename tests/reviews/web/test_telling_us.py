"""The forms that anybody may send, and the page where they see what becomes of it."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from reviews.models import ReaderReport
from reviews.reader_states import ReportStatus
from reviews.web import telling_forms
from tests import published
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db
AGES = timedelta(minutes=2)


def began(ago: timedelta = AGES) -> str:
    return telling_forms.begun(timezone.now() - ago)


def send(client: Client, name: str = "report", **words: Any) -> Any:
    given = {"what": "The ledger says 4,198, not 4,210.", "began": began()} | words
    return client.post(reverse(f"public:{name}"), given)


def strict() -> Client:
    """As browsers are: a form without its token would be refused where one is asked for."""
    return Client(enforce_csrf_checks=True)


def test_a_report_needs_no_account_no_script_and_no_cookie():
    version, client = published.publish(), strict()
    page = client.get(reverse("public:report"), {"about": version.publication.slug})

    response = send(client, about=version.publication.slug)

    report = ReaderReport.objects.get()
    assert response["Location"] == reverse("public:told", args=[report.token])
    assert (report.version, report.status) == (version, ReportStatus.RECEIVED)
    assert (page.cookies.output(), response.cookies.output()) == ("", "")


def test_the_form_shows_which_fact_check_it_is_about(client: Client):
    version = published.publish("The harbour handled 4,210 containers.")

    page = client.get(reverse("public:report"), {"about": version.publication.slug})

    assert "The harbour handled 4,210 containers." in published.text(page.content.decode())


def test_a_claim_is_suggested():
    response = send(strict(), "suggest", seen_at="https://news.example/bridge")

    report = ReaderReport.objects.get()
    assert (response.status_code, report.kind, report.seen_at) == (
        HTTPStatus.FOUND,
        "claim",
        "https://news.example/bridge",
    )


def test_what_is_refused_comes_back_with_its_words(client: Client):
    response = send(client, about="no-such-check", relies_on="https://port.example/ledger")

    body = response.content.decode()
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "There is no fact-check at this address." in body
    assert body.count("https://port.example/ledger") == 1


@pytest.mark.parametrize("token", ["", "forged", "old"])
def test_a_form_that_was_open_for_too_long_keeps_its_words_and_begins_anew(
    client: Client, token: str
):
    response = send(client, began=began(timedelta(days=2)) if token == "old" else token)

    body = response.content.decode()
    fresh = response.context["form"]["began"].value()
    assert (response.status_code, ReaderReport.objects.count()) == (HTTPStatus.BAD_REQUEST, 0)
    assert "The ledger says 4,198, not 4,210." in body
    assert telling_forms.opened(fresh, now=timezone.now()).seconds < 60


@pytest.mark.parametrize(
    ("words", "why"),
    [({"website": "https://pills.example/"}, "trap"), ({"began": "now"}, "haste")],
)
def test_programs_end_in_the_tray(client: Client, words: dict[str, str], why: str):
    if words.get("began") == "now":
        words = {"began": began(timedelta())}

    response = send(client, **words)

    shown = published.text(client.get(response["Location"]).content.decode())
    assert ReaderReport.objects.get().held_because == why
    assert "Waiting to be sorted" in shown


def test_the_trap_is_neither_seen_nor_reached(client: Client):
    body = client.get(reverse("public:report")).content.decode()

    trap = body[body.index('aria-hidden="true">\n  <label') :][:400]
    assert 'name="website"' in trap
    assert 'tabindex="-1"' in trap


def test_too_many_from_one_address_are_asked_to_wait(client: Client, settings: Settings):
    settings.REPORTS_PER_ADDRESS = 1
    send(client)

    response = send(client, what="Another sentence that is long enough.")

    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "Another sentence that is long enough." in response.content.decode()


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(client: Client, settings: Settings):
    settings.BEHIND_TLS, settings.REPORTS_PER_ADDRESS = True, 1
    one, other = {"x-forwarded-for": "9.9.9.9, 192.0.2.1"}, {"x-forwarded-for": "192.0.2.2"}
    first = client.post(
        reverse("public:suggest"),
        {"what": "The bridge cost 44 million.", "began": began()},
        headers=one,
        secure=True,
    )
    second = client.post(
        reverse("public:suggest"),
        {"what": "The tower cost 44 million.", "began": began()},
        headers=other,
        secure=True,
    )

    assert (first.status_code, second.status_code) == (302, 302)


def test_the_status_page_is_for_whoever_has_its_address(client: Client):
    report = told.dispute(name="Ana Reader", email="ana@readers.example")

    response = client.get(reverse("public:told", args=[report.token]))

    body = response.content.decode()
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == (
        "no-referrer",
        "noindex, nofollow",
    )
    assert "no-store" in response["Cache-Control"]
    assert [word for word in ("Ana Reader", "ana@readers.example") if word in body] == []


def test_no_other_address_leads_to_it(client: Client):
    told.error()

    response = client.get(reverse("public:told", args=[f"r{'0' * 32}"]))

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_reader_appeals_once():
    report, client = told.decided(told.error(), ReportStatus.REJECTED), strict()
    address = reverse("public:appeal", args=[report.token])

    first = client.post(address, {"text": told.APPEAL})
    second = client.post(address, {"text": told.APPEAL})

    report.refresh_from_db()
    assert (first.status_code, second.status_code) == (HTTPStatus.FOUND, HTTPStatus.CONFLICT)
    assert (report.status, report.appeal) == (ReportStatus.APPEALED, told.APPEAL)


def test_words_are_shown_as_words(client: Client):
    report = told.error(what="<script>alert(1)</script> is wrong here.")

    body = client.get(reverse("public:told", args=[report.token])).content.decode()

    assert "<script>alert(1)" not in body


def test_every_public_page_leads_to_the_forms(client: Client):
    body = client.get(reverse("public:archive")).content.decode()

    names = ("report", "suggest", "about", "funding", "scale", "corrections-policy", "method")
    assert [name for name in names if reverse(f"public:{name}") not in body] == []


def test_a_fact_check_leads_to_its_form(client: Client):
    version = published.publish()
    slug = version.publication.slug

    body = client.get(reverse("public:fact_check", args=[slug])).content.decode()

    assert f"{reverse('public:report')}?about={slug}" in body
