"""Write, replace and forget a page of another publisher, with all reviews on it at once."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput
from reviews import permissions
from reviews.foreign import values
from reviews.foreign.reading import Markup
from reviews.models import ForeignCheck, ForeignOrigin, ForeignPage

NOT_STORED = ("publisher", "publisher_image", "notes")
SEARCHED = 10_000
"""Characters of one review by which it can be found."""


class Became(StrEnum):
    """What became of one review. `REPEATED`: the same review stood before it in the source."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"
    REFUSED = "refused"


class AlreadyThere(Conflict):
    """This page was imported before."""

    code = "already-there"


class StaleVersion(Conflict):
    """Somebody replaced the page since it was read."""

    code = "stale-version"


@dataclass(frozen=True)
class Page:
    """The reviews of one page: at least one, each with this `url` and perhaps a place on it."""

    url: str
    markups: Sequence[Markup]

    @property
    def own(self) -> dict[str, Any]:
        first = self.markups[0]
        return {
            "url": self.url,
            "site": values.site(self.url),
            "publisher": first.publisher,
            "publisher_image": first.publisher_image,
            "published_on": first.reviewed_on,
        }


@dataclass(frozen=True)
class Provenance:
    """Who brought it in, when, and from where; `by` is None for a command."""

    by: User | None
    now: datetime
    origin: ForeignOrigin
    at: str = ""


def check_may_import(by: User | None) -> None:
    """Readers see these under their publisher's name, so an editor answers for them."""
    if by is not None:
        permissions.check_at_least(by, Role.EDITOR, to_do=_("import fact-checks of others"))


def check_foreign(url: str) -> None:
    """Raises InvalidInput for a page of this desk: what we publish comes from us alone."""
    if values.site(url) == values.site(settings.SITE_URL):
        raise InvalidInput(
            _("%(url)s is a page of this desk. Fact-checks of others are imported here.")
            % {"url": url},
            field="url",
        )


@transaction.atomic
def create(page: Page, came: Provenance) -> ForeignPage:
    """Raises AlreadyThere, InvalidInput, NotAllowed."""
    check_may_import(came.by)
    check_foreign(page.url)
    row, made = ForeignPage.objects.get_or_create(url=page.url, defaults=_new(page, came))
    if not made:
        raise AlreadyThere(
            _("%(url)s was imported before. Replace the page instead.") % {"url": page.url},
            field="url",
        )
    _fill(row, page, today=came.now.date())
    return row


@transaction.atomic
def put(page: Page, came: Provenance) -> tuple[ForeignPage, Became]:
    """Write the page, or bring it up to date where something changed.

    Of two imports at once the second waits for the row, then compares.

    Raises InvalidInput, NotAllowed.
    """
    check_may_import(came.by)
    check_foreign(page.url)
    row, made = ForeignPage.objects.get_or_create(url=page.url, defaults=_new(page, came))
    if made:
        _fill(row, page, today=came.now.date())
        return row, Became.ADDED
    row = ForeignPage.objects.select_for_update().get(pk=row.pk)
    if same(row, page):
        return row, Became.UNCHANGED
    _overwrite(row, page, came)
    return row, Became.CHANGED


@transaction.atomic
def replace(pk: int, page: Page, came: Provenance, *, version: int | None) -> ForeignPage:
    """Everything on page `pk`, if it is still at `version` (None: whatever it is at).

    Raises ForeignPage.DoesNotExist, StaleVersion, AlreadyThere, InvalidInput, NotAllowed.
    """
    check_may_import(came.by)
    check_foreign(page.url)
    row = ForeignPage.objects.select_for_update().get(pk=pk)
    if version is not None and version != row.version:
        raise StaleVersion(
            _("The page is at version %(now)s, not %(sent)s. Read it again, then replace that.")
            % {"now": row.version, "sent": version},
            field="versionId",
        )
    if ForeignPage.objects.filter(url=page.url).exclude(pk=pk).exists():
        raise AlreadyThere(
            _("%(url)s was imported as another page.") % {"url": page.url}, field="url"
        )
    _overwrite(row, page, came)
    return row


@transaction.atomic
def forget(pk: int, *, by: User) -> None:
    """Raises ForeignPage.DoesNotExist, NotAllowed."""
    check_may_import(by)
    ForeignPage.objects.select_for_update().get(pk=pk).delete()


def same(row: ForeignPage, page: Page) -> bool:
    """Whether an import would change nothing that is told of the page."""
    if any(getattr(row, name) != value for name, value in page.own.items()):
        return False
    stored = [_told(each) for each in row.checks.defer("words")]
    today = row.imported_at.date()
    return stored == [_told(each) for each in _checks(row, page, today=today)]


def _new(page: Page, came: Provenance) -> dict[str, Any]:
    times = {"imported_at": came.now, "changed_at": came.now}
    return page.own | times | {"origin": came.origin, "found_at": came.at, "imported_by": came.by}


def _overwrite(row: ForeignPage, page: Page, came: Provenance) -> None:
    for name, value in page.own.items():
        setattr(row, name, value)
    row.version += 1
    row.origin, row.found_at, row.imported_by = came.origin, came.at, came.by
    row.changed_at = came.now
    row.save()
    row.checks.all().delete()
    _fill(row, page, today=row.imported_at.date())


def _fill(row: ForeignPage, page: Page, *, today: date) -> None:
    ForeignCheck.objects.bulk_create(_checks(row, page, today=today))


def _checks(row: ForeignPage, page: Page, *, today: date) -> list[ForeignCheck]:
    """`today`: the day of the review where the publisher does not tell it."""
    names = [each.name for each in fields(Markup) if each.name not in NOT_STORED]
    return [
        ForeignCheck(
            page=row,
            position=position,
            **{name: getattr(markup, name) for name in names}
            | {"reviewed_on": markup.reviewed_on or today, "searchable": _searchable(markup)},
        )
        for position, markup in enumerate(page.markups)
    ]


def _searchable(markup: Markup) -> str:
    said = [markup.claim, markup.claimant, markup.publisher, markup.explanation]
    return "\n".join(said)[:SEARCHED]


def _told(check: ForeignCheck) -> dict[str, Any]:
    meta = check._meta  # noqa: SLF001 - public, says the documentation
    told = [each for each in meta.concrete_fields if not each.primary_key and not each.generated]
    return {each.attname: getattr(check, each.attname) for each in told}
