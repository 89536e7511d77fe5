"""Serve what readers ask for most from bytes that were rendered before, and never a stale one.

A page shows an immutable version and, beside it, what is true now: a flag, the health of each
source, copies in archives. `look` reads all of that and the bytes kept for the form in one question
(the function `reviews_look` of migration 0022). The tag is a digest over what it read; the kept
bytes are served while they bear the same tag, else they are rendered anew. So nothing has to be
thrown away when something changes, and no flag comes late.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from factcheck.variables import BASE_DIR
from reviews.models import Rendition
from reviews.publishing import reading, versions

LOOK = """
SELECT publication_id, number, digest, kind, reason, retracted, state, kept_tag, kept_body
FROM reviews_look(%s, %s)
"""
ROUNDS = 3  # of rendering, while what is shown changes faster than it renders
SHOWN_BY = ("templates", "reviews", "factcheck/static", "factcheck/locale")
SUFFIXES = {".html", ".py", ".mo", ".css", ".js", ".svg"}


@dataclass(frozen=True)
class Look:
    """What is true now of a publication, and what is kept of it in `form`."""

    slug: str
    form: str
    publication_id: int
    number: int
    """of the latest version"""
    digest: str
    kind: str
    reason: str
    retracted: bool
    state: str
    kept_tag: str | None
    kept_body: str | None

    @property
    def etag(self) -> str:
        return f'"{self.tag}"'

    @property
    def tag(self) -> str:
        """32 hex digits over all that is shown: the publication, the desk, and the code."""
        desk = (settings.SITE_URL, settings.SITE_NAME, settings.CONTACT_EMAIL)
        more = (self.form, self.digest, self.state, desk, settings.PUBLIC_CONTEXT_CHARACTERS)
        return hashlib.sha256(repr((release(), more)).encode()).hexdigest()[:32]


def look(slug: str, *, form: str) -> Look:
    """Raises NothingHere. One query."""
    if "\0" in slug:  # PostgreSQL would refuse the very question
        raise reading.NothingHere(versions.nowhere())
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [slug, form])
        row = cursor.fetchone()
    if row is None:
        raise reading.NothingHere(versions.nowhere())
    return Look(slug, form, *row)


def check_not_retracted(found: Look) -> None:
    """Raises Retracted."""
    if found.retracted:
        raise reading.Retracted(
            _("This verdict was retracted: %(reason)s") % {"reason": found.reason}
        )


def body(
    found: Look, *, render: Callable[[reading.Page], str], now: datetime, number: int | None = None
) -> tuple[str, bytes]:
    """The ETag and the bytes of the latest version, or of version `number`.

    What is rendered is kept only if nothing has changed meanwhile: otherwise bytes of a later state
    would lie under the tag of an earlier one. Raises NothingHere, and what `render` raises.
    """
    if found.kept_tag == found.tag and found.kept_body is not None and not settings.DEBUG:
        return found.etag, found.kept_body.encode()
    text = ""
    for _round in range(ROUNDS):
        text = render(reading.page(found.slug, number=number))
        after = look(found.slug, form=found.form)
        if after.tag == found.tag:
            _keep(found, text, now)
            break
        found = after
    return found.etag, text.encode()


def keys(slug: str, number: int) -> list[str]:
    """The names by which a proxy forgets: the fact-check, and this version of it. ASCII."""
    return [f"fact-check/{quote(slug)}", f"fact-check/{quote(slug)}/v/{number}"]


@cache
def release() -> str:
    """A digest over the files that pages are made of: after an upgrade everything renders anew."""
    digest = hashlib.sha256()
    for place in SHOWN_BY:
        for path in sorted(_files(BASE_DIR / place)):
            digest.update(str(path.relative_to(BASE_DIR)).encode() + path.read_bytes())
    return digest.hexdigest()


def _files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.suffix in SUFFIXES and path.is_file()]


def _keep(found: Look, text: str, now: datetime) -> None:
    made = Rendition(
        publication_id=found.publication_id, form=found.form, tag=found.tag, body=text, made_at=now
    )
    Rendition.objects.bulk_create(
        [made],
        update_conflicts=True,
        unique_fields=["publication", "form"],
        update_fields=["tag", "body", "made_at"],
    )
