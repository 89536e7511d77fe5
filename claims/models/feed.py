"""Feeds that are watched, and the entries seen in them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from factcheck.accounts.models import User


class EntryState(models.TextChoices):
    """What became of an entry."""

    NEW = "new", _("waiting")
    INGESTED = "ingested", _("added")
    REFUSED = "refused", _("refused")
    KNOWN = "known", _("known before")


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, user: User) -> Self:
        """Everybody who may sign in works on the same desk."""
        return self if user.is_authenticated else self.none()

    def due(self, now: datetime) -> Self:
        """Those to be looked at, the longest due first."""
        return self.filter(active=True, next_due_at__lte=now).order_by("next_due_at", "pk")


class Feed(models.Model):
    """`etag` and `last_modified` are sent back as they came (RFC 9110, section 13.1).

    `next_fetch_at`: when its document is asked for again; `next_due_at`: that, or earlier when an
    entry waits. `interval`: seconds between two fetches, as the feed itself wishes, in bounds.
    `listed`: entries in the document as last read, `read`: how many of them we looked at.
    `fetch_began_at` is empty again once a fetch has ended, well or badly; else it broke off.
    """

    url = models.CharField(_("address"), max_length=8192)
    key = models.CharField(max_length=2000, unique=True)
    title = models.CharField(_("title"), max_length=500)
    active = models.BooleanField(_("watched"), default=True)
    etag = models.CharField(max_length=1000, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    interval = models.PositiveIntegerField()
    next_fetch_at = models.DateTimeField(_("next fetch"))
    next_due_at = models.DateTimeField()
    lease_token = models.UUIDField(null=True)
    lease_expires = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(_("failed in a row"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    last_fetched_at = models.DateTimeField(_("last fetched"), null=True)
    fetch_began_at = models.DateTimeField(null=True)
    listed = models.PositiveIntegerField(_("entries listed"), default=0)
    read = models.PositiveIntegerField(_("entries read"), default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="feeds"
    )
    created_at = models.DateTimeField(_("added"))

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_token__isnull=True, lease_expires__isnull=True)
                | Q(lease_token__isnull=False, lease_expires__isnull=False),
                name="feed_lease_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["next_due_at"], condition=Q(active=True), name="feed_due"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def is_read_in_part(self) -> bool:
        return self.read < self.listed


class FeedEntryQuerySet(models.QuerySet["FeedEntry"]):
    def waiting(self) -> Self:
        """Those that are still to become articles, now or later."""
        return self.filter(next_try_at__isnull=False)

    def changed(self) -> Self:
        """Those whose feed says that the page is newer than the article we have of it."""
        told = self.filter(article__isnull=False, seen_updated_at__isnull=False)
        return told.filter(Q(refetched_at__isnull=True) | Q(refetched_at__lt=F("seen_updated_at")))


class FeedEntry(models.Model):
    """`key` is what the feed identifies it by: its id, else its link.

    `content` holds what the feed itself brings of the article, until the entry is settled.
    `updated_at` is the feed's word; `seen_updated_at` is when we saw that word grow newer after
    the article was there, so the page is to be fetched again; `refetched_at` when that was done.
    """

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=2000)
    url = models.CharField(_("address"), max_length=8192, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    content = models.TextField(blank=True)
    published_at = models.DateTimeField(_("published"), null=True)
    updated_at = models.DateTimeField(null=True)
    seen_updated_at = models.DateTimeField(null=True)
    refetched_at = models.DateTimeField(null=True)
    state = models.CharField(_("state"), max_length=16, choices=EntryState, default=EntryState.NEW)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="feed_entries"
    )
    why = models.TextField(_("why"), blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(_("seen"))

    objects = FeedEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="one_entry_per_key"),
            models.CheckConstraint(
                condition=Q(state__in=EntryState.values), name="entry_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ingested", "known"], article__isnull=False)
                | Q(state__in=["new", "refused"], article__isnull=True),
                name="entry_settled_with_article",
            ),
        ]
        indexes = [
            models.Index(
                fields=["feed", "next_try_at"],
                condition=Q(next_try_at__isnull=False),
                name="entry_waiting",
            ),
            models.Index(
                fields=["seen_updated_at"],
                condition=Q(seen_updated_at__isnull=False),
                name="entry_changed",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.key
