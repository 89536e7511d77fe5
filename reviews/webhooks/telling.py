"""A letter to the people who have to know that an endpoint is told nothing any more."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from factcheck.accounts import post
from factcheck.accounts.models import MailWish, Role, User
from reviews.models import WebhookEndpoint

EDITORS = [Role.EDITOR, Role.ADMIN]


def tell_stopped(endpoint: WebhookEndpoint, *, now: datetime) -> None:
    """Editors, admins and whoever made it; in the transaction that stops it. Who wants no letters
    reads it on the page of webhooks."""
    people = User.objects.filter(Q(role__in=EDITORS) | Q(pk=endpoint.made_by_id), is_active=True)
    for person in people.exclude(mail=MailWish.NEVER):
        with translation.override(post.language_of(person)):
            post.write(
                to=person.email,
                person=person,
                subject=_("The webhook “%(name)s” was stopped") % {"name": endpoint.name},
                text=_text(endpoint),
                now=now,
            )


def _text(endpoint: WebhookEndpoint) -> str:
    told = {
        "name": endpoint.name,
        "because": endpoint.stopped_because,
        "address": settings.SITE_URL + reverse("reviews:webhook", args=[endpoint.pk]),
    }
    return (
        _(
            "The desk sends nothing to the webhook “%(name)s” any more. %(because)s\n\n"
            "What happens from now on is kept for it. Once its receiver is well again, resume it "
            "here, and have it told again of what was given up:\n%(address)s\n"
        )
        % told
    )
