"""Import what a test writes, as a command would."""

from typing import Any

from reviews.foreign import importing, sources
from reviews.foreign.importing import Judged
from reviews.foreign.pages import Page, Provenance
from reviews.models import ForeignCheck, ForeignOrigin
from tests.make import NOON
from tests.reviews.foreign.markup import PAGE, html, review


def came(**fields: Any) -> Provenance:
    return Provenance(**{"by": None, "now": NOON, "origin": ForeignOrigin.FILE} | fields)


def take_in(*blocks: Any, dry_run: bool = False, **fields: Any) -> list[Judged]:
    source = sources.written(html(*blocks, lang=""), name="page.html")
    return list(importing.take_in(source, came(**fields), dry_run=dry_run))


def page(url: str = PAGE, *blocks: Any) -> Page:
    source = sources.written(html(*(blocks or [review(url=url)])), name="page.html")
    return Page(url, [each.markup for each in source.found if each.markup])


def check(number: int = 1) -> ForeignCheck:
    """One that is kept, on a page of its own."""
    [judged] = take_in(review(url=f"https://facts.example/{number}"))
    return ForeignCheck.objects.get(page_id=judged.page_id)
