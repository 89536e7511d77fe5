"""What fact-checks are about, in the words by which readers look for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """`slug` stays when the topic is renamed: addresses and subscriptions hold on to it."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, unique=True, allow_unicode=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(models.functions.Lower("name"), name="topic_name_unique"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(slug=""), name="topic_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name
