"""Articles in bulk: what would become of a row, and making it so. The file is `tables`' business.

The command, the web and the API all come through here, so a row means the same everywhere.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from claims import wording
from claims.exceptions import UnusableText
from claims.ingestion import adding, addresses, known, politeness, sources
from claims.ingestion.sources import Provenance
from claims.ingestion.tables import Row
from claims.models import Article, Origin, Outcome
from factcheck import keeping
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError, InvalidInput

LONGEST_VALUE = 100
_DAMAGE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Judged:
    """What becomes of a row. `field`, `why`, `value`: what is refused, why, and what it says.

    `fingerprint` is the same for rows of one file that mean the same article.
    """

    outcome: Outcome
    article: Article | None = None
    field: str = ""
    why: str = ""
    value: str = ""
    fingerprint: str = ""


def foresee(row: Row, *, earlier: Mapping[str, int]) -> Judged:
    """What `add` would do; nothing is written or fetched.

    `earlier`: fingerprint → line of the rows above that would be added.
    """
    try:
        judged = _foreseen(row)
    except DeskError as refused:
        return _refused(row, refused)
    line = earlier.get(judged.fingerprint)
    if line is not None and judged.outcome in (Outcome.WOULD_ADD, Outcome.WOULD_FETCH):
        why = _("It has the address or the text of line %(line)s.") % {"line": line}
        return replace(judged, outcome=Outcome.REPEATED, why=why)
    return judged


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
        return _refused(row, refused)
    return Judged(Outcome.ADDED if ingested.created else Outcome.KNOWN, ingested.article)


def _foreseen(row: Row) -> Judged:
    url, text, about = _checked(row)
    there = adding.known_text(text, **about) if text else adding.known_url(url)
    if there is not None:
        return Judged(Outcome.KNOWN, there)
    outcome = Outcome.WOULD_ADD if text else Outcome.WOULD_FETCH
    return Judged(outcome, fingerprint=_fingerprint(url, text, about))


def _fingerprint(url: str, text: str, about: Provenance) -> str:
    """By the same keys that say, when it is added, whether an article is there already."""
    if url:
        return hashlib.sha256(addresses.key(url).encode()).hexdigest()
    return known.wording_of(sources.sent(text, about).reading.text)


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


def _refused(row: Row, refused: DeskError) -> Judged:
    value = row.problem.value if row.problem else row.values.get(refused.field, "")
    return Judged(
        Outcome.REFUSED,
        field=refused.field,
        why=keeping.storable(str(refused)),
        value=wording.shortened(_DAMAGE.sub("�", value[:1000]), longest=LONGEST_VALUE),
    )
