"""Entries of a feed: seen, and made into articles one by one."""

import contextlib
import html
from datetime import datetime

import regex as re
from django.db import transaction
from django.utils.translation import gettext as _

from claims.exceptions import UnusableText
from claims.ingestion import adding, leases, pacing, politeness
from claims.ingestion.adding import Ingested
from claims.ingestion.formats import html as web_page
from claims.ingestion.formats.plain import LONGEST_TEXT
from claims.ingestion.syndication import Document, Entry
from claims.models import Article, EntryState, Feed, FeedEntry, Origin
from factcheck import keeping
from factcheck.exceptions import DeskError

FEWEST_LETTERS = 500
"""A text in a feed with fewer is taken for a summary. Chinese says the same in a third of them."""

_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|read more|continue reading|weiterlesen|lire la suite|leer más)\W*$",
    re.IGNORECASE,
)
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def record(feed: Feed, document: Document, *, now: datetime) -> int:
    """Write down what is new in a feed, and which entries changed; returns how many are new.

    Must run inside the transaction that holds the feed.
    """
    known = {
        each.key: each
        for each in feed.entries.filter(key__in=[entry.key for entry in document.entries])
    }
    new = [_row(feed, entry, now=now) for entry in document.entries if entry.key not in known]
    FeedEntry.objects.bulk_create(new, batch_size=200)
    for entry in document.entries:
        if entry.key in known and _is_newer(entry, known[entry.key]):
            _note_change(known[entry.key], entry, now=now)
    return len(new)


def ingest_next(feed: Feed, *, now: datetime) -> FeedEntry | None:
    """Make an article of the entry of `feed` that is due first; None where none is due.

    The try is counted first: an entry that ends its worker comes again after the others, and not
    for ever. Then network and article, then what became of it, if the feed is still ours. A worker
    killed in between is followed by one that takes the article there for what it is. Raises
    StaleLease.
    """
    due = feed.entries.waiting().filter(next_try_at__lte=now)
    entry = due.order_by("next_try_at", "-published_at", "pk").first()
    if entry is None:
        return None
    _count(entry, feed, now=now)
    try:
        ingested = _ingest(entry, now=now)
    except DeskError as refused:
        entry.state, entry.why = EntryState.REFUSED, keeping.storable(str(refused))
        entry.next_try_at = pacing.entry_again(now, tries=entry.tries)
    else:
        _settle(entry, ingested)
    with transaction.atomic():
        leases.hold(feed)
        entry.save()
    return entry


@transaction.atomic
def _count(entry: FeedEntry, feed: Feed, *, now: datetime) -> None:
    """One try more; where it is never heard of, another worker may have the next."""
    leases.hold(feed)
    entry.tries += 1
    again = pacing.entry_again(now, tries=entry.tries) is not None
    entry.next_try_at = now + leases.DURATION if again else None
    if not again:
        entry.state = EntryState.REFUSED
        entry.why = _("Reading this entry broke off %(times)s times, so it was left out.") % {
            "times": entry.tries
        }
    entry.save(update_fields=["tries", "next_try_at", "state", "why"])


def _ingest(entry: FeedEntry, *, now: datetime) -> Ingested:
    """The page behind the entry; where it cannot be read, the article in the feed itself."""
    if not entry.url:
        return _ingest_content(entry, now=now)
    try:
        if adding.known_url(entry.url) is None:
            politeness.wait_for(entry.url)
        return adding.ingest_url(entry.url, by=None, now=now, origin=Origin.FEED)
    except DeskError as unreadable:
        try:
            return _ingest_content(entry, now=now)
        except DeskError:
            raise unreadable from None


def _ingest_content(entry: FeedEntry, *, now: datetime) -> Ingested:
    page = _page(entry)
    text = _text(page) if entry.content.strip() else ""
    letters = sum(map(str.isalpha, text)) + 2 * len(_DENSE.findall(text))
    if letters < FEWEST_LETTERS or _CUT_OFF.search(text[-200:]):
        raise UnusableText(
            _("The feed holds a summary at most, and no address of the whole article.")
        )
    return adding.ingest_text(
        page,
        by=None,
        now=now,
        origin=Origin.FEED,
        url=entry.url,
        title=entry.title,
        author=entry.author,
        published_on=entry.published_at.date() if entry.published_at else None,
    )


def _text(page: str) -> str:
    """Nothing where a line or two are no article to the reader of pages."""
    with contextlib.suppress(UnusableText):
        return web_page.read(page).text
    return ""


def _page(entry: FeedEntry) -> str:
    """The content as a page of its own, so that the reader of pages takes the text out of it."""
    title = html.escape(entry.title)
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><article>{entry.content}</article></body></html>"


def _settle(entry: FeedEntry, ingested: Ingested) -> None:
    entry.article, entry.why, entry.content = ingested.article, "", ""
    ours = ingested.created or _is_left_by_a_killed_worker(entry, ingested.article)
    entry.state = EntryState.INGESTED if ours else EntryState.KNOWN
    entry.next_try_at = None


def _is_left_by_a_killed_worker(entry: FeedEntry, article: Article) -> bool:
    made_since = article.origin == Origin.FEED and article.created_at >= entry.seen_at
    return made_since and not article.feed_entries.exists()


def _row(feed: Feed, entry: Entry, *, now: datetime) -> FeedEntry:
    return FeedEntry(
        feed=feed,
        key=entry.key,
        url=entry.url,
        title=entry.title,
        author=entry.author,
        content=entry.content if len(entry.content) <= 4 * LONGEST_TEXT else "",
        published_at=entry.published_at,
        updated_at=entry.updated_at,
        next_try_at=now,
        seen_at=now,
    )


def _is_newer(entry: Entry, row: FeedEntry) -> bool:
    if entry.updated_at is None:
        return False
    before = row.updated_at or row.published_at
    return before is None or entry.updated_at > before


def _note_change(row: FeedEntry, entry: Entry, *, now: datetime) -> None:
    """The article is marked for being fetched again; what was refused gets another chance."""
    row.updated_at = entry.updated_at
    if row.article_id:
        row.seen_updated_at = now
    else:
        row.url, row.title = entry.url or row.url, entry.title or row.title
        row.content = entry.content if len(entry.content) <= 4 * LONGEST_TEXT else ""
        row.tries, row.next_try_at = 0, now
    row.save()
