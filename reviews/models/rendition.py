"""What was rendered for readers last, kept so that it is rendered once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.publication import Publication


class Rendition(models.Model):
    """The bytes of one publication in one form: as JSON, or as a page in one language.

    `tag` is a digest over all that they show. They are served only while it is also the digest of
    what is true now, so nobody has to remember to throw a rendition away; see `publishing.serving`.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="renditions"
    )
    form = models.CharField(_("form"), max_length=80)
    tag = models.CharField(_("tag"), max_length=32)
    body = models.TextField()
    made_at = models.DateTimeField(_("rendered"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "form"], name="rendition_unique")
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.form}"
