"""The whole street by keyboard alone, and without JavaScript, until a reader reads the verdict."""

import pytest
from playwright.sync_api import Browser

from tests.e2e import people
from tests.e2e.hands import Hands, Keyboard, Pointer
from tests.e2e.running import Desk
from tests.e2e.street import Street
from tests.e2e.web import Site

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize(
    ("hands", "script", "town"),
    [(Keyboard(), True, "Keyhaven"), (Pointer(), False, "Plainport")],
    ids=["by keyboard alone", "without JavaScript"],
)
def test_a_claim_goes_from_its_article_to_its_readers(
    hands: Hands, script: bool, town: str, chromium: Browser, desk: Desk, site: Site
) -> None:
    names = f"{town.lower()}-reviewer", f"{town.lower()}-editor"
    people.hire(desk, (names[0], "Rowan", town, "reviewer"), (names[1], "Edda", town, "editor"))
    street = Street(hands, town)
    reviewer, editor, reader = (
        people.reader(chromium, desk, script=script) for _person in ("reviewer", "editor", "reader")
    )

    street.sign_in(reviewer, names[0])
    street.triage(reviewer)
    review = street.take(reviewer)
    street.attach(reviewer, site)
    street.write_and_submit(reviewer)
    street.sign_in(editor, names[1])
    street.approve_and_publish(editor, review)

    assert "/fact-checks/" in street.read(reader)
