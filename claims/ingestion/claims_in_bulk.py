"""Claims in bulk: each row names an article of the desk, words that stand in it, and what to do.

A passage is never guessed: words that stand in several places are refused with their number. What
a row says is done as if its sender had done it by hand, with the same rights and the same history.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims import curation, permissions
from claims.anchoring import selectors
from claims.anchoring.selectors import TextQuote, Unplaceable
from claims.curation import Why, Wording, deciding, spans
from claims.exceptions import AlreadyDecided, InvalidSpan, NoSuchArticle, OlderRevision
from claims.ingestion import judging, known
from claims.ingestion.judging import Judged
from claims.ingestion.tables import Row
from claims.models import Article, Claim, Outcome, Status
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError, InvalidInput

DECISIONS = {
    "": Status.CANDIDATE,
    "candidate": Status.CANDIDATE,
    "accepted": Status.ACCEPTED,
    "accept": Status.ACCEPTED,
    "dismissed": Status.DISMISSED,
    "dismiss": Status.DISMISSED,
}
_HIGHEST = 2**63 - 1


@dataclass(frozen=True)
class Wanted:
    """What a row asks for. `words`: what is said of the claim; `there`: an open claim there."""

    article: Article
    start: int
    end: int
    decision: Status
    words: Wording = field(default_factory=Wording)
    why: Why = field(default_factory=Why)
    there: Claim | None = None

    @property
    def changes(self) -> Wording:
        """What is said of the claim otherwise than it is said already."""
        if self.there is None:
            return self.words
        same = {name: getattr(self.there, name) for name in self.words}
        given: Wording = {  # type: ignore[assignment] # a part of one is one
            name: value for name, value in self.words.items() if value != same[name]
        }
        return given

    @property
    def is_done(self) -> bool:
        """A claim that somebody has decided on is left as it is, if the row asks for no other."""
        if self.there is None:
            return False
        if self.there.status != Status.CANDIDATE:
            return True
        return self.decision == Status.CANDIDATE and not self.changes


def foresee(row: Row, *, by: User) -> Judged:
    """What `add` would do, the other rows apart; nothing is written."""
    try:
        wanted = _wanted(row, by=by)
    except DeskError as error:
        return judging.refused(row, error)
    if wanted.is_done:
        return Judged(Outcome.KNOWN, wanted.article, wanted.there)
    place = f"{wanted.article.pk}:{wanted.start}:{wanted.end}"
    return Judged(Outcome.WOULD_ADD, wanted.article, wanted.there, fingerprint=place)


def add(row: Row, *, by: User, now: datetime) -> Judged:
    """Propose, word and decide the claim of one row, all of it or nothing; or say why not.

    A candidate that stands there is taken up. Never raises for what a row holds.
    """
    try:
        wanted = _wanted(row, by=by)
        if wanted.is_done:
            return Judged(Outcome.KNOWN, wanted.article, wanted.there)
        claim = _made(wanted, by=by, now=now)
    except DeskError as error:
        return judging.refused(row, error)
    return Judged(Outcome.ADDED, wanted.article, claim)


@transaction.atomic
def _made(wanted: Wanted, *, by: User, now: datetime) -> Claim:
    claim = wanted.there or curation.propose(
        wanted.article.pk, start=wanted.start, end=wanted.end, by=by, now=now
    )
    if wanted.changes:
        claim = curation.edit(claim.pk, by=by, now=now, **wanted.changes)
    if wanted.decision == Status.ACCEPTED:
        return curation.accept(claim.pk, by=by, now=now)
    if wanted.decision == Status.DISMISSED:
        return curation.dismiss(claim.pk, by=by, now=now, **wanted.why)
    return claim


def _wanted(row: Row, *, by: User) -> Wanted:
    """Raises DeskError, with the field at fault."""
    if row.problem is not None:
        raise InvalidInput(row.problem.why, field=row.problem.field)
    values = {name: value.strip() for name, value in row.values.items()}
    permissions.check_may_add(by)
    decision, words, why = _decision(values), _words(values), _why(values)
    if words or decision != Status.CANDIDATE:
        permissions.check_may_curate(by)
    article = _article(values)
    start, end = spans.checked(article, *_place(article, values))
    spans.check_whole(article.text, start, end)
    closed = (Status.DISMISSED, Status.MERGED)
    there = article.claims.filter(start=start, end=end).exclude(status__in=closed).first()
    if there is None and decision == Status.DISMISSED:
        there = article.claims.filter(start=start, end=end, status=Status.DISMISSED).first()
    if there is not None:
        _check_decision(there, decision)
    return Wanted(article, start, end, decision, words, why, there)


def _check_decision(there: Claim, decision: Status) -> None:
    """Raises AlreadyDecided where a person has decided otherwise: lists overrule nobody."""
    if there.status == Status.CANDIDATE or decision in (Status.CANDIDATE, there.status):
        return
    raise AlreadyDecided(
        _("Somebody has decided otherwise: this claim is %(state)s.")
        % {"state": there.get_status_display()},
        field="decision",
    )


def _decision(values: dict[str, str]) -> Status:
    try:
        return DECISIONS[values.get("decision", "").casefold()]
    except KeyError:
        raise InvalidInput(
            _("Write accepted, dismissed, or nothing for a candidate."), field="decision"
        ) from None


def _words(values: dict[str, str]) -> Wording:
    given = curation.Wording()
    if statement := values.get("statement"):
        given["statement"] = statement
    if claimant := values.get("claimant"):
        given["claimant"] = claimant
    if kind := values.get("kind"):
        given["kind"] = kind.casefold()
    if attribution := values.get("attribution"):
        given["attribution"] = attribution.casefold()
    return deciding.checked(given)


def _why(values: dict[str, str]) -> Why:
    given = curation.Why()
    if ground := values.get("ground"):
        given["ground"] = ground
    if reason := values.get("reason"):
        given["reason"] = reason
    return deciding.checked_why(given) if given else given


def _article(values: dict[str, str]) -> Article:
    """By its number, or by an address where it was found."""
    number, url = values.get("article", ""), values.get("url", "")
    if number:
        found = Article.objects.filter(pk=_number(number, field="article")).first()
        named = "article"
    elif url:
        found, named = known.at([url]), "url"
    else:
        raise InvalidInput(_("Name the article by its number or its address."), field="article")
    if found is None:
        raise NoSuchArticle(_("There is no such article on the desk. Add it first."), field=named)
    if not found.live:
        raise OlderRevision(
            _("This is an older text of the article. Add the claim to the newest one."), field=named
        )
    return found


def _place(article: Article, values: dict[str, str]) -> tuple[int, int]:
    """Where the quote stands; the position decides between several places, and is checked by it."""
    quote, near = values.get("quote", ""), _position(values)
    if not quote:
        if near is None:
            raise InvalidSpan(
                _("Give the words of the claim, or where they start and end."), field="quote"
            )
        return near
    prefix, suffix = values.get("prefix", ""), values.get("suffix", "")
    if not prefix and not suffix:
        return curation.located(article, quote, near=near)
    return _surrounded(article, TextQuote(quote, prefix, suffix))


def _surrounded(article: Article, quote: TextQuote) -> tuple[int, int]:
    """Around the words come others, with a space between or without."""
    found = set()
    for before in {quote.prefix, f"{quote.prefix} "} if quote.prefix else {""}:
        for after in {quote.suffix, f" {quote.suffix}"} if quote.suffix else {""}:
            try:
                place = selectors.locate(article.text, TextQuote(quote.exact, before, after), None)
            except Unplaceable as error:
                if error.code != "several":
                    continue
                raise InvalidSpan(
                    _("These words stand several times in the article, with those around them."),
                    field="quote",
                ) from error
            found.add(place)
    if len(found) != 1:
        raise InvalidSpan(
            _("These words, with those before and behind them, are not in the article."),
            field="quote",
        )
    return found.pop()


def _position(values: dict[str, str]) -> tuple[int, int] | None:
    start, end = values.get("start", ""), values.get("end", "")
    if not start and not end:
        return None
    return _number(start, field="start"), _number(end, field="end")


def _number(value: str, *, field: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value[:20]) > _HIGHEST:
        raise InvalidInput(_("Write a whole number, such as 12."), field=field)
    return int(value)
