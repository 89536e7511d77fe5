"""Claims as W3C Web Annotations, out and in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from claims import curation
from claims.anchoring import annotations, selectors
from claims.models import Article, Claim
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError, InvalidInput


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of the annotation with this `number`, from 0: a claim, or a refusal.

    `by_quote` says that its position did not hold, and its quote stands elsewhere, once.
    """

    number: int
    claim: Claim | None = None
    by_quote: bool = False
    code: str = ""
    reason: str = ""


def annotated(claim: Claim, *, address: str, source: str) -> annotations.Annotated:
    """A claim as an annotation says it; `address` is its own, `source` that of the text."""
    person = claim.added_by
    return annotations.Annotated(
        id=address,
        source=source,
        start=claim.start,
        end=claim.end,
        statement=claim.statement,
        language=claim.article.language,
        creator=str(person) if person else claim.origin,
        person=person is not None,
        created=claim.created_at,
    )


def import_annotations(
    article: Article, data: object, *, by: User, now: datetime
) -> list[Imported]:
    """Propose what annotations of the article say, each where its selectors agree.

    An annotation that cannot be placed without guessing is refused with its reason; the others
    are kept. Raises InvalidInput for too many and for what holds none, NotAllowed.
    """
    if not isinstance(data, Mapping | list):
        raise InvalidInput(_("Send an annotation, a list of them, or a collection."))
    found = list(islice(annotations.documents(data), annotations.MOST + 1))
    if len(found) > annotations.MOST:
        raise InvalidInput(
            _(
                "Send at most %(most)s annotations at a time, and the rest in further requests. "
                "Nothing of these was taken."
            )
            % {"most": annotations.MOST}
        )
    return [_import(article, n, each, by=by, now=now) for n, each in enumerate(found)]


def _import(article: Article, number: int, data: object, *, by: User, now: datetime) -> Imported:
    try:
        given = annotations.given(data)
        start, end = selectors.locate(article.text, given.quote, given.position)
        claim = curation.propose(
            article.pk, start=start, end=end, by=by, now=now, statement=given.statement
        )
    except annotations.UnreadableAnnotation as refused:
        return Imported(number=number, code="unreadable", reason=_unreadable(refused))
    except selectors.Unplaceable as refused:
        return Imported(number=number, code=refused.code, reason=_why(refused.code))
    except DeskError as refused:
        if refused.code == "not-allowed":
            raise
        return Imported(number=number, code=refused.code, reason=str(refused))
    at = given.position
    moved = at is not None and (at.start, at.end) != (start, end)
    return Imported(number=number, claim=claim, by_quote=moved)


def _why(code: str) -> str:
    reasons: dict[str, Any] = {
        "absent": _("Its quote is not in the article, in exactly these characters."),
        "elsewhere": _("Its quote is in the article, but not between its prefix and suffix."),
        "several": _("Its quote stands in several places, and nothing says which one is meant."),
    }
    return str(reasons[code])


def _unreadable(refused: annotations.UnreadableAnnotation) -> str:
    reasons: dict[str, Any] = {
        "type": _("This is no annotation: its type is not “Annotation”."),
        "quote": _("It has no TextQuoteSelector with “exact”. A position alone cannot be checked."),
        "target": _("It must have one target with a selector."),
        "position": _("“start” and “end” of its TextPositionSelector are no numbers."),
        "text": _("“%(name)s” is no text."),
    }
    return str(reasons[refused.code] % {"name": refused.name})
