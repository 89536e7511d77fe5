"""Publish and retract: the only writers of publications and their versions."""

import hashlib
from datetime import datetime
from typing import TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput
from reviews import checklist, events, permissions, workflow
from reviews.exceptions import InvalidTransition, NotReady, ReasonNeeded
from reviews.models import (
    ChangeKind,
    Policy,
    Publication,
    PublishedVersion,
    ReaderReport,
    Review,
    Trigger,
    Verdict,
    VerdictState,
)
from reviews.publishing import claimreview_rules, differing
from reviews.publishing import document as documents
from reviews.publishing.claimreview import Json, Site, Unmarkable, claimreview
from reviews.publishing.document import Edition
from reviews.states import TRANSITIONS, Status

CHANGES = (ChangeKind.CORRECTION, ChangeKind.UPDATE)
REPORTED = (Trigger.READER, Trigger.SUBJECT)  # what may name a reader's report


class Change(TypedDict, total=False):
    """What is told of a new version: `kind` is a correction (the default) or an update, `reason`
    what changed, `trigger` what made us look, `report` the reader's report that did."""

    reason: str
    kind: ChangeKind | None
    trigger: Trigger | None
    report: int | None


@transaction.atomic
def publish(
    review_id: int, *, by: User, now: datetime, **change: Unpack[Change]
) -> PublishedVersion:
    """Write the next version of an approved review and make it public.

    From the second version on readers are told of the `change`, whose reason is needed then. Of two
    people at once the second waits for the lock, then gets Conflict. Raises NotAllowed,
    InvalidTransition, NotReady, ReasonNeeded, InvalidInput too.
    """
    review = workflow.locked(review_id)
    _check_may_publish(review, by)
    verdict = _approved(review)
    checklist.check(review, verdict)
    publication = _publication(review, now)
    before = publication.versions.first()
    edition = _edition(publication, before, change, now=now)
    policy = checklist.ruling_policy()
    content = documents.build(verdict, edition, policy=policy, by=by)
    content["changes"] = differing.changes(before.content, content) if before else []
    version = _write(publication, edition, content, verdict=verdict, policy=policy, by=by)
    _show(publication, version, content)
    workflow.move(review.pk, to=Status.PUBLISHED, by=by, now=now, reason=edition.reason)
    events.record(
        review,
        kind=events.Kind.PUBLISHED,
        by=by,
        at=now,
        version=version.number,
        change=version.kind,
        digest=version.digest,
        **edition.cause,
    )
    return version


@transaction.atomic
def retract(
    review_id: int, *, by: User, now: datetime, **change: Unpack[Change]
) -> PublishedVersion:
    """Take the verdict back. Its page stays and says why; programs are told it is gone.

    Also while a correction is being written: its draft waits for a later reopening.
    Raises NotAllowed, InvalidTransition, NotReady, ReasonNeeded, Conflict.
    """
    review = workflow.locked(review_id)
    pages = Publication.objects.select_for_update().filter(review=review, retracted_at=None)
    changed = pages.update(retracted_at=now)  # first: the move looks whether the page says so
    reason = change.get("reason", "").strip()
    review = workflow.move(review_id, to=Status.RETRACTED, by=by, now=now, reason=reason)
    if not changed:  # reopened after a retraction
        raise Conflict(
            _("This verdict is retracted already. Publish a correction, or close the review.")
        )
    publication = Publication.objects.get(review=review)
    latest = publication.versions.select_related("verdict", "policy", "scale")[0]
    change["kind"] = ChangeKind.RETRACTION
    edition = _edition(publication, latest, change, now=now)
    before = latest.content
    content = before | edition.fields(rating=before["rating"]) | {"changes": []}
    version = _write(
        publication, edition, content, verdict=latest.verdict, policy=latest.policy, by=by
    )
    publication.latest, publication.changed_at = version, now
    publication.save(update_fields=["latest", "changed_at"])
    events.record(
        review,
        kind=events.Kind.RETRACTED,
        by=by,
        at=now,
        version=version.number,
        digest=version.digest,
        reason=reason,
        **edition.cause,
    )
    return version


def site() -> Site:
    return Site(url=settings.SITE_URL, name=settings.SITE_NAME)


def _check_may_publish(review: Review, by: User) -> None:
    permissions.check_at_least(by, Role.EDITOR, to_do=_("publish"))
    if review.state is Status.PUBLISHED:
        raise Conflict(_("This review has been published already. Open the page to see it."))
    step = TRANSITIONS.get((review.state, Status.PUBLISHED))
    if step is None:
        raise InvalidTransition(
            _("A review that is “%(now)s” cannot be published; it has to be approved first.")
            % {"now": review.state.label}
        )
    permissions.check_may_move(by, review, move=step)


