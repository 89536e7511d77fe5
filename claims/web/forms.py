"""What people fill in on the desk's claim screens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims import ingestion
from claims.models import Attribution, Claim, Kind

LONG = forms.Textarea(attrs={"rows": 3, "dir": "auto"})


class RawText(forms.CharField):
    """Text for the domain to judge: it says better what is wrong and what to do."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)
        self.validators = []


class SourceForm(forms.Form):
    source = RawText(
        label=_("Add an article"),
        help_text=_(
            "Paste an address or the whole text, or choose a file: text, Markdown or HTML up to "
            "5 MB, PDF or DOCX up to 20 MB."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "https://…", "dir": "auto"}),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "file", "accept": ingestion.ACCEPTED}),
    )


class InboxFilter(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=500, widget=forms.SearchInput)
    language = forms.ChoiceField(label=_("Language"), required=False)
    triage = forms.ChoiceField(
        label=_("Triage"),
        required=False,
        choices=[("", _("Any")), ("open", _("Open")), ("done", _("Done"))],
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Newest first")), ("oldest", _("Oldest first")), ("title", _("Title"))],
    )

    def __init__(self, data: Any, *, languages: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), required=False, choices=[("", _("Any")), *languages]
        )


class ProposalForm(forms.Form):
    quote = RawText(
        label=_("Exact words from the article"),
        help_text=_("Copy them here, or select them in the text."),
        widget=LONG,
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WordingForm(forms.Form):
    statement = RawText(
        label=_("The claim, standing alone"),
        help_text=_("Write who, what, when and where, so that nobody needs the article."),
        widget=LONG,
    )
    claimant = RawText(label=_("Said by"))
    attribution = forms.ChoiceField(label=_("Attributed to"), choices=Attribution.choices)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class TargetForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("It says the same as"),
        queryset=Claim.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )


class RevisionForm(forms.Form):
    text = RawText(
        label=_("The new text"),
        help_text=_("Paste the whole article as it reads now."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    anyway = forms.BooleanField(
        label=_("It is this article, rewritten from top to bottom"), required=False
    )


class SettleForm(forms.Form):
    quote = RawText(
        label=_("Exact words from the new text"),
        help_text=_("Copy them here, or select them in the text."),
        widget=LONG,
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    statement = RawText(
        label=_("The claim, standing alone"),
        help_text=_("Change it if the article now claims something else."),
        widget=LONG,
    )
    decision = RawText(widget=forms.HiddenInput)
    reason = RawText(label=_("Why"))
