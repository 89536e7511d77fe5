"""Import what a source holds: page by page, each refusal with its reason, the rest kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factcheck.exceptions import InvalidInput
from reviews.foreign import pages
from reviews.foreign.finding import Found
from reviews.foreign.pages import Became, Page, Provenance
from reviews.foreign.reading import Markup
from reviews.foreign.sources import Source
from reviews.models import ForeignPage


@dataclass(frozen=True)
class Judged:
    """`number` and `where` as in `Found`; `page_id` is None where nothing was written."""

    number: int
    where: str
    became: Became
    url: str = ""
    claim: str = ""
    why: str = ""
    field: str = ""
    notes: tuple[str, ...] = ()
    page_id: int | None = None


def take_in(source: Source, came: Provenance, *, dry_run: bool = False) -> Iterator[Judged]:
    """Each review with what became of it: those of one page together, in one transaction.

    A page's reviews are replaced by those the source has for it. Interrupted and started again it
    does no harm. Raises NotAllowed.
    """
    pages.check_may_import(came.by)
    for url, found in _by_page(source.found).items():
        if not url:
            yield from map(_refused, found)
            continue
        kept = [each for each in found if each.markup is not None]
        yield from _taken(url, _without_repeats(kept), came, dry_run=dry_run)
        yield from _repeated(kept)


def counts(judged: Iterable[Judged]) -> dict[str, int]:
    """How many became what; every word is there."""
    found = Counter(each.became for each in judged)
    return {str(word): found[word] for word in Became}


def _by_page(found: Iterable[Found]) -> dict[str, list[Found]]:
    """In the order in which pages come first; under "" what is no review."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        url = each.markup.page_url if each.markup is not None else ""
        groups.setdefault(url, []).append(each)
    return groups


def _taken(url: str, found: list[Found], came: Provenance, *, dry_run: bool) -> Iterator[Judged]:
    page = Page(url, [each.markup for each in found if each.markup is not None])
    try:
        page_id, became = _foreseen(page) if dry_run else _written(page, came)
    except InvalidInput as refused:
        for each in found:
            yield _refused(replace(each, why=str(refused), field=refused.field))
        return
    for each in found:
        yield _judged(each, became, page_id=page_id)


def _written(page: Page, came: Provenance) -> tuple[int | None, Became]:
    row, became = pages.put(page, came)
    return row.pk, became


def _foreseen(page: Page) -> tuple[int | None, Became]:
    pages.check_foreign(page.url)
    row = ForeignPage.objects.filter(url=page.url).first()
    if row is None:
        return None, Became.ADDED
    return row.pk, Became.UNCHANGED if pages.same(row, page) else Became.CHANGED


def _without_repeats(found: list[Found]) -> list[Found]:
    return list({_same(each.markup): each for each in reversed(found)}.values())[::-1]


def _repeated(found: list[Found]) -> Iterator[Judged]:
    seen = set()
    for each in found:
        if (key := _same(each.markup)) in seen:
            yield _judged(each, Became.REPEATED)
        seen.add(key)


def _same(markup: Markup | None) -> tuple[str, str]:
    assert markup is not None, "only what could be read is compared"
    return markup.url, markup.claim


def _refused(found: Found) -> Judged:
    url = found.markup.url if found.markup is not None else ""
    return Judged(
        found.number,
        found.where,
        Became.REFUSED,
        url=url,
        claim=found.said,
        why=found.why,
        field=found.field,
    )


def _judged(found: Found, became: Became, *, page_id: int | None = None) -> Judged:
    markup = found.markup
    assert markup is not None, "what could not be read is refused"
    return Judged(
        found.number,
        found.where,
        became,
        url=markup.url,
        claim=markup.claim,
        notes=markup.notes,
        page_id=page_id,
    )
