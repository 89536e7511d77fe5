"""Sources: the hosts and links we watch, each observation, and the copies we kept.

The host is what a worker leases, so that politeness holds across machines (see `links/leases.py`).
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import User
from reviews.models import guards, tally


class SourceHost(models.Model):
    name = models.CharField(_("host"), max_length=255, unique=True)
    next_due = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(
        _("come back after"), null=True, blank=True, help_text=_("what its Retry-After asked for")
    )
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_expires = models.DateTimeField(null=True, blank=True, editable=False)
    crawl_delay = models.FloatField(
        _("seconds between requests"), null=True, blank=True, help_text=_("empty: the desk's")
    )
    opted_out = models.BooleanField(
        _("do not check"), default=False, help_text=_("its owner asked us not to come back")
    )
    frozen_until = models.DateTimeField(
        _("outage until"), null=True, blank=True, help_text=_("strikes are not counted till then")
    )

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(
                # Without those who asked us to stay away: their time passes, and each claim would
                # walk past all of them.
                fields=["next_due"],
                condition=Q(next_due__isnull=False, opted_out=False),
                name="host_next_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_token__isnull=True, lease_expires__isnull=True)
                | Q(lease_token__isnull=False, lease_expires__isnull=False),
                name="lease_token_with_expiry",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LinkState(models.TextChoices):
    """What the desk believes, after strikes; a single observation is a `LinkCheck.outcome`."""

    UNCHECKED = "unchecked", _("not checked yet")
    HEALTHY = "healthy", _("healthy")
    UNVERIFIABLE = "unverifiable", _("answers, but cannot be verified")
    FAILING = "failing", _("failing")
    DEAD = "dead", _("dead")
    DRIFTED = "drifted", _("changed")
    REFUSED = "refused", _("never fetched")


class SourceLinkQuerySet(models.QuerySet["SourceLink"]):
    def visible_to(self, user: User) -> Self:
        """Pages of the web. Files and books are shown with the evidence they are, not here."""
        return self.filter(on_web=True) if user.is_authenticated else self.none()

    def troubled(self) -> Self:
        return self.filter(state__in=[LinkState.FAILING, LinkState.DEAD, LinkState.DRIFTED])


class SourceLink(models.Model):
    """Three forms of one address: as written, as fetched (WHATWG href), and the key that is
    only compared (`dedup_key`), never fetched."""

    host = models.ForeignKey(
        SourceHost, on_delete=models.PROTECT, related_name="links", db_index=False
    )
    raw_url = models.TextField(_("as written"))
    url = models.TextField(_("address"))
    dedup_key = models.CharField(max_length=8192)
    state = models.CharField(
        _("state"), max_length=16, choices=LinkState, default=LinkState.UNCHECKED
    )
    outcome = models.CharField(_("last outcome"), max_length=16, blank=True)
    reason = models.CharField(_("reason"), max_length=32, blank=True)
    strikes = models.PositiveSmallIntegerField(_("strikes"), default=0)
    first_strike_at = models.DateTimeField(_("failing since"), null=True, blank=True)
    healthy_since = models.DateTimeField(null=True, blank=True)
    last_checked_at = models.DateTimeField(_("last checked"), null=True, blank=True)
    next_check_at = models.DateTimeField(_("next check"), null=True, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("added"))
    on_web = models.BooleanField(
        _("page of the web"),
        default=True,
        db_default=True,
        help_text=_("not a file, book or interview: those are never fetched"),
    )

    objects = SourceLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        # Each check writes each of these indexes once: `next_check_at` changes, so PostgreSQL
        # cannot keep the new version beside the old (HOT). None is here without a query for it.
        indexes = [
            models.Index(fields=["host", "-id"], name="link_of_host"),
            models.Index(
                fields=["host", "next_check_at"],
                condition=Q(next_check_at__isnull=False),
                name="link_due_by_host",
            ),
            # The healthy are most, and nobody asks for them by themselves.
            models.Index(
                fields=["state", "-id"], condition=~Q(state="healthy"), name="link_by_state"
            ),
            models.Index(
                fields=["host", "state", "first_strike_at"],
                condition=Q(state__in=["failing", "dead", "drifted"]),
                name="link_troubled",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="state_known"),
            models.CheckConstraint(
                condition=Q(on_web=True)
                | Q(on_web=False, state=LinkState.REFUSED, next_check_at__isnull=True),
                name="only_the_web_is_fetched",
            ),
            # Not `unique=True`, to which Django adds a second index, for LIKE.
            models.UniqueConstraint(fields=["dedup_key"], name="one_link_per_page"),
        ]
        triggers = tally.triggers()

    def __str__(self) -> str:
        return self.url


class Excuse(models.TextChoices):
    """Whose fault a failure was, that was no strike against its page."""

    NONE = "", _("none")
    HOST = "host", _("the whole site did not work")
    DESK = "desk", _("the connection of this desk was down")


class LinkCheck(models.Model):
    """One observation. Partitioned by month of `checked_at`; append-only.

    The link and the moment identify it, so that a result delivered twice is stored once.
    """

    pk = models.CompositePrimaryKey("link_id", "checked_at")
    link = models.ForeignKey(SourceLink, on_delete=models.PROTECT, related_name="checks")
    checked_at = models.DateTimeField()
    worker = models.CharField(max_length=200)
    outcome = models.CharField(max_length=16)
    reason = models.CharField(max_length=32, blank=True)
    excused = models.CharField(max_length=8, choices=Excuse, blank=True, db_default=Excuse.NONE)
    http_status = models.PositiveSmallIntegerField(null=True)
    final_url = models.TextField(blank=True)
    hops = models.JSONField(default=list)
    media_type = models.CharField(max_length=200, blank=True)
    charset = models.CharField(max_length=200, blank=True, db_default="")
    headers = models.JSONField(default=dict, db_default={}, help_text=_("selected, in lower case"))
    bytes_read = models.PositiveBigIntegerField(default=0)
    elapsed_ms = models.PositiveIntegerField(default=0)
    timings = models.JSONField(default=dict, db_default={}, help_text=_("milliseconds by phase"))
    body_sha256 = models.CharField(max_length=64, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    match_kind = models.CharField(max_length=16, blank=True)
    match_score = models.FloatField(null=True)
    retry_after = models.PositiveIntegerField(null=True)
    tls_error = models.TextField(blank=True, db_default="")
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-checked_at"]
        triggers = guards.append_only("reviews_linkcheck")

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M} {self.outcome}"


class Snapshot(models.Model):
    """What a page said when we fetched it. The body lies zstd-compressed in the storage under
    its SHA-256; the extracted text is what quotes are anchored in."""

    link = models.ForeignKey(SourceLink, on_delete=models.PROTECT, related_name="snapshots")
    taken_at = models.DateTimeField(_("taken"))
    final_url = models.TextField()
    http_status = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=200)
    title = models.CharField(max_length=500, blank=True)
    body_sha256 = models.CharField(max_length=64)
    body_bytes = models.PositiveBigIntegerField()
    storage_key = models.CharField(max_length=200)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    # What a WARC record tells beside the body; empty in copies taken before it was kept.
    status_line = models.CharField(max_length=500, blank=True, default="", db_default="")
    headers = models.JSONField(
        default=list, db_default=[], help_text=_("as received: a list of [name, value]")
    )
    charset = models.CharField(max_length=40, blank=True, default="", db_default="")
    address = models.CharField(
        _("answered by"), max_length=45, blank=True, default="", db_default=""
    )
    capped = models.BooleanField(
        default=False, db_default=False, help_text=_("the page went on; this is its beginning")
    )

    class Meta:
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["link", "body_sha256"], name="one_copy_per_body"),
        ]
        triggers = guards.append_only("reviews_snapshot")

    def __str__(self) -> str:
        return f"{self.final_url} {self.body_sha256[:8]}"
