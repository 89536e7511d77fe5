from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        from reviews import defaults  # noqa: PLC0415 - models exist only once apps are ready

        post_migrate.connect(defaults.ensure, sender=self)
