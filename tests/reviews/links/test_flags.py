"""The flag on a publication: only what its public version stands on raises or keeps it."""

import pytest
from pytest_django import Settings

from reviews import evidence as citing
from reviews.models import Condition, Evidence
from tests import make
from tests.make import NOON
from tests.reviews.links.desk import DAY, OTHER, QUOTE, REST, check, cite, publication
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


def _withdraw(evidence: Evidence) -> None:
    Evidence.objects.filter(pk=evidence.pk).update(
        withdrawn_at=NOON + DAY, withdrawn_by=make.editor(), withdrawn_reason="Replaced."
    )


def test_evidence_of_the_next_version_neither_keeps_nor_words_the_flag(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", REST)
    check(at=NOON + DAY)
    make.evidence(
        evidence.review,
        added_at=NOON + DAY,
        condition=Condition.DRIFTED,
        condition_note="What only the desk knows.",
    )

    citing.clear(evidence.pk, by=make.editor(), now=NOON + 2 * DAY, reason="The copy suffices.")

    public = publication(evidence)
    assert (public.flagged_at, public.flag_reason) == (None, "")


def test_evidence_withdrawn_after_publication_keeps_the_flag(web: Pages) -> None:
    first, second = cite(web.put("/report", f"{QUOTE}\n{OTHER}\n{REST}"), QUOTE, OTHER)
    web.put("/report", REST)
    check()
    _withdraw(second)

    citing.clear(first.pk, by=make.editor(), now=NOON + 2 * DAY, reason="The copy suffices.")

    assert publication(first).flagged_at == NOON


def test_what_readers_still_see_is_decided_although_it_was_withdrawn(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", REST)
    check()
    _withdraw(evidence)

    citing.clear(evidence.pk, by=make.editor(), now=NOON + 2 * DAY, reason="The copy suffices.")

    assert publication(evidence).flagged_at is None
