"""Evidence: an exact quote in a snapshot of a source, and what it says about the claim."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review
from reviews.models.source import LinkState, Snapshot, SourceLink

QUOTED = """
IF NEW.snapshot_id IS NOT NULL AND NEW.start IS NOT NULL AND NEW.quote IS DISTINCT FROM (
    SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
    FROM reviews_snapshot WHERE id = NEW.snapshot_id AND link_id = NEW.link_id
) THEN
    RAISE EXCEPTION 'The quote is not the text of this source''s snapshot at these characters.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
CITED = """
IF (NEW.review_id, NEW.link_id, NEW.snapshot_id, NEW.quote, NEW.start, NEW."end", NEW.added_by_id,
    NEW.replaces_id, NEW.kind, NEW.title, NEW.publisher, NEW.place, NEW.position)
    IS DISTINCT FROM
   (OLD.review_id, OLD.link_id, OLD.snapshot_id, OLD.quote, OLD.start, OLD."end", OLD.added_by_id,
    OLD.replaces_id, OLD.kind, OLD.title, OLD.publisher, OLD.place, OLD.position)
THEN
    RAISE EXCEPTION 'What was cited never changes; withdraw this evidence and attach another.'
        USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""

REPLACES = """
IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM reviews_evidence
    WHERE id = NEW.replaces_id AND review_id = NEW.review_id AND withdrawn_at IS NOT NULL
) THEN
    RAISE EXCEPTION 'Only evidence of the same review that was withdrawn can be replaced.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


KIND = """
IF (NEW.kind = 'url') IS DISTINCT FROM
   (SELECT on_web FROM reviews_sourcelink WHERE id = NEW.link_id)
THEN
    RAISE EXCEPTION 'A page of the web is cited by its address; a file or a book is not.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    REFUTES = "refutes", _("refutes")
    CONTEXT = "context", _("context")


class EvidenceKind(models.TextChoices):
    """Where the words come from: a page that is watched, a file that is kept, or neither."""

    URL = "url", _("web page")
    FILE = "file", _("file")
    HAND = "hand", _("book, interview or the like")


class Condition(models.TextChoices):
    """Whether the source still says what was cited."""

    SOUND = "sound", _("still there")
    UNVERIFIED = "unverified", _("cannot be verified")
    DEAD = "dead", _("source gone")
    DRIFTED = "drifted", _("passage changed")
    ACCEPTED = "accepted", _("changed or gone; the desk looked")


_SHOWN_AT = F("review__publication__latest__published_at")
PUBLISHED = Q(added_at__lte=_SHOWN_AT) & (
    Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=_SHOWN_AT)
)

# It was read once; now its address leads where the desk never goes.
OUT_OF_REACH = Q(condition=Condition.UNVERIFIED, start__isnull=False, link__state=LinkState.REFUSED)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def published(self) -> Self:
        """What a publication stands on: cited by its latest version, though withdrawn since."""
        return self.filter(PUBLISHED)

    def watched(self) -> Self:
        """What stands, and what readers still see although it was withdrawn since."""
        return self.filter(Q(withdrawn_at__isnull=True) | PUBLISHED)

    def troubled(self) -> Self:
        """What a person has to decide about."""
        return self.filter(Q(condition__in=[Condition.DEAD, Condition.DRIFTED]) | OUT_OF_REACH)


class Evidence(models.Model):
    """`start`, `end`: code points into `snapshot.text`, end exclusive. Never deleted: withdrawn."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="evidence")
    link = models.ForeignKey(SourceLink, on_delete=models.PROTECT, related_name="evidence")
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    kind = models.CharField(
        _("kind"),
        max_length=4,
        choices=EvidenceKind,
        default=EvidenceKind.URL,
        db_default=EvidenceKind.URL,
    )
    title = models.CharField(
        _("title"), max_length=500, blank=True, default="", db_default="", help_text=_("not a page")
    )
    publisher = models.CharField(
        _("who stands behind it"), max_length=300, blank=True, default="", db_default=""
    )
    place = models.CharField(
        _("page, minute or day"), max_length=300, blank=True, default="", db_default=""
    )
    quote = models.TextField(_("quote"))
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    unlocated_reason = models.TextField(
        _("why the quote is not in the copy"),
        blank=True,
        help_text=_("Needed where the page could not be read or the quote not be found"),
    )
    stance = models.CharField(_("stance"), max_length=8, choices=Stance)
    primary = models.BooleanField(_("primary source"), default=False)
    note = models.TextField(_("note"), blank=True)
    interest = models.TextField(
        _("interests of the source"), blank=True, help_text=_("What readers should know about it")
    )
    position = models.PositiveSmallIntegerField(default=0)
    rank = models.PositiveSmallIntegerField(
        _("rank"), default=0, db_default=0, help_text=_("the order of showing; no part of a number")
    )
    condition = models.CharField(
        _("condition"), max_length=12, choices=Condition, default=Condition.SOUND
    )
    condition_since = models.DateTimeField(null=True, blank=True)
    condition_note = models.TextField(blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence"
    )
    added_at = models.DateTimeField(_("attached"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["review_id", "position", "pk"]
        verbose_name_plural = _("evidence")
        indexes = [
            models.Index(
                fields=["link"],
                condition=Q(condition__in=["dead", "drifted"]),
                name="evidence_troubled",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="stance_known"),
            models.CheckConstraint(
                condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.URL, title="", publisher="", place="")
                | (~Q(kind=EvidenceKind.URL) & ~Q(title="")),
                name="what_is_no_page_has_a_title",
            ),
            models.CheckConstraint(
                condition=Q(condition__in=Condition.values), name="condition_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    snapshot__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    end__gt=F("start"),
                )
                | (Q(start__isnull=True, end__isnull=True) & ~Q(unlocated_reason="")),
                name="quote_located_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="withdrawn_by_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="quote_is_in_snapshot",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=QUOTED,
            ),
            pgtrigger.Trigger(
                name="cited_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CITED,
            ),
            pgtrigger.Trigger(
                name="kind_of_link",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=KIND,
            ),
            pgtrigger.Trigger(
                name="replaces_withdrawn",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=REPLACES,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def name(self) -> str:
        """What the source is called: as was written, else its page's title, else its site."""
        return self.title or (self.snapshot.title if self.snapshot else "") or self.link.host.name

    @property
    def voucher(self) -> str:
        """Who vouches for it, to count independent sources: a host, or who stands behind it."""
        if self.kind == EvidenceKind.URL:
            return self.link.host.name
        return (self.publisher or self.title).casefold()

    @property
    def decidable(self) -> bool:
        """Whether a person may accept it as it is. What was never located holds nothing that could
        have changed; why it counts all the same was said when it was attached."""
        if self.condition == Condition.UNVERIFIED:
            return self.start is not None
        return self.condition in (Condition.DEAD, Condition.DRIFTED)

    @property
    def troubled(self) -> bool:
        """As `EvidenceQuerySet.troubled`."""
        if self.condition == Condition.UNVERIFIED and self.start is not None:
            return self.link.state == LinkState.REFUSED
        return self.condition in (Condition.DEAD, Condition.DRIFTED)
