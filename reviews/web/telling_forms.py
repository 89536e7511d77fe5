"""What readers fill in, and the token that says when they began. The domain judges the words."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from claims.web.forms import RawText
from factcheck.exceptions import InvalidInput
from reviews.readers import Sending, limits, receiving

SALT = "factcheck.readers.form"
OPEN_FOR = timedelta(days=1)


def lines(rows: int, longest: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": longest})


class TellForm(forms.Form):
    """`website` is a trap: people neither see nor reach it, programs fill it in."""

    name = RawText(
        label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )
    email = RawText(
        label=_("Your e-mail address"),
        help_text=_("We write to it when there is an answer, and for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    website = RawText(
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )
    began = RawText(widget=forms.HiddenInput)


class ReportForm(TellForm):
    what = RawText(
        label=_("What is wrong?"),
        help_text=_("The sentence or figure, and what it should say."),
        widget=lines(6, receiving.LONGEST),
    )
    relies_on = RawText(
        label=_("How do you know?"),
        help_text=_("A link or a document that we can look up."),
        widget=lines(2, receiving.LONGEST_PLACE),
    )
    about = RawText(
        label=_("Which fact-check is it in?"),
        help_text=_("Its address. Empty, if the error is somewhere else on these pages."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    field_order = ["what", "relies_on", "about", "name", "email", "website", "began"]


class SuggestForm(TellForm):
    what = RawText(
        label=_("What was said?"),
        help_text=_("The claim as it was said, one at a time."),
        widget=lines(4, receiving.LONGEST),
    )
    seen_at = RawText(
        label=_("Where did you see it?"),
        help_text=_("The address of the page, or who said it where and when."),
        widget=lines(2, receiving.LONGEST_PLACE),
    )
    relies_on = RawText(
        label=_("Do you know something that helps to check it?"),
        widget=lines(2, receiving.LONGEST_PLACE),
    )
    field_order = ["what", "seen_at", "relies_on", "name", "email", "website", "began"]


class AppealForm(forms.Form):
    text = RawText(
        label=_("What does the answer leave out or get wrong?"),
        help_text=_("Somebody else decides on it. You can appeal once."),
        widget=lines(5, 10_000),
    )


@dataclass(frozen=True)
class Opened:
    """Which opening of a form was sent, and how long it was open."""

    form: UUID
    seconds: float


def begun(now: datetime) -> str:
    """Signed: a program cannot claim to have read for a minute without doing so."""
    return signing.dumps({"form": uuid.uuid4().hex, "at": now.timestamp()}, salt=SALT)


def opened(token: str, *, now: datetime) -> Opened:
    """Raises InvalidInput for what we did not sign, or not within a day."""
    try:
        held = signing.loads(token, salt=SALT)
        seconds = now.timestamp() - held["at"]
    except signing.BadSignature:
        seconds = OPEN_FOR.total_seconds() + 1
    if seconds > OPEN_FOR.total_seconds():
        raise InvalidInput(
            translate(
                "This form was open for more than a day. Your words are still in it: look "
                "through them, then send it again."
            )
        )
    return Opened(UUID(held["form"]), seconds)


def sending(request: HttpRequest, form: TellForm, *, now: datetime) -> Sending:
    """Raises InvalidInput where the form was open for too long."""
    was = opened(form.cleaned_data["began"], now=now)
    return Sending(
        sender=limits.sender(address_of(request), now=now),
        form=was.form,
        trapped=bool(form.cleaned_data["website"]),
        seconds=was.seconds,
    )


def address_of(request: HttpRequest) -> str:
    """The network address our proxy saw, where there is one; never what a stranger claims."""
    if settings.BEHIND_TLS:
        passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return passed_on or str(request.META.get("REMOTE_ADDR", ""))
    return str(request.META.get("REMOTE_ADDR", ""))
