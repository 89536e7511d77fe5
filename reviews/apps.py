from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        from claims.signals import claim_accepted  # noqa: PLC0415 - models exist from here on
        from reviews import defaults, signals  # noqa: PLC0415

        post_migrate.connect(defaults.ensure, sender=self)
        claim_accepted.connect(signals.queue_accepted_claim)
