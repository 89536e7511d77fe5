"""What the desk says of itself: pages that editors write, each version kept."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models import guards

NUMBERED = """
IF NEW.version IS DISTINCT FROM (
    SELECT coalesce(max(version), 0) + 1 FROM reviews_pagetext
    WHERE page = NEW.page AND language = NEW.language
) THEN
    RAISE EXCEPTION 'Versions of a page are numbered without gaps.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class PageName(models.TextChoices):
    """The value is the address."""

    METHOD = "method", _("How we check")
    SCALE = "scale", _("Our scale")
    CORRECTIONS = "corrections-policy", _("How we correct")
    FUNDING = "funding", _("Who pays for this")
    ABOUT = "about", _("Who we are")


class PageText(models.Model):
    """One version of a page in one language, as Markdown. Of two writers at once the unique
    constraint lets one through."""

    page = models.CharField(_("page"), max_length=20, choices=PageName)
    language = models.CharField(_("language"), max_length=12)
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    markdown = models.TextField(_("text"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["page", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language", "version"], name="page_version_unique"
            ),
            models.CheckConstraint(condition=Q(page__in=PageName.values), name="page_known"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(markdown=""), name="page_says_something"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="numbered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NUMBERED,
            ),
            *guards.append_only("reviews_pagetext"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.language} {self.version}"
