"""What people did to a claim before a new text of its article came, and after."""

import threading
import time

import pytest
from django.db import OperationalError, connection, transaction

from claims import curation, resplitting, revisions, splitting
from claims.curation import locking
from claims.exceptions import NothingToUndo, OlderRevision
from claims.models import Article, Claim
from tests import make
from tests.claims.revisions.texts import CORRECTED, TEXT, added, claim_on, revised, waiting
from tests.make import NOON

pytestmark = pytest.mark.django_db
NEWS = "News.\n\n"


def parts(claim: Claim) -> list[str]:
    """The words at the places that the parts of the statement name."""
    text = claim.article.text
    return [text[p["start"] : p["end"]] for p in claim.statement_parts if "start" in p]


def test_an_edit_undone_in_a_new_text_leads_to_the_words_there() -> None:
    article, by = added(), make.reviewer()
    claim = claim_on(article, "The harbour")
    told = parts(claim)
    curation.edit(claim.pk, by=by, now=NOON, statement="It handled 4,210 containers.")
    revised(article, NEWS + TEXT)

    undone = curation.undo(claim.pk, by=by, now=NOON)

    assert (parts(undone), len(told) > 0) == (told, True)


def test_an_edit_in_the_new_text_is_undone_there() -> None:
    article, by = added(), make.reviewer()
    claim = claim_on(article, "The harbour")
    told = parts(claim)
    revised(article, NEWS + TEXT)
    curation.edit(claim.pk, by=by, now=NOON, statement="It handled 4,210 containers.")

    undone = curation.undo(claim.pk, by=by, now=NOON)

    assert parts(undone) == told


def test_a_candidate_read_anew_and_undone_in_a_new_text_has_its_places_there() -> None:
    article, by = added(), make.reviewer()
    claim = claim_on(article, "The harbour")
    text, told, spans = article.text, parts(claim), claim.attribution_spans
    (other,) = splitting.split("Ferries sank.", language="en")
    curation.refresh(claim.pk, found=other, by=by, now=NOON)
    revised(article, NEWS + TEXT)

    undone = curation.undo(claim.pk, by=by, now=NOON)

    now = undone.article.text
    assert parts(undone) == told
    assert [now[a:b] for a, b in undone.attribution_spans] == [text[a:b] for a, b in spans]


def test_words_given_with_a_new_place_are_not_undone_with_an_older_edit() -> None:
    article, by = added(), make.reviewer()
    claim = claim_on(article, "The harbour")
    curation.edit(claim.pk, by=by, now=NOON, statement="It handled 4,210.")
    revised(article, CORRECTED)
    revisions.settle_here(claim.pk, start=0, end=40, by=by, now=NOON, statement="It handled 4,120.")

    with pytest.raises(NothingToUndo, match="Edit it instead"):
        curation.undo(claim.pk, by=by, now=NOON)

    claim.refresh_from_db()
    assert claim.statement == "It handled 4,120."


def test_a_reason_goes_along_with_its_place() -> None:
    article = added()
    claim, place = claim_on(article, "The harbour"), TEXT.index("Mayor")
    claim.signals = [
        {"code": "inside", "weight": 1, "text": "4,210", "start": 37, "end": 42},
        {"code": "far", "weight": 1, "text": "Mayor Ines", "start": place, "end": place + 10},
        {"code": "lost", "weight": 1, "text": "Shop owners", "start": TEXT.index("Shop"),
         "end": TEXT.index("Shop") + 11},
        {"code": "nowhere", "weight": 1, "text": "May"},
    ]  # fmt: skip
    claim.save()

    revised(article, NEWS + TEXT.replace("Shop owners", "Merchants"))

    claim.refresh_from_db()
    said = {
        each["code"]: claim.article.text[each["start"] : each["end"]] if "start" in each else None
        for each in claim.signals
    }
    assert said == {
        "inside": TEXT[37:42], "far": "Mayor Ines", "lost": None, "nowhere": None,
    }  # fmt: skip


def test_nothing_is_placed_in_an_older_text() -> None:
    claim, _article = waiting()
    by = make.reviewer()

    with pytest.raises(OlderRevision):
        curation.cut(claim.pk, at=claim.quote.index(" in May"), by=by, now=NOON)
    with pytest.raises(OlderRevision):
        curation.move(claim.pk, start=0, end=11, by=by, now=NOON)

    assert (Claim.objects.get(pk=claim.pk).quote, claim.changes.count()) == (claim.quote, 0)


def test_a_cut_is_not_undone_in_an_older_text() -> None:
    article, by = added(), make.reviewer()
    claim = claim_on(article, "The harbour")
    curation.cut(claim.pk, at=claim.quote.index(" containers"), by=by, now=NOON)
    revised(article, CORRECTED)

    with pytest.raises(NothingToUndo, match="new text"):
        curation.undo(claim.pk, by=by, now=NOON)


@pytest.mark.parametrize("act", ["accept", "dismiss", "edit"])
def test_what_waits_in_an_older_text_can_still_be_decided(act: str) -> None:
    claim, _article = waiting()
    more = {"statement": "It handled them."} if act == "edit" else {}

    decided = getattr(curation, act)(claim.pk, by=make.reviewer(), now=NOON, **more)

    assert (decided.article_id, claim.changes.count()) == (claim.article_id, 1)


def test_an_older_text_is_not_split_again() -> None:
    article = added()
    revised(article, NEWS + TEXT)

    with pytest.raises(OlderRevision):
        resplitting.resplit(article.pk, by=make.reviewer(), now=NOON)

    assert article.claims.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_goes_over_while_a_decision_waits_is_held_with_its_new_text() -> None:
    article, by = added(), make.reviewer()
    claim = claim_on(article, "Mayor")
    held, enough = threading.Event(), threading.Event()
    seen: list[int] = []

    def decide() -> None:
        try:
            with transaction.atomic():
                seen.append(locking.claim(claim.pk, by=by).article_id)
                held.set()
                enough.wait(20)
        finally:
            connection.close()

    deciding = threading.Thread(target=decide)
    with transaction.atomic():
        Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        deciding.start()
        _until_somebody_waits()
        new = revised(article, CORRECTED).article
    held.wait(20)
    try:
        with pytest.raises(OperationalError, match="lock"), transaction.atomic():
            Article.objects.select_for_update(nowait=True, no_key=True).get(pk=new.pk)
    finally:
        enough.set()
        deciding.join(20)
    assert seen == [new.pk]


def _until_somebody_waits() -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
    raise AssertionError("Nobody waited for the article.")
