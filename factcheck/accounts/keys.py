"""Keys of programs: each person makes and ends their own, since a key acts as its owner."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from factcheck.accounts import access
from factcheck.accounts.models import ApiKey, Scope

MOST = 20
"""Keys in use that one person may have."""


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=50,
        help_text=gettext_lazy("Which program uses it, such as “newsroom CMS”."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Never more than you may do yourself."),
    )
    until = forms.DateField(
        label=gettext_lazy("Works until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Empty: until it is ended."),
    )

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


@access.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: access.DeskRequest) -> HttpResponse:
    """The key itself is in the answer to the POST that made it, and nowhere after."""
    form, key = KeyForm(request.POST or None), ""
    own = ApiKey.objects.filter(owner=request.user)
    if request.method == "POST" and form.is_valid():
        if own.filter(revoked=False).count() >= MOST:
            form.add_error(None, _("You have enough keys. End one that is not used any more."))
        else:
            key, form = _made(request, form), KeyForm()
    context = {"form": form, "key": key, "keys": own.filter(revoked=False)}
    return render(request, "account/keys.html", context)


@access.signed_in
@require_POST
def end(request: access.DeskRequest, prefix: str) -> HttpResponse:
    row = get_object_or_404(ApiKey, owner=request.user, prefix=prefix, revoked=False)
    row.revoked = True
    row.save(update_fields=["revoked"])
    messages.success(request, _("The key %(name)s has ended.") % {"name": row.name})
    return redirect("keys")


def _made(request: access.DeskRequest, form: KeyForm) -> str:
    until = form.cleaned_data["until"]
    _row, key = ApiKey.objects.create_key(
        name=form.cleaned_data["name"],
        owner=request.user,
        scopes=form.cleaned_data["scopes"],
        expiry_date=until and timezone.make_aware(datetime.combine(until, time.min)),
    )
    return str(key)
