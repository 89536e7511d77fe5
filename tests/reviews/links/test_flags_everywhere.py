"""From a real page that dies or changes to everybody who must learn of it: once, and no more.

Readers see the public page, programs the API, subscribers the feeds, the desk its queue, its list
of sources and the history of the review.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import feedparser
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from factcheck import door
from reviews import evidence as citing
from reviews import links, publishing
from reviews.links import registry, snapshots
from reviews.models import Evidence, Publication, Review
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.published import text
from tests.reviews.links.desk import DAY, OTHER, QUOTE, REST, check, told
from tests.reviews.pages import Page, Pages

pytestmark = pytest.mark.django_db

STRIKES = (timedelta(0), timedelta(minutes=15), timedelta(hours=6, minutes=15), 4 * DAY)
TROUBLED, CLEARED = ("source_troubled", "drifted"), ("source_cleared", "")
DEAD = ("source_troubled", "dead")


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


@dataclass(frozen=True)
class Shown:
    """One publication as each of its audiences sees it. Times are those of its last change."""

    notice: bool
    api: str
    states: list[str]
    api_time: str
    atom_time: str
    atom_tags: list[str]
    data_time: str
    data_status: str
    queue: bool
    sources: bool


def at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def cited(url: str, *quotes: str, review: Review | None = None) -> list[Evidence]:
    """Evidence for each quote, published at NOON on a page that readers can open."""
    review = review or make.review(Status.APPROVED)
    link = registry.register(url, now=NOON)
    copy = snapshots.keep(link, links.inspect_now(url, **door.options()), now=NOON)
    found = [
        make.evidence(
            review,
            snapshot=copy,
            quote=quote,
            start=copy.text.index(quote),
            end=copy.text.index(quote) + len(quote),
        )
        for quote in quotes
    ]
    publishing.publish(review.pk, by=make.editor(), now=NOON)
    return found


def look(evidence: Evidence) -> Shown:
    publication = Publication.objects.get(review=evidence.review)
    public, desk = Client(), Client()
    desk.force_login(make.editor())
    body = public.get(f"/api/v1/fact-checks/{publication.slug}/").json()
    page = public.get(reverse("public:fact_check", args=[publication.slug])).content.decode()
    feed = feedparser.parse(public.get("/fact-checks/feed.atom").content)
    [entry] = [each for each in feed.entries if each.link.rstrip("/").endswith(publication.slug)]
    data = public.get("/fact-checks/feed.json").json()["dataFeedElement"]
    [item] = [each for each in data if each["url"].rstrip("/").endswith(publication.slug)]
    queue = desk.get("/reviews/?view=flagged").context["rows"]
    flag = body["needs_another_look"]
    return Shown(
        notice="Needs another look, since" in text(page),
        api=flag["why"] if flag else "",
        states=body["states"],
        api_time=body["updated_at"],
        atom_time=entry.updated.replace("+00:00", "Z"),
        atom_tags=[tag.term for tag in entry.tags[1:]],
        data_time=item["dateModified"],
        data_status=item["item"][0].get("creativeWorkStatus", ""),
        queue=evidence.review_id in [row["review"].pk for row in queue],
        sources=evidence.link.url in desk.get("/sources/").content.decode(),
    )


def calm(moment: datetime) -> Shown:
    """Nothing is flagged; the publication changed last at `moment`."""
    return shown(moment, why="")


def shown(moment: datetime, *, why: str) -> Shown:
    states = ["needs-another-look"] if why else []
    return Shown(
        notice=bool(why),
        api=why,
        states=states,
        api_time=at(moment),
        atom_time=at(moment),
        atom_tags=states,
        data_time=at(moment),
        data_status=", ".join(states),
        queue=bool(why),
        sources=True,
    )


GONE_NOTE = "The source is gone: not found (404), 5 times in a row."
NUMBERS = "The page now gives other figures: “1,204” became “{new}”."
MISSING = "The quoted words are no longer on the page."


def test_a_sound_source_flags_nothing_anywhere(web: Pages) -> None:
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)

    check()

    assert (look(evidence), told(evidence)) == (calm(NOON), [])


def test_a_page_that_dies_is_told_everywhere_once(web: Pages) -> None:
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.pages.clear()

    for strike in STRIKES:
        check(at=NOON + strike)
    failing = look(evidence)
    check(at=NOON + 8 * DAY)
    dead = look(evidence)
    for n in range(1, 11):
        check(at=NOON + 8 * DAY + n * 130 * DAY)

    assert failing == calm(NOON)
    assert dead == shown(NOON + 8 * DAY, why=GONE_NOTE)
    assert (look(evidence), told(evidence)) == (dead, [DEAD])


def test_a_changed_number_is_told_everywhere_once_and_another_change_anew(web: Pages) -> None:
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", f"{QUOTE.replace('1,204', '1,240')}\n{REST}")

    check()
    first = look(evidence)
    for n in range(1, 11):
        check(at=NOON + n * 7 * DAY)
    again = (look(evidence), told(evidence))
    web.put("/report", f"{QUOTE.replace('1,204', '1,300')}\n{REST}")
    check(at=NOON + 77 * DAY)

    assert first == shown(NOON, why=NUMBERS.format(new="1,240"))
    assert again == (first, [TROUBLED])
    assert look(evidence) == shown(NOON + 77 * DAY, why=NUMBERS.format(new="1,300"))
    assert told(evidence) == [TROUBLED, TROUBLED]
    assert Publication.objects.get(review=evidence.review).flagged_at == NOON


def test_a_source_that_comes_back_lifts_the_flag_everywhere(web: Pages) -> None:
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", REST)
    check()

    web.put("/report", f"{QUOTE}\n{REST}")
    for n in range(1, 4):
        check(at=NOON + n * 7 * DAY)

    assert look(evidence) == calm(NOON + 7 * DAY)
    assert told(evidence) == [TROUBLED, CLEARED]


def test_a_person_lifts_the_flag_with_a_reason_and_the_same_finding_stays_silent(
    web: Pages,
) -> None:
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", REST)
    check()

    citing.clear(evidence.pk, by=make.editor(), now=NOON + DAY, reason="The copy suffices.")
    cleared = look(evidence)
    for n in range(1, 11):
        check(at=NOON + n * 7 * DAY)

    assert cleared == calm(NOON + DAY)
    assert (look(evidence), told(evidence)) == (cleared, [TROUBLED])


def test_two_quotes_of_one_page_are_told_each_and_the_last_one_back_lifts_the_flag(
    web: Pages,
) -> None:
    first, second = cited(web.put("/report", f"{QUOTE}\n{OTHER}\n{REST}"), QUOTE, OTHER)
    web.put("/report", f"{OTHER}\n{REST}")
    check()
    web.put("/report", REST)
    check(at=NOON + 7 * DAY)
    both = look(first)

    web.put("/report", f"{QUOTE}\n{REST}")
    check(at=NOON + 14 * DAY)
    one = look(first)
    web.put("/report", f"{QUOTE}\n{OTHER}\n{REST}")
    check(at=NOON + 21 * DAY)

    assert both == shown(NOON + 7 * DAY, why=MISSING)
    assert (one.api, one.queue) == (MISSING, True)
    assert look(first) == calm(NOON + 21 * DAY)
    assert told(second) == [TROUBLED, TROUBLED, CLEARED, CLEARED]


def test_one_page_under_two_verdicts_flags_both_and_each_is_decided_alone(web: Pages) -> None:
    url = web.put("/report", f"{QUOTE}\n{REST}")
    (here,), (there,) = cited(url, QUOTE), cited(url, QUOTE)
    web.put("/report", REST)

    check()
    both = [look(here), look(there)]
    citing.clear(here.pk, by=make.editor(), now=NOON + DAY, reason="The copy suffices.")
    check(at=NOON + 7 * DAY)

    assert both == [shown(NOON, why=MISSING)] * 2
    assert [look(here), look(there)] == [calm(NOON + DAY), shown(NOON, why=MISSING)]
    assert [told(here), told(there)] == [[TROUBLED], [TROUBLED]]


def test_a_second_source_in_trouble_updates_what_subscribers_see(web: Pages) -> None:
    review = make.review(Status.APPROVED)
    other = registry.register(web.put("/other", f"{OTHER}\n{REST}"), now=NOON)
    copy = snapshots.keep(other, links.inspect_now(other.url, **door.options()), now=NOON)
    make.evidence(review, snapshot=copy, quote=OTHER, start=0, end=len(OTHER))
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE, review=review)
    web.put("/report", REST)
    check()

    web.put("/other", OTHER.replace("ninety", "eighty") + f"\n{REST}")
    check(at=NOON + 7 * DAY)

    now = look(evidence)
    assert (now.api_time, now.atom_time) == (at(NOON + 7 * DAY),) * 2
    assert len(told(evidence)) == 2


def test_a_retracted_verdict_is_neither_flagged_nor_told_again_to_subscribers(web: Pages) -> None:
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    publishing.retract(
        evidence.review_id, by=make.editor(), now=NOON + DAY, reason="Wrong harbour."
    )
    web.pages["/report"] = Page(b"", status=410)

    check(at=NOON + DAY)
    check(at=NOON + 2 * DAY)

    publication = Publication.objects.get(review=evidence.review)
    assert (publication.flagged_at, publication.changed_at) == (None, NOON + DAY)
    assert told(evidence) == [DEAD]


def test_the_source_of_a_retracted_verdict_that_comes_back_is_no_news(web: Pages) -> None:
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", REST)
    check()
    publishing.retract(
        evidence.review_id, by=make.editor(), now=NOON + DAY, reason="Wrong harbour."
    )

    web.put("/report", f"{QUOTE}\n{REST}")
    check(at=NOON + 7 * DAY)

    publication = Publication.objects.get(review=evidence.review)
    assert (publication.flagged_at, publication.changed_at) == (None, NOON + DAY)


def test_evidence_that_no_reader_sees_changes_nothing_for_subscribers(web: Pages) -> None:
    (evidence,) = cited(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", REST)
    check()
    draft = make.evidence(evidence.review, added_at=NOON + DAY, condition="drifted")

    citing.clear(draft.pk, by=make.editor(), now=NOON + 2 * DAY, reason="Not needed.")

    assert look(evidence) == shown(NOON, why=MISSING)
