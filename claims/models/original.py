"""What an article was read from, byte for byte."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article


class Original(models.Model):
    """The bytes lie zstd-compressed in the storage under their SHA-256; `url` is where they were
    fetched, empty for what was sent in."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="originals")
    url = models.TextField(_("address"), blank=True)
    media_type = models.CharField(_("kind"), max_length=200)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField(_("size in bytes"))
    storage_key = models.CharField(max_length=200)
    taken_at = models.DateTimeField(_("taken"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "sha256"], name="one_original_per_body"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="original_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:8]}"
