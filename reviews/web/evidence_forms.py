"""What people fill in about evidence. The domain judges texts: it says better what is wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.web.forms import RawText
from reviews.evidence import files
from reviews.models import Channel, Evidence, Fetch, ReplyOutcome, Stance


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def line() -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto"})


class MomentField(forms.DateTimeField):
    """In the reader's zone, as browsers write and read it."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)


class SaidForm(forms.Form):
    """What is said of evidence, whatever it is."""

    quote = RawText(label=_("Quote"), help_text=_("The exact words that matter."), widget=lines(3))
    stance = forms.ChoiceField(
        choices=Stance.choices,
        label=_("The source"),
        required=False,
        initial=Stance.SUPPORTS,
        widget=forms.RadioSelect,
    )
    primary = forms.BooleanField(label=_("Primary source"), required=False)
    note = RawText(label=_("Note"), widget=lines(2))
    interest = RawText(
        label=_("Interests of the source"),
        help_text=_("What readers should know about it."),
        widget=lines(2),
    )
    unlocated_reason = RawText(
        label=_("Why it counts although the quote was not found"),
        help_text=_("Only if it cannot be read, or does not hold the quote word for word."),
        widget=lines(2),
    )

    def said(self, sent: Any) -> dict[str, Any]:
        """What was sent, for the domain to judge: also a stance that is none."""
        return {**self.cleaned_data, "stance": sent.get("stance", "")}


class NamedForm(SaidForm):
    """A source that no address leads to."""

    title = RawText(
        label=_("What it is"),
        help_text=_("Title and kind, so that others can find it."),
        widget=line(),
    )
    publisher = RawText(
        label=_("Who stands behind it"),
        help_text=_("Author, publisher, or who was spoken to. Counts as one independent source."),
        widget=line(),
    )
    place = RawText(
        label=_("Where in it"), help_text=_("Page, minute, or the day of it."), widget=line()
    )


class FileForm(NamedForm):
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A PDF or a picture (PNG, JPEG, GIF, WebP), up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": files.ACCEPTED}),
    )
    field_order = ("file", "title", "publisher", "place")


class HandForm(NamedForm):
    unlocated_reason = RawText(
        label=_("How you know"),
        help_text=_("And how others could look it up. Readers see this."),
        widget=lines(2),
    )
    field_order = ("title", "publisher", "place")


class QuoteForm(SaidForm):
    """Words chosen in a copy; `start` and `end` are where they were selected, if they were."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


def quote_form(of: Evidence) -> QuoteForm:
    stored = {name: getattr(of, name) for name in ("stance", "primary", "interest")}
    return QuoteForm(initial=stored, auto_id="quote_%s")


def fetch_form(fetch: Fetch) -> QuoteForm:
    """All that was typed when it was asked for."""
    return QuoteForm(initial=fetch.cited, auto_id="quote_%s")


class AskForm(forms.Form):
    party = RawText(
        label=_("Who was asked"), help_text=_("Name and part: readers see this."), widget=line()
    )
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices, required=False)
    question = RawText(
        label=_("What they were asked"),
        help_text=_("In the words they were asked in. Readers see this."),
        widget=lines(3),
    )
    asked_at = MomentField(label=_("Asked on"))
    deadline = MomentField(label=_("Answer by"), required=False)


class ReceiveForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=ReplyOutcome.choices, required=False
    )
    answer = RawText(
        label=_("Their answer"),
        help_text=_("In their words. Readers see this."),
        widget=lines(4),
    )
    received_at = MomentField(label=_("On"))
