"""Bring the sample desk to life through the domain itself."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path

from django.db import transaction

from claims import curation, ingestion, matching, revisions
from claims.models import Article, Claim, Origin
from factcheck.accounts.models import User
from reviews import evidence, publishing, topics, verdicts, workflow
from reviews.models import Rating, Review
from reviews.samples import heard, people, talk, then, watching, web
from reviews.samples.parts import Check
from reviews.samples.story import CHECKS
from reviews.states import Status

ARTICLES = {
    "harbour": ("The Almond Courier", "M. Silva", "en"),
    "night-bus": ("Velmora Voices", "J. Arden", "en"),
    "desalination": ("صحيفة الخليج الجديد", "", "ar"),
    "letter": ("The Almond Courier", "", "en"),  # says again what was checked, not all of it alike
}
CORRECTION = ("have risen by 40% since", "have risen by 8% since")
CITED_DAYS_AGO = 12
Report = Callable[[str], None]


def load(*, accounts: Path, now: datetime, report: Report) -> bool:
    """Load everything or, where the desk has people or articles already, nothing.

    The work is dated twelve days back; the sources are then looked at as the days went by, so
    that one has died and one has changed. Where an earlier call was cut off between the two, the
    second is made good. Returns whether anything was done.
    """
    empty = not (User.objects.exists() or Article.objects.exists())
    if not empty and not watching.owed():
        return False
    with then.serving() as site:
        if empty:
            with transaction.atomic():  # pages are fetched inside, from this very process
                _desk(accounts, now=now - timedelta(days=CITED_DAYS_AGO), report=report)
        report("watching the sources of the sample work")
        site.as_cited = False
        watching.let_days_pass(now=now)
    return True


def _desk(accounts: Path, *, now: datetime, report: Report) -> None:
    team = people.make(accounts)
    articles = {name: _article(name, by=team["casey"], now=now) for name in ARTICLES}
    for check in CHECKS:
        report(f"sample check: {check.words}")
        claim = _claim(articles[check.article], check.words, by=team["rowan"], now=now)
        _review(check, claim, team, now=now)
    _decide_on_the_rest(articles["harbour"], by=team["rowan"], now=now)
    _correct(articles["night-bus"], by=team["rowan"], now=now + timedelta(days=1))
    talk.keep_views(team, now=now)
    matching.sweep(now=now)
    heard.tell(team, now=now + timedelta(days=2))
    heard.write_pages(team, now=now)


def _correct(article: Article, *, by: User, now: datetime) -> None:
    """The paper corrects itself: most claims go over, one waits for a person to settle it."""
    before, after = CORRECTION
    revisions.revise(
        article.pk, article.text.replace(before, after), by=by, now=now, origin=Origin.SAMPLE
    )


def _article(name: str, *, by: User, now: datetime) -> Article:
    publisher, author, language = ARTICLES[name]
    text = resources.files("reviews.samples").joinpath("articles", f"{name}.txt").read_text()
    return ingestion.ingest_text(
        text,
        by=by,
        now=now,
        origin=Origin.SAMPLE,
        publisher=publisher,
        author=author,
        language=language,
        published_on=date.fromordinal(now.date().toordinal() - 1),
    ).article


def _claim(article: Article, words: str, *, by: User, now: datetime) -> Claim:
    """The candidate that holds `words`, accepted; proposed by a person where none does."""
    start = article.text.index(words)
    end = start + len(words)
    candidate = (
        article.claims.candidates()
        .filter(start__lte=start, end__gte=end)
        .order_by("-start")
        .first()
    )
    if candidate is None:
        candidate = curation.propose(article.pk, start=start, end=end, by=by, now=now)
    return curation.accept(candidate.pk, by=by, now=now)


def _decide_on_the_rest(article: Article, *, by: User, now: datetime) -> None:
    """Dismiss one candidate of the article, so that triage shows each kind of decision."""
    last = article.claims.candidates().order_by("-start").first()
    if last:
        curation.dismiss(last.pk, by=by, now=now)


def _review(check: Check, claim: Claim, team: dict[str, User], *, now: datetime) -> None:
    author, editor = team["rowan"], team["edda"]
    review = workflow.open_review(claim, by=author, now=now)
    Review.objects.filter(pk=review.pk).update(why_selected=check.why)
    talk.plan(review, check, team, now=now)
    topics.put(review.pk, names=heard.TOPICS[check.article], by=editor, now=now)
    if check.status is Status.CLOSED:
        workflow.move(review.pk, to=Status.CLOSED, by=author, now=now, reason=check.reason)
    if check.status in (Status.QUEUED, Status.CLOSED):
        return
    workflow.take(review.pk, by=author, now=now)
    _cite(check, review, author=author, now=now)
    talk.ask_for_replies(review, check, by=author, now=now)
    _verdict(check, review, author=author, now=now)
    if check.status is Status.IN_REVIEW:
        return
    workflow.move(review.pk, to=Status.SUBMITTED, by=author, now=now + timedelta(hours=2))
    talk.vote(review, check, team, now=now + timedelta(hours=3))
    talk.discuss(review, check, team, now=now + timedelta(hours=4))
    if check.status is not Status.SUBMITTED:
        _second_look(check, review, editor=editor, now=now + timedelta(hours=5))


def _cite(check: Check, review: Review, *, author: User, now: datetime) -> None:
    for source in check.sources:
        evidence.attach(
            review.pk,
            url=web.address(source.page),
            quote=source.quote,
            stance=source.stance,
            primary=source.primary,
            by=author,
            now=now,
        )
    for book in check.books:
        evidence.note(
            review.pk,
            title=book.title,
            publisher=book.publisher,
            place=book.place,
            quote=book.quote,
            stance=book.stance,
            primary=True,
            unlocated_reason=book.why,
            by=author,
            now=now,
        )


def _verdict(check: Check, review: Review, *, author: User, now: datetime) -> None:
    stances = {source.stance for source in check.sources}
    verdicts.save_draft(
        review.pk,
        rating=Rating.objects.filter(word=check.rating).first(),
        summary=check.summary,
        rationale=check.rationale,
        few_sources_reason="" if len(check.sources) > 2 else _FEW,
        one_sided_reason="" if len(stances) > 1 else _ONE_SIDED,
        by=author,
        now=now + timedelta(hours=1),
    )


_FEW = "The sample web has one host; on a real desk these are independent publishers."
_ONE_SIDED = "We looked for sources that say otherwise and found none."


def _second_look(check: Check, review: Review, *, editor: User, now: datetime) -> None:
    workflow.move(review.pk, to=Status.APPROVED, by=editor, now=now)
    if check.status is Status.APPROVED:
        return
    publishing.publish(review.pk, by=editor, now=now + timedelta(hours=1))
    if check.status is Status.RETRACTED:
        publishing.retract(review.pk, by=editor, now=now + timedelta(days=2), reason=check.reason)
