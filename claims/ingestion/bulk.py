"""Articles in bulk: what would become of a row, and making it so. The file is `tables`' business.

The command, the web and the API all come through here, so a row means the same everywhere.
"""

import hashlib
from datetime import date, datetime

from django.utils.translation import gettext as _

from claims.exceptions import UnusableText
from claims.ingestion import adding, addresses, judging, known, politeness, sources
from claims.ingestion.judging import Judged
from claims.ingestion.sources import Provenance
from claims.ingestion.tables import Row
from claims.models import Origin, Outcome
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError, InvalidInput


def foresee(row: Row) -> Judged:
    """What `add` would do, the other rows apart; nothing is written or fetched."""
    try:
        return _foreseen(row)
    except DeskError as refused:
        return judging.refused(row, refused)


def add(row: Row, *, by: User | None, now: datetime) -> Judged:
    """Add the article of one row, or say why not. What is there already stays as it is.

    Never raises for what a row holds. A row without a text is fetched.
    """
    try:
        url, text, about = _checked(row)
        if text:
            ingested = adding.ingest_text(text, by=by, now=now, origin=Origin.BULK, **about)
        else:
            if adding.known_url(url) is None:
                politeness.wait_for(url)
            ingested = adding.ingest_url(url, by=by, now=now, origin=Origin.BULK)
    except DeskError as refused:
        return judging.refused(row, refused)
    return Judged(Outcome.ADDED if ingested.created else Outcome.KNOWN, ingested.article)


def _foreseen(row: Row) -> Judged:
    url, text, about = _checked(row)
    there = adding.known_text(text, **about) if text else adding.known_url(url)
    if there is not None:
        return Judged(Outcome.KNOWN, there)
    # by the keys that say, when it is added, whether an article is there already
    return Judged(
        Outcome.WOULD_ADD if text else Outcome.WOULD_FETCH,
        fingerprint=hashlib.sha256(addresses.key(url).encode()).hexdigest() if url else "",
        wording=known.wording_of(sources.sent(text, about).reading.text) if text else "",
    )


def _checked(row: Row) -> tuple[str, str, Provenance]:
    """Address, text and what is said about it. Raises DeskError, with the field at fault."""
    if row.problem is not None:
        raise InvalidInput(row.problem.why, field=row.problem.field)
    values = {name: value.strip() for name, value in row.values.items()}
    url, text = values.pop("url", ""), values.pop("text", "")
    if not url and not text:
        raise UnusableText(_("This row has neither an address nor a text."), field="text")
    about: Provenance = {
        "url": url,
        "title": values.get("title", ""),
        "author": values.get("author", ""),
        "publisher": values.get("publisher", ""),
        "language": values.get("language", ""),
        "published_on": _date(values.get("published_on", "")),
    }
    return url, text, about


def _date(value: str) -> date | None:
    """2026-03-01, alone or before a time; other spellings mean different days to different people.

    Raises InvalidInput.
    """
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise InvalidInput(
            _("Write the day as year-month-day, such as 2026-03-01."), field="published_on"
        ) from error
