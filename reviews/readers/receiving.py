"""What a reader tells the desk: checked, sifted, kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput
from reviews import wording
from reviews.models import PublishedVersion, ReaderReport, ReportEvent
from reviews.reader_states import Held, ReportStatus, Told
from reviews.readers import letters, limits, sifting, telling

SHORTEST, LONGEST = 10, 5_000
LONGEST_PLACE, LONGEST_NAME, LONGEST_EMAIL = 2_000, 200, 254
SAME_WORDS = timedelta(days=30)
MARK = "/fact-checks/"
BEFORE = (ReportStatus.HELD, ReportStatus.MERGED)


class Words(TypedDict):
    """What a reader writes. `about`: the slug or the address of a fact-check; empty for a claim,
    and for an error that is in none."""

    what: str
    about: NotRequired[str]
    seen_at: NotRequired[str]
    relies_on: NotRequired[str]
    name: NotRequired[str]
    email: NotRequired[str]


@dataclass(frozen=True)
class Sending:
    """How it came: from whom (see `limits.sender`), by which form, open for how many seconds."""

    sender: str = ""
    form: UUID | None = None
    trapped: bool = False
    seconds: float | None = None


@dataclass(frozen=True)
class About:
    """The fact-check a report is about, as its reader sees it at that moment."""

    version: PublishedVersion | None = None

    @property
    def publication(self) -> int | None:
        return self.version.publication_id if self.version else None


def receive(kind: Told, *, sending: Sending, now: datetime, **words: Unpack[Words]) -> ReaderReport:
    """Keep what a reader tells; sent twice by one form, it is kept once.

    What was told before in the same words follows what became of that. Raises InvalidInput,
    TooMany.
    """
    clean = _cleaned(kind, words)
    about = found(str(words.get("about", ""))) if kind is Told.ERROR else About()
    digest = sifting.digest(kind, about.publication, what=clean["what"])
    if there := _sent_already(sending.form, digest):
        return there
    limits.check(sending.sender, now=now)
    report = ReaderReport(
        kind=kind,
        token=f"r{secrets.token_hex(16)}",
        version=about.version,
        digest=digest,
        sender=sending.sender,
        form=sending.form,
        language=get_language() or "",
        received_at=now,
        changed_at=now,
        **clean,
    )
    _sift(report, sending, now=now)
    try:
        return _kept(report, now=now)
    except IntegrityError:  # the same form, sent twice at once
        there = _sent_already(sending.form, digest)
        if there is None:
            raise
        return there


def found(about: str) -> About:
    """The newest version at an address or slug. Raises InvalidInput where there is none."""
    wanted = about.partition(MARK)[2] if MARK in about else about
    slug = wording.clean(wanted, field="about", longest=LONGEST_PLACE).partition("/")[0]
    if not slug:
        return About()
    versions = PublishedVersion.objects.filter(publication__slug=slug)
    version = versions.select_related("publication__review", "verdict").first()
    if version is None:
        raise InvalidInput(
            _(
                "There is no fact-check at this address. Copy the address of its page, or leave "
                "this empty if the error is elsewhere."
            ),
            field="about",
        )
    return About(version)


def _cleaned(kind: Told, words: Words) -> dict[str, str]:
    what = wording.clean(words["what"], field="what", longest=LONGEST)
    if len(what) < SHORTEST:
        asked = {
            Told.ERROR: _("Say in a sentence what is wrong, so that we can look it up."),
            Told.CLAIM: _("Write the claim in a sentence, as it was said."),
        }
        raise InvalidInput(asked[kind], field="what")
    bounds = {
        "seen_at": LONGEST_PLACE,
        "relies_on": LONGEST_PLACE,
        "name": LONGEST_NAME,
        "email": LONGEST_EMAIL,
    }
    given: dict[str, Any] = {name: words.get(name, "") for name in bounds}
    clean = {
        name: wording.clean(given[name], field=name, longest=longest)
        for name, longest in bounds.items()
    }
    _check_email(clean["email"])
    return {"what": what, **clean}


def _check_email(email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise InvalidInput(
            _("This is not an e-mail address. Correct it, or leave it empty."), field="email"
        ) from None


def _sent_already(form: UUID | None, digest: str) -> ReaderReport | None:
    if form is None:
        return None
    return ReaderReport.objects.filter(form=form, digest=digest).first()


def _sift(report: ReaderReport, sending: Sending, *, now: datetime) -> None:
    """Received, held back, or told before."""
    held = sifting.why_held(what=report.what, trapped=sending.trapped, seconds=sending.seconds)
    if held is None and limits.is_flood(now=now):
        held = Held.FLOOD
    same = ReaderReport.objects.filter(digest=report.digest, received_at__gt=now - SAME_WORDS)
    if held is not None:
        report.status, report.held_because = ReportStatus.HELD, held
    elif before := same.exclude(status__in=BEFORE).order_by("pk").first():
        report.status, report.duplicate_of = ReportStatus.MERGED, before
    elif aside := same.filter(status=ReportStatus.HELD).first():
        report.status, report.held_because = ReportStatus.HELD, aside.held_because
    else:
        report.status = ReportStatus.RECEIVED


@transaction.atomic
def _kept(report: ReaderReport, *, now: datetime) -> ReaderReport:
    report.save(force_insert=True)
    kind = ReportEvent.Kind.RECEIVED
    ReportEvent.objects.create(report=report, kind=kind, to=report.status, at=now)
    if report.state is ReportStatus.RECEIVED:
        telling.disputed(report, now=now)
    if report.state is not ReportStatus.HELD:
        letters.received(report, now=now)
    return report
