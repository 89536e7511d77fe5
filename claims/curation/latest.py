"""What people did to an article's claims lately: news for others, and a step back for oneself."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.db.models import Max
from django.utils.translation import gettext as _

from claims import permissions
from claims.curation import bulk, undoing
from claims.exceptions import NothingToUndo
from claims.models import Change, ChangeKind
from claims.models.change import ChangeQuerySet
from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput

SETTLES = timedelta(seconds=20)
"""Numbers are given when a change is written, and seen when its transaction ends: a lower number
may turn up after a higher one, but not later than this."""
MOST = 500  # numbers above the mark; whoever has more of them reloads the page
_WRITTEN = re.compile(r"\d{1,18}(\.\d{1,18})*", re.ASCII)


@dataclass(frozen=True)
class Seen:
    """Which changes somebody has seen: all up to `mark`, and those of `above`.

    Written `120.123.124`.
    """

    mark: int = 0
    above: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is any change."""
        return bool(self.mark or self.above)

    def __str__(self) -> str:
        return ".".join(map(str, [self.mark, *sorted(self.above)]))

    @classmethod
    def of(cls, written: str) -> Self:
        """Raises InvalidInput for what `str` of this class did not make."""
        if not _WRITTEN.fullmatch(written):
            raise InvalidInput(_("Send as “after” what the last answer gave."), field="after")
        mark, *above = map(int, written.split("."))
        if len(above) > MOST:
            raise InvalidInput(_("That is too much to catch up with; reload."), field="after")
        return cls(mark, frozenset(above))


def since(article_id: int, seen: Seen, *, now: datetime) -> tuple[list[Change], Seen]:
    """The changes of an article's claims that are not in `seen`, and what is seen after them.

    Each change is told once, however late its transaction ended (see SETTLES).
    """
    changes = list(_of(article_id).filter(pk__gt=seen.mark).select_related("by").order_by("pk"))
    settled = [each.pk for each in changes if each.at < now - SETTLES]
    mark = max(settled, default=seen.mark)
    above = frozenset(each.pk for each in changes if each.pk > mark)
    return [each for each in changes if each.pk not in seen.above], Seen(mark, above)


def newest(article_id: int, *, now: datetime) -> Seen:
    """What somebody has seen who reads the article's claims now."""
    changes, settled = _of(article_id), now - SETTLES
    above: list[int] = []
    for pk, at in changes.order_by("-pk").values_list("pk", "at")[: MOST + 1]:
        if at < settled:
            return Seen(pk, frozenset(above))
        above.append(pk)
    mark = 0  # all of them are new, or there are more new ones than are told one by one
    if len(above) > MOST:
        mark = changes.filter(at__lt=settled).aggregate(mark=Max("pk", default=0))["mark"]
    return Seen(mark, frozenset(pk for pk in above[:MOST] if pk > mark))


def undo_mine(article_id: int, *, by: User, now: datetime) -> tuple[int, ...]:
    """Take back the last step of `by` on this article, wherever it was; again for the one before.

    A decision on several claims is one step. Returns the claims it was done to. Raises NotAllowed,
    NothingToUndo, AlreadyDecided where somebody changed the claim since, and as `undo` does.
    """
    permissions.check_may_curate(by)
    whole_again = Change.objects.filter(kind=ChangeKind.CUT, undone_by__isnull=False)
    mine = _of(article_id).standing().filter(by=by).exclude(claim__in=whole_again.values("other"))
    latest = mine.order_by("-pk").first()
    if latest is None:
        raise NothingToUndo(_("There is nothing of yours to undo in this article."))
    if latest.batch:
        made = bulk.undo_batch(latest.batch, by=by, now=now)
        if not made.done:
            raise made.refused[0].error
        return made.done
    return (undoing.undo(latest.claim_id, by=by, now=now, only=latest.pk).pk,)


def _of(article_id: int) -> ChangeQuerySet:
    return Change.objects.filter(claim__article=article_id)
