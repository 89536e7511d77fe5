"""What people fill in on the pages of webhooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.web.forms import RawText
from reviews.models import WebhookEndpoint, WebhookKind


class Kinds(forms.MultipleChoiceField):
    """Also what nobody offered: the domain says better what is wrong with it."""

    def valid_value(self, value: str) -> bool:
        return True


class WebhookForm(forms.Form):
    """The domain judges; what it refuses is shown at its field."""

    url = RawText(
        label=_("Address"),
        help_text=_("Where the program listens. It must be on the public internet."),
        widget=forms.URLInput(attrs={"placeholder": "https://…", "dir": "ltr"}),
    )
    name = RawText(
        label=_("Name"),
        help_text=_("By which you will know it again, such as “newsroom CMS”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    kinds = Kinds(
        label=_("Tell it when a fact-check is"),
        choices=WebhookKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class SinceForm(forms.Form):
    since = forms.DateTimeField(
        label=_("Everything since"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("In your time zone."),
    )
    failed_only = forms.BooleanField(label=_("Only what was given up"), required=False)


def of(endpoint: WebhookEndpoint) -> WebhookForm:
    stored: dict[str, Any] = {name: getattr(endpoint, name) for name in ("url", "name", "kinds")}
    return WebhookForm(initial=stored)
