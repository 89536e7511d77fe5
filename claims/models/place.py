"""Where an article was found: every address that led to it, so that the next time it is known."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article


class Place(models.Model):
    """`key` is the form in which addresses are compared; one address leads to one article.

    It leads to the revision that was there first: the live one is its last successor.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="places")
    url = models.URLField(_("address"), max_length=8192)
    key = models.CharField(max_length=8192, unique=True)
    found_at = models.DateTimeField(_("found"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(key=""), name="place_has_key")]

    def __str__(self) -> str:
        return self.url
