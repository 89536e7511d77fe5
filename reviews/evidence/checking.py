"""What evidence must be, before it is attached, changed, replaced or decided about."""

from typing import Any, NotRequired, TypedDict

from django.utils.translation import gettext as _

from factcheck.exceptions import Conflict, InvalidInput
from reviews import wording, workflow
from reviews.exceptions import InvalidTransition, ReasonNeeded
from reviews.links import fragments
from reviews.models import Condition, Evidence, Review, Stance
from reviews.states import Status

LONGEST_QUOTE = 5_000
LONGEST_NOTE = 5_000
LONGEST_LINE = {"title": 500, "publisher": 300, "place": 300}


class Remarks(TypedDict, total=False):
    """What a person says about the evidence beside the quote."""

    primary: bool
    note: str
    interest: str


class Cited(Remarks):
    quote: str
    stance: Stance
    unlocated_reason: NotRequired[str]


class Filed(Cited):
    """What is said of a file; `place` is where in it the words stand."""

    place: NotRequired[str]


class Changes(Remarks):
    stance: NotRequired[Stance]


class Said(Changes):
    """What is said about a source that takes the place of another."""

    unlocated_reason: NotRequired[str]


def check_in_work(review: Review) -> None:
    if review.state is Status.QUEUED:
        raise InvalidTransition(_("Take this review first; then work on its evidence."))
    if review.state is not Status.IN_REVIEW:
        raise InvalidTransition(
            _(
                "This review is “%(status)s”: its evidence can change once it is sent back or "
                "reopened."
            )
            % {"status": review.state.label}
        )


def check_stands(evidence: Evidence) -> None:
    if evidence.withdrawn_at is not None:
        raise Conflict(
            _("%(name)s withdrew this evidence already.") % {"name": evidence.withdrawn_by}
        )


def check_decidable(evidence: Evidence) -> None:
    if evidence.condition == Condition.UNVERIFIED and not evidence.decidable:
        raise Conflict(
            _(
                "This quote was never located on the page, so there is nothing to accept; why it "
                "counts stands beside it."
            )
        )
    if evidence.condition == Condition.ACCEPTED:
        raise Conflict(_("This source was accepted as it is already; there is nothing to decide."))
    if not evidence.decidable:
        raise Conflict(_("Nothing is wrong with this source any more; there is nothing to decide."))


def cleaned(cited: Cited, *, url: str = "") -> dict[str, Any]:
    """As `storing`, for what cannot be cited without a quote."""
    clean = storing(cited, url=url)
    check_quoted(clean)
    return clean


def check_quoted(clean: dict[str, Any]) -> None:
    if not clean["quote"]:
        raise InvalidInput(
            _("Copy the exact words of the page that matter into the quote."), field="quote"
        )


def storing(cited: Cited, *, url: str = "") -> dict[str, Any]:
    """What was said, fit to be stored. Where no quote was given, the words that `url` names in a
    text fragment are the quote."""
    given = {"primary": False, "note": "", "interest": "", "unlocated_reason": ""} | cited
    given["quote"] = cited["quote"].strip() or fragments.words(url)
    return {name: storable(name, value) for name, value in given.items()}


def described(*, title: str, publisher: str = "", place: str = "") -> dict[str, str]:
    """What a source is that no address leads to (a file, a book), fit to be stored."""
    given = {"title": title, "publisher": publisher, "place": place}
    clean = {
        name: " ".join(wording.clean(words, field=name, longest=LONGEST_LINE[name]).split())
        for name, words in given.items()
    }
    if not clean["title"]:
        raise InvalidInput(
            _("Write what the source is, so that others can find it: its title or its kind."),
            field="title",
        )
    return clean


def storable(name: str, value: object) -> object:
    if name == "stance":
        return _stance(value)
    if not isinstance(value, str):
        return value
    longest = LONGEST_QUOTE if name == "quote" else LONGEST_NOTE
    return wording.clean(value, field=name, longest=longest)


def _stance(value: object) -> str:
    if value not in Stance.values:
        raise InvalidInput(
            _("Choose whether the source supports, refutes or gives context."), field="stance"
        )
    return str(value)


def needed(reason: str, *, to_do: str) -> str:
    written = wording.clean(reason, field="reason", longest=LONGEST_NOTE)
    if not written:
        raise ReasonNeeded(
            _("Write a reason to %(to_do)s; it is kept in the history.") % {"to_do": to_do},
            field="reason",
        )
    return written


def locked(evidence_id: int) -> Evidence:
    """The review is locked first, as everywhere: two writers never wait for each other."""
    review_id = Evidence.objects.values_list("review_id", flat=True).get(pk=evidence_id)
    workflow.locked(review_id)
    return Evidence.objects.select_related("review", "link", "withdrawn_by").get(pk=evidence_id)
