"""An article: text that never changes, and where it came from."""

from typing import Self

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from claims.models.folded import Folded
from factcheck.accounts.models import User

FROZEN = """
IF NEW.text IS DISTINCT FROM OLD.text OR NEW.sha256 IS DISTINCT FROM OLD.sha256 THEN
    RAISE EXCEPTION 'The text of an article never changes; add a new revision instead.'
        USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""
DIGEST = """
IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'sha256 is not the digest of the text.' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Origin(models.TextChoices):
    """How the text came in."""

    PASTE = "paste", _("pasted")
    FILE = "file", _("file")
    URL = "url", _("web address")
    API = "api", _("API")
    COMMAND = "command", _("command line")
    FEED = "feed", _("feed")
    BULK = "bulk", _("list of articles")
    SAMPLE = "sample", _("sample")


class ArticleQuerySet(models.QuerySet["Article"]):
    def live(self) -> Self:
        return self.filter(live=True)

    def visible_to(self, user: User) -> Self:
        """Everybody who may sign in works on the same desk."""
        return self if user.is_authenticated else self.none()

    def with_claim_counts(self) -> Self:
        """Counted per row shown: a join would count the whole desk before it cuts out a page."""
        claims = apps.get_model("claims", "Claim").objects
        counts = {
            f"{status}_count": Subquery(
                claims.filter(article=OuterRef("pk"), status=status)
                .order_by()
                .values("article")
                .annotate(n=Count("pk"))
                .values("n")
            )
            for status in ("candidate", "accepted", "dismissed")
        }
        return self.annotate(**{name: Coalesce(count, 0) for name, count in counts.items()})


class Article(models.Model):
    """`text` is NFC with `\\n` line ends; every offset on the desk counts its code points.

    `copy_number` is 0, but for articles from before wordings were compared: the second live one
    of a wording has 1, the third 2.
    """

    url = models.URLField(_("address"), max_length=8192, blank=True)
    canonical_url = models.CharField(max_length=8192, blank=True)
    title = models.CharField(_("title"), max_length=500)
    author = models.CharField(_("author"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True, help_text="BCP 47")
    published_on = models.DateField(_("published on"), null=True, blank=True)
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64)
    origin = models.CharField(_("origin"), max_length=16, choices=Origin)
    live = models.BooleanField(default=True)
    copy_number = models.PositiveIntegerField(default=0, editable=False)
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="articles"
    )
    created_at = models.DateTimeField(_("added"))

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["canonical_url"],
                condition=Q(live=True) & ~Q(canonical_url=""),
                name="one_live_revision_per_address",
            ),
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(live=True), name="one_live_article_per_text"
            ),
            models.UniqueConstraint(
                Folded("text"),
                "copy_number",
                condition=Q(live=True),
                name="one_live_article_per_wording",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="article_has_text"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="origin_known"),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="article_newest")]
        triggers = [
            pgtrigger.Trigger(
                name="text_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=FROZEN,
            ),
            pgtrigger.Trigger(
                name="digest_is_true",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DIGEST,
            ),
        ]

    def __str__(self) -> str:
        return self.title
