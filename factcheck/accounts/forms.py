"""Signing in, and what people set for themselves."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import User


class SignInForm(LoginForm):
    """allauth's, with the field called `username`: what it asks for and what browsers fill in."""

    field_order = ("username", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields.pop("login")
        name.label = _("Username")
        name.widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}
        password = self.fields["password"]
        password.label, password.help_text = _("Password"), ""
        password.widget.attrs.pop("placeholder", None)
        self.fields["username"] = name
        self.order_fields(self.field_order)

    def clean(self) -> Any:
        self.cleaned_data["login"] = self.cleaned_data.get("username", "").strip()
        return super().clean()


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = (
            "first_name",
            "last_name",
            "language",
            "time_zone",
            "mail",
            "mail_hour",
            "shortcuts",
        )
        labels = {
            "mail": _("Send me e-mail"),
            "shortcuts": _("Single keys do things (j, k, a, x, …)"),
        }
        widgets = {"mail": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            required=False,
            choices=[("", _("As the browser asks")), *settings.LANGUAGES],
        )
        zones = [(name, name.replace("_", " ")) for name in sorted(available_timezones())]
        self.fields["time_zone"] = forms.ChoiceField(label=_("Time zone"), choices=zones)
        hours = [(hour, f"{hour:02}:00") for hour in range(24)]
        self.fields["mail_hour"] = forms.TypedChoiceField(
            label=_("At what time"),
            help_text=_("For e-mail once a day or on Mondays, in your time zone."),
            choices=hours,
            coerce=int,
        )
