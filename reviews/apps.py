from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        from claims import checked as known  # noqa: PLC0415 - models exist from here on
        from claims.signals import (  # noqa: PLC0415 - models exist from here on
            claim_accepted,
            claim_reanchored,
            claim_reopened,
        )
        from reviews import checked, defaults, events, signals  # noqa: PLC0415
        from reviews.notices import telling  # noqa: PLC0415
        from reviews.readers import following  # noqa: PLC0415
        from reviews.webhooks import outbox  # noqa: PLC0415

        known.register(checked.told)
        post_migrate.connect(defaults.ensure, sender=self)
        claim_accepted.connect(signals.queue_accepted_claim)
        claim_reanchored.connect(signals.note_changed_article)
        claim_reopened.connect(signals.close_review_of_reopened_claim)
        events.recorded.connect(signals.ask_for_votes)
        events.recorded.connect(telling.hear)
        events.recorded.connect(following.hear)
        events.recorded.connect(outbox.hear)
