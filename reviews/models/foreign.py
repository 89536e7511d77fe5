"""Fact-checks of other publishers, as their ClaimReview markup tells them; never shown as ours."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_URL = 2_000
"""Characters; PostgreSQL indexes no row of more than 2,704 bytes, and these are ASCII."""


class ForeignOrigin(models.TextChoices):
    PAGE = "page", _("a web page")
    FEED = "feed", _("a feed of the Data Commons form")
    FILE = "file", _("a file")
    API = "api", _("a program")


class ForeignPageQuerySet(models.QuerySet["ForeignPage"]):
    def of_site(self, site: str) -> Self:
        """On `site` or below it: `nytimes.com` has `cooking.nytimes.com` too."""
        return self.filter(Q(site=site) | Q(site__endswith=f".{site}"))


class ForeignPage(models.Model):
    """One page of another publisher with the ClaimReviews on it: they come and go together.

    `version` counts the changes, from 1 on; it is the lock of whoever replaces what they read.
    `site` is the host without `www.`.
    """

    url = models.TextField(_("address"), unique=True)
    site = models.CharField(_("site"), max_length=253)
    publisher = models.TextField(_("publisher"))
    publisher_image = models.TextField(blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    origin = models.CharField(_("came from"), max_length=4, choices=ForeignOrigin)
    found_at = models.TextField(_("found at"), blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    imported_at = models.DateTimeField(_("imported"))
    changed_at = models.DateTimeField(_("changed"))

    objects = ForeignPageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["site", "-id"], name="foreign_page_site")]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=ForeignOrigin.values), name="foreign_origin_known"
            ),
            models.CheckConstraint(condition=~Q(url=""), name="foreign_page_has_url"),
            models.CheckConstraint(condition=Q(version__gte=1), name="foreign_version_counts"),
        ]

    def __str__(self) -> str:
        return self.url


class ForeignCheckQuerySet(models.QuerySet["ForeignCheck"]):
    def of_site(self, site: str) -> Self:
        return self.filter(page__in=ForeignPage.objects.of_site(site))


class ForeignCheck(models.Model):
    """One ClaimReview. `markup` is what was read; the rest is what we understood of it.

    `reviewed_on` is the day of the review, or of the import where the publisher told none: searches
    are sorted by it. `searchable` holds the words by which it is found, and matched.
    """

    page = models.ForeignKey(ForeignPage, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveIntegerField()
    url = models.TextField(_("address"))
    claim = models.TextField(_("claim"))
    claimant = models.TextField(_("claimant"), blank=True)
    claimant_title = models.TextField(blank=True)
    claimant_image = models.TextField(blank=True)
    claimant_same_as = ArrayField(models.TextField(), default=list, blank=True)
    claimed_on = models.DateField(_("claimed"), null=True, blank=True)
    claimed_at = models.TextField(_("place of the claim"), blank=True)
    first_appearance = models.TextField(blank=True)
    appearances = ArrayField(models.TextField(), default=list, blank=True)
    rating = models.TextField(_("rating"))
    rating_value = models.FloatField(null=True, blank=True)
    rating_worst = models.FloatField(null=True, blank=True)
    rating_best = models.FloatField(null=True, blank=True)
    rating_image = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    reviewed_on = models.DateField(_("reviewed"))
    searchable = models.TextField(editable=False)
    words = models.GeneratedField(
        expression=SearchVector("searchable", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    markup = models.JSONField(default=dict)

    objects = ForeignCheckQuerySet.as_manager()

    class Meta:
        ordering = ["page_id", "position"]
        indexes = [
            GinIndex(fields=["words"], name="foreign_words"),
            models.Index(fields=["-reviewed_on", "-id"], name="foreign_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="foreign_position_unique"),
            models.CheckConstraint(
                condition=~Q(url="") & ~Q(claim="") & ~Q(rating=""), name="foreign_check_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating}: {self.claim}"
