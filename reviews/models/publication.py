"""What the public sees: immutable versions under one address."""

from datetime import datetime
from typing import Any, Self

import orjson
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from claims.models import Anchoring, Settled
from reviews.models import guards
from reviews.models.policy import Policy, RatingScale
from reviews.models.review import Review
from reviews.models.verdict import Verdict

# The publication's row is locked first: two versions at once would both be number n + 1.
NUMBERED = """
PERFORM 1 FROM reviews_publication WHERE id = NEW.publication_id FOR UPDATE;
IF NEW.number IS DISTINCT FROM (
    SELECT coalesce(max(number), 0) + 1 FROM reviews_publishedversion
    WHERE publication_id = NEW.publication_id
) THEN
    RAISE EXCEPTION 'Published versions are numbered without gaps.'
        USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (
    SELECT 1 FROM reviews_verdict v JOIN reviews_publication p ON p.review_id = v.review_id
    WHERE v.id = NEW.verdict_id AND p.id = NEW.publication_id AND v.approver_id IS NOT NULL
) THEN
    RAISE EXCEPTION 'Only a verdict that a second person approved can be published.'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.digest <> encode(sha256(convert_to(NEW.document, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'digest is not the digest of the document.' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


# Workers' clocks differ, and a check may be written later than it was made.
ONWARD = "NEW.changed_at := greatest(OLD.changed_at, NEW.changed_at); RETURN NEW;"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self) -> Self:
        return self.filter(retracted_at__isnull=True)

    def flagged(self) -> Self:
        return self.filter(flagged_at__isnull=False)

    def public(self) -> Self:
        """With the latest version at hand; retracted ones too, since their page stays."""
        found = self.filter(latest__isnull=False).select_related("latest", "review")
        return found.defer("searchable", "words")

    def beside_articles(self) -> Self:
        """With `gone_from_article`, as a person settled it last."""
        latest = Anchoring.objects.filter(claim=OuterRef("review__claim")).order_by("-pk")
        gone = Case(When(decision=Settled.GONE, then="settled_at"))
        return self.annotate(
            gone_from_article=Subquery(latest.annotate(gone_at=gone).values("gone_at")[:1])
        )

    def latest_change_first(self) -> Self:
        return self.order_by("-changed_at", "-pk")


class Publication(models.Model):
    """The public address of a review. `flagged_at`: a source it stands on died or changed.

    `changed_at`: when anything of it that readers see changed last: a version, a flag raised or
    lifted, work on the next version, its claim gone from the article or found there again. It never
    goes back, so that programs can ask what is new.
    """

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="publication")
    slug = models.SlugField(max_length=120, unique=True)
    first_published_at = models.DateTimeField(_("published"))
    latest = models.OneToOneField(
        "PublishedVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    retracted_at = models.DateTimeField(null=True, blank=True)
    flagged_at = models.DateTimeField(_("needs another look since"), null=True, blank=True)
    flag_reason = models.TextField(_("why it needs another look"), blank=True)
    changed_at = models.DateTimeField(_("changed"))
    # Copied from the latest version by `publishing`, for the archive to filter and search.
    rating_word = models.CharField(max_length=60, blank=True, editable=False)
    claimant = models.CharField(max_length=300, blank=True, editable=False)
    language = models.CharField(max_length=35, blank=True, editable=False)
    claimed_on = models.DateField(null=True, blank=True, editable=False)
    searchable = models.TextField(blank=True, editable=False)
    words = models.GeneratedField(
        expression=SearchVector("searchable", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Also written by `topics`: an old fact-check may be put under a topic without a new version.
    topic_slugs = ArrayField(models.CharField(max_length=60), default=list, editable=False)

    gone_from_article: datetime | None = None
    """Since when the article no longer has the claim; see `beside_articles`."""

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-first_published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(flagged_at__isnull=True, flag_reason="")
                | (Q(flagged_at__isnull=False) & ~Q(flag_reason="")),
                name="flag_with_reason",
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="publication_words"),
            GinIndex(fields=["topic_slugs"], name="publication_topics"),
            models.Index(fields=["claimant", "-changed_at", "-id"], name="publication_claimant"),
            models.Index(fields=["-first_published_at", "-id"], name="publication_newest"),
            models.Index(fields=["-changed_at", "-id"], name="publication_changed"),
            models.Index(
                fields=["rating_word", "-first_published_at", "-id"], name="publication_rating"
            ),
            models.Index(
                fields=["-changed_at", "-id"],
                condition=Q(retracted_at__isnull=False),
                name="publication_retracted",
            ),
            models.Index(
                fields=["flagged_at"],
                condition=Q(flagged_at__isnull=False),
                name="publication_flagged",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="changed_never_goes_back",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ONWARD,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.slug


class ChangeKind(models.TextChoices):
    PUBLISHED = "published", _("first published")
    CORRECTION = "correction", _("correction")
    UPDATE = "update", _("update")
    RETRACTION = "retraction", _("retraction")


class Trigger(models.TextChoices):
    """What made the desk write another version; readers are told."""

    READER = "reader", _("a reader’s report")
    SUBJECT = "subject", _("somebody concerned objected or replied")
    SOURCE = "source", _("a source changed or went away")
    ARTICLE = "article", _("the checked article changed")
    OWN = "own", _("our own finding")
    NEWS = "news", _("new facts")
    OTHER = "other", _("another reason")


CHANGED = ~Q(kind=ChangeKind.PUBLISHED)


class PublishedVersionQuerySet(models.QuerySet["PublishedVersion"]):
    def changes(self) -> Self:
        """Corrections, updates and retractions, the latest first."""
        return self.filter(CHANGED).order_by("-published_at", "-pk")


class PublishedVersion(models.Model):
    """`document` and `claimreview` are the very bytes that were rendered, as canonical JSON."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="published")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    reason = models.TextField(blank=True)
    trigger = models.CharField(
        _("what led to it"), max_length=10, choices=Trigger, blank=True, default=""
    )
    report = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="the reader's report that led to it"
    )
    document = models.TextField()
    claimreview = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of `document`")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT)
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()

    objects = PublishedVersionQuerySet.as_manager()

    class Meta:
        ordering = ["publication_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="version_unique"),
            models.CheckConstraint(
                condition=Q(kind="published") | ~Q(reason=""), name="change_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(trigger__in=["", *Trigger.values])
                & (Q(report__isnull=True) | Q(trigger__in=["reader", "subject"])),
                name="trigger_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=CHANGED, name="version_changes"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="numbered_approved_digested",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NUMBERED,
            ),
            *guards.append_only("reviews_publishedversion"),
        ]

    def __str__(self) -> str:
        return f"{self.publication} v{self.number}"

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = orjson.loads(self.document)
        return content
