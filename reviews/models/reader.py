"""What readers tell the desk, what became of it, and the history of both."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models import Article, Claim
from factcheck.accounts.models import User
from reviews.models import guards
from reviews.models.publication import PublishedVersion
from reviews.reader_states import OPEN, OUTCOMES, STEPS, Held, ReportStatus, Told

_STEPS = ", ".join(
    f"('{kind}', '{start}', '{to}')"
    for (start, to), step in sorted(STEPS.items())
    for kind in Told
    if step.kind in (None, kind)
)
_OUTCOMES = ", ".join(f"'{each}'" for each in OUTCOMES)
# The table that `readers.moving` follows, and the second person, for every writer there may be.
# Name and address may be taken out: whoever asks us to forget them, is forgotten.
KEPT = f"""
IF (NEW.kind, NEW.token, NEW.version_id, NEW.what, NEW.seen_at, NEW.relies_on, NEW.received_at)
    IS DISTINCT FROM
   (OLD.kind, OLD.token, OLD.version_id, OLD.what, OLD.seen_at, OLD.relies_on, OLD.received_at)
   OR (NEW.name <> OLD.name AND NEW.name <> '') OR (NEW.email <> OLD.email AND NEW.email <> '')
THEN
    RAISE EXCEPTION 'What a reader told us never changes.' USING ERRCODE = 'restrict_violation';
END IF;
IF NEW.status <> OLD.status AND (NEW.kind, OLD.status, NEW.status) NOT IN ({_STEPS}) THEN
    RAISE EXCEPTION 'A report (%) that is % cannot become %.', NEW.kind, OLD.status, NEW.status
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.status <> OLD.status AND NEW.status IN ({_OUTCOMES}) AND EXISTS (
    SELECT FROM reviews_publishedversion p JOIN reviews_verdict v ON v.id = p.verdict_id
    WHERE p.id = NEW.version_id
        AND coalesce(NEW.appeal_decided_by_id, NEW.decided_by_id) IN (v.author_id, v.last_editor_id)
) THEN
    RAISE EXCEPTION 'Whoever wrote a verdict does not decide on a dispute about it.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
STARTS = """
IF NEW.status NOT IN ('received', 'held', 'merged') THEN
    RAISE EXCEPTION 'A report starts as received.' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class ReaderReportQuerySet(models.QuerySet["ReaderReport"]):
    def visible_to(self, user: User) -> Self:
        """Everybody who may sign in works on the same desk."""
        return self if user.is_authenticated else self.none()

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def disputes(self) -> Self:
        """About a fact-check, and not told before."""
        return self.filter(kind=Told.ERROR, version__isnull=False).exclude(
            status__in=(ReportStatus.HELD, ReportStatus.MERGED)
        )

    def with_what_they_are_about(self) -> Self:
        return self.select_related(
            "assignee", "version__publication__review__claim", "claim__review__publication"
        )


class ReaderReport(models.Model):
    """`status` is written by `readers.moving` alone. `token`: the address its reader has.

    `version`: what the reader had read, if it is about a fact-check. `digest`: of the words, to
    find those told before. `sender`: a keyed digest of the network address and the day, to count
    by; the address itself is not kept. `correction_due`: the next version answers it.
    """

    token = models.CharField(max_length=40, unique=True, editable=False)
    kind = models.CharField(_("what about"), max_length=5, choices=Told)
    status = models.CharField(_("status"), max_length=13, choices=ReportStatus)
    version = models.ForeignKey(
        PublishedVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    what = models.TextField(_("what they say"))
    seen_at = models.TextField(_("where it was seen"), blank=True)
    relies_on = models.TextField(_("what they rely on"), blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    received_at = models.DateTimeField(_("received"))
    changed_at = models.DateTimeField(_("last move"))
    held_because = models.CharField(_("held back because"), max_length=6, choices=Held, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    form = models.UUIDField(null=True, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="suggested_in"
    )
    answer = models.TextField(_("answer"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("answered"), null=True, blank=True)
    appeal = models.TextField(_("appeal"), blank=True)
    appealed_at = models.DateTimeField(_("appealed"), null=True, blank=True)
    appeal_answer = models.TextField(_("answer to the appeal"), blank=True)
    appeal_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appeal_decided_at = models.DateTimeField(_("appeal answered"), null=True, blank=True)
    correction_due = models.BooleanField(default=False, editable=False)
    corrected_in = models.ForeignKey(
        PublishedVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrects_reports",
    )

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Told.values), name="report_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="report_status_known"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="report_says_something"),
            models.CheckConstraint(
                condition=~Q(status__in=[*OUTCOMES, ReportStatus.DECLINED])
                | (~Q(answer="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="report_decided_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at__isnull=True)
                | ~Q(status__in=OUTCOMES)
                | (
                    ~Q(appeal_answer="")
                    & Q(appeal_decided_by__isnull=False, appeal_decided_at__isnull=False)
                ),
                name="appeal_decided_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(appeal_decided_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(appeal_decided_by=F("decided_by")),
                name="appeal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.APPEALED)
                | (~Q(appeal="") & Q(appealed_at__isnull=False)),
                name="appeal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.MERGED, duplicate_of__isnull=False)
                | (~Q(status=ReportStatus.MERGED) & Q(duplicate_of__isnull=True)),
                name="merged_into_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.TAKEN_UP) | Q(claim__isnull=False),
                name="taken_up_as_a_claim",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.UNDER_REVIEW) | Q(assignee__isnull=False),
                name="somebody_looks_at_it",
            ),
            models.UniqueConstraint(fields=["form", "digest"], name="report_once_a_form"),
        ]
        indexes = [
            models.Index(fields=["status", "-received_at"], name="report_inbox"),
            models.Index(fields=["sender", "received_at"], name="report_sender"),
            models.Index(fields=["received_at"], name="report_received"),
            models.Index(fields=["digest", "received_at"], name="report_same_words"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="moves_are_legal",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=KEPT,
            ),
            pgtrigger.Trigger(
                name="starts_received",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=STARTS,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.what[:80]

    @property
    def state(self) -> ReportStatus:
        return ReportStatus(self.status)


class ReportEvent(models.Model):
    """Who (`by`, empty for the reader or the machine) did what when; `note` is the desk's own."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received")
        MOVED = "moved", _("moved")
        ASSIGNED = "assigned", _("given to somebody")
        ARTICLE = "article", _("made an article")
        CORRECTED = "corrected", _("answered by a new version")
        FORGOTTEN = "forgotten", _("name and address taken out")

    report = models.ForeignKey(ReaderReport, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=9, choices=Kind)
    start = models.CharField(max_length=13, choices=ReportStatus, blank=True)
    to = models.CharField(max_length=13, choices=ReportStatus, blank=True)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["report_id", "pk"]
        triggers = guards.append_only("reviews_reportevent")

    def __str__(self) -> str:
        return str(self.get_kind_display())
