"""What was done to a claim, by whom; kept for its history and for undoing."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from claims.models.claim import Claim


class ChangeKind(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    DISMISSED = "dismissed", _("dismissed")
    EDITED = "edited", _("edited")
    MOVED = "moved", _("moved")
    CUT = "cut", _("cut in two")
    MERGED = "merged", _("merged")
    TOLD_APART = "told-apart", _("told apart from another claim")
    REFRESHED = "refreshed", _("read anew")
    REANCHORED = "reanchored", _("found in a new revision")
    UNDONE = "undone", _("undone")


SETTLED = (ChangeKind.UNDONE, ChangeKind.REANCHORED)


class Ground(models.TextChoices):
    """Why a candidate was dismissed, where a person said so."""

    NOT_CHECKABLE = "not-checkable", _("cannot be checked")
    OPINION = "opinion", _("an opinion")
    DUPLICATE = "duplicate", _("said elsewhere")
    TRIVIAL = "trivial", _("not worth a check")


class ChangeQuerySet(models.QuerySet["Change"]):
    def standing(self) -> Self:
        """What can be taken back: a place found in a new revision is settled anew instead."""
        return self.filter(undone_by__isnull=True).exclude(kind__in=SETTLED)


class Change(models.Model):
    """`before` holds the values of the fields that changed; `undoes` the change taken back.

    An undoing holds the values that it took back. So what a field became is what the next change
    of it found.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=16, choices=ChangeKind)
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("The text that the places in it are of"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ground = models.CharField(max_length=16, choices=Ground, blank=True)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    other = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("The second half of a cut, the claim merged into, or the one told apart from"),
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    batch = models.UUIDField(
        null=True, db_index=True, help_text=_("The same for all changes made in one go")
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_known"),
            models.CheckConstraint(
                condition=Q(ground__in=["", *Ground.values])
                & (Q(ground="") | Q(kind=ChangeKind.DISMISSED)),
                name="ground_of_a_dismissal",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.UNDONE, undoes__isnull=False)
                | (~Q(kind=ChangeKind.UNDONE) & Q(undoes__isnull=True)),
                name="undone_iff_undoes",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="change_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
