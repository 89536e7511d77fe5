"""Passages of a rationale: found when a thread is opened, and again in every later rationale."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from claims import anchoring
from claims.anchoring import Result
from factcheck.exceptions import InvalidInput
from reviews.models import Thread

LONGEST = 2_000
# What Markdown puts between words, or inside of them, and a reader does not see.
UNSEEN = r"[\s*_`~>#|\[\\]*"
_LINK = r"(?:\]\([^()\s]*\))?"
WORD = re.compile(r"\w+|[^\w\s]")

Span = tuple[int, int]


def locate(rationale: str, *, quote: str, number: int = 1) -> Span:
    """Where `quote` stands in the Markdown, in code points; `number` counts from 1 if it repeats.

    Words are matched as a reader selects them: emphasis, white space and the addresses of links
    between them do not count. Raises InvalidInput.
    """
    words = WORD.findall(quote)
    if not words:
        raise InvalidInput(_("Select the words that the comment is about."), field="quote")
    if len(quote) > LONGEST:
        raise InvalidInput(
            _("Select fewer words: a comment is about %(n)s characters at most.") % {"n": LONGEST},
            field="quote",
        )
    pattern = (UNSEEN + _LINK + UNSEEN).join(map(re.escape, words))
    found = [match.span() for match in re.finditer(pattern, rationale)]
    if not found:
        raise InvalidInput(
            _("These words do not stand in the rationale as it is now. Select them again."),
            field="quote",
        )
    return found[min(max(number, 1), len(found)) - 1]


def checked(rationale: str, *, start: int, end: int, quote: str) -> Span:
    """A place somebody measured themselves, in code points. Raises InvalidInput."""
    if not 0 <= start < end <= len(rationale) or end - start > LONGEST:
        raise InvalidInput(
            _("The rationale has %(n)s characters; this place is none of it.")
            % {"n": len(rationale)},
            field="start",
        )
    if quote and rationale[start:end] != quote:
        raise InvalidInput(
            _("The rationale says something else at these characters: it was changed."),
            field="quote",
        )
    return start, end


def places(threads: Iterable[Thread], rationale: str) -> dict[int, Span | None]:
    """Where the passage of each thread stands in the `rationale`; None where its words are gone.

    A place counts if the words are the same and there is only one that they can have gone to.
    """
    compared: dict[str, anchoring.Comparison] = {}
    found: dict[int, Span | None] = {}
    for thread in threads:
        if thread.start is None or thread.end is None:
            continue
        if thread.upon == rationale:
            found[thread.pk] = (thread.start, thread.end)
            continue
        if not rationale:
            found[thread.pk] = None
            continue
        if thread.upon not in compared:
            compared[thread.upon] = anchoring.Comparison(thread.upon, rationale)
        found[thread.pk] = _followed(compared[thread.upon], thread.start, thread.end)
    return found


def _followed(comparison: anchoring.Comparison, start: int, end: int) -> Span | None:
    outcome = comparison.follow(start, end)
    if outcome.start is not None and outcome.end is not None:
        return outcome.start, outcome.end
    if outcome.result is Result.MOVED and len(outcome.suggestions) == 1:
        return outcome.suggestions[0].start, outcome.suggestions[0].end
    return None