def _approved(review: Review) -> Verdict:
    people = ("author", "approver", "rating__scale", "review__claim__article")
    verdict = review.verdicts.filter(state=VerdictState.APPROVED).select_related(*people).first()
    if verdict is None:
        raise NotReady(_("No verdict of this review was approved by a second person."))
    return verdict


def _publication(review: Review, now: datetime) -> Publication:
    """Under the review's lock, so that nobody makes a second one meanwhile."""
    slug = documents.slug(review.claim.statement, number=review.pk)
    defaults = {"slug": slug, "first_published_at": now, "changed_at": now}
    Publication.objects.get_or_create(review=review, defaults=defaults)
    return Publication.objects.select_for_update().get(review=review)


def _edition(
    publication: Publication, latest: PublishedVersion | None, change: Change, *, now: datetime
) -> Edition:
    """The numbers of the next version. Raises ReasonNeeded, InvalidInput."""
    reason = change.get("reason", "").strip()
    trigger, report = change.get("trigger"), change.get("report")
    if latest is None:
        kind, number, history = ChangeKind.PUBLISHED, 1, []
        trigger = report = None
    else:
        kind, number = change.get("kind") or ChangeKind.CORRECTION, latest.number + 1
        history = latest.content["history"]
        _check_change(kind, reason)
        _check_cause(trigger, report, of=publication)
    return Edition(
        slug=publication.slug,
        number=number,
        kind=kind,
        reason=reason,
        at=now,
        first_at=publication.first_published_at,
        history=history,
        trigger=trigger,
        report=report,
    )


def _check_cause(trigger: Trigger | None, report: int | None, *, of: Publication) -> None:
    if report is None:
        return
    if trigger not in REPORTED:
        raise InvalidInput(
            _("Only a change that a report led to can name one; choose what led to it."),
            field="trigger",
        )
    about = Q(version__publication=of) | Q(version=None)
    if not ReaderReport.objects.filter(about, pk=report).exists():
        raise InvalidInput(
            _("No reader’s report on this fact-check has the number %(number)s.")
            % {"number": report},
            field="report",
        )


def _check_change(kind: ChangeKind, reason: str) -> None:
    if kind not in (*CHANGES, ChangeKind.RETRACTION):
        raise InvalidInput(
            _("Say whether this version is a correction or an update."), field="kind"
        )
    if not reason:
        raise ReasonNeeded(
            _("Write what changed since the last version; readers see it on the page."),
            field="reason",
        )


def _write(
    publication: Publication,
    edition: Edition,
    content: Json,
    *,
    verdict: Verdict,
    policy: Policy,
    by: User,
) -> PublishedVersion:
    assert verdict.rating is not None
    text = documents.canonical(content)
    return PublishedVersion.objects.create(
        publication=publication,
        number=edition.number,
        verdict=verdict,
        kind=edition.kind,
        reason=edition.reason,
        trigger=edition.trigger or "",
        report=edition.report,
        document=text,
        claimreview=_markup(content, edition.kind),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        policy=policy,
        scale=verdict.rating.scale,
        published_by=by,
        published_at=edition.at,
    )


def _markup(content: Json, kind: ChangeKind) -> str:
    """A retracted verdict is marked up no more: search engines should forget it."""
    if kind is ChangeKind.RETRACTION:
        return "{}"
    try:
        made = claimreview(content, site=site())
        claimreview_rules.refuse(made)
        return documents.canonical(made)
    except Unmarkable as error:
        raise InvalidInput(
            _("This verdict cannot be published as a ClaimReview. %(why)s") % {"why": error}
        ) from error


def _show(publication: Publication, version: PublishedVersion, content: Json) -> None:
    """Point the public address at `version`, and note what archive and search look for.

    A source may have died while the verdict was being written: then the page is flagged at once.
    """
    troubled = publication.review.evidence.standing().troubled().order_by("condition_since").first()
    if troubled is None:
        publication.flagged_at, publication.flag_reason = None, ""
    elif publication.flagged_at is None:
        publication.flagged_at = version.published_at
        publication.flag_reason = troubled.condition_note or troubled.get_condition_display()
    publication.latest, publication.retracted_at = version, None
    publication.changed_at = version.published_at
    publication.rating_word = content["rating"]["word"]
    publication.claimant = content["claim"]["claimant"]
    publication.language = content["language"]
    publication.claimed_on = publication.review.claim.article.published_on
    publication.searchable = documents.searchable(content)
    publication.topic_slugs = sorted(each["slug"] for each in content["topics"])
    publication.save()
