"""What people fill in on the desk's claim screens."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims import ingestion
from claims.models import Article, Attribution, Claim, Kind, Status
from claims.web import outlines, presenting

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


class BoundsForm(ProposalForm):
    quote = RawText(
        label=_("The words of the claim"),
        help_text=_("Select them in the text above, or write them here as they stand there."),
        widget=LONG,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


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
        widget=forms.Select(attrs={"class": "select"}),
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


class ChosenForm(forms.Form):
    """The bar beneath the list. What is wrong with it is told in one sentence."""

    claim = forms.ModelMultipleChoiceField(
        queryset=Claim.objects.none(),
        error_messages={
            "required": _("Tick the claims first."),
            "invalid_choice": _("One of these claims is not in this article any more."),
            "invalid_pk_value": _("One of these claims is not in this article any more."),
        },
    )
    act = forms.ChoiceField(
        choices=[("accept", _("Accept")), ("dismiss", _("Dismiss"))],
        error_messages={"required": _("Choose what to do with the ticked claims.")},
    )
    ground = forms.CharField(required=False)
    reason = RawText()

    def __init__(self, data: Any, *, article: Article) -> None:
        super().__init__(data)
        claims = article.claims.order_by("start", "end", "pk")
        self.fields["claim"].queryset = claims  # type: ignore[attr-defined]  # a model field

    def first_error(self) -> str:
        return str(next(iter(self.errors.values()))[0])


class AboveForm(forms.Form):
    at_least = forms.FloatField(
        label=_("Accept all open from"),
        min_value=0,
        max_value=1,
        initial=0.6,
        widget=forms.NumberInput(attrs={"step": "0.05", "class": "input"}),
    )


class TriageFilter(forms.Form):
    """What the list of an article's claims is narrowed by: only what there is to choose."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    origin = forms.ChoiceField(label=_("Proposed by"), required=False)

    def __init__(self, claims: outlines.Outline) -> None:
        chosen = claims.narrowed
        super().__init__({"status": chosen.status, "kind": chosen.kind, "origin": chosen.origin})
        labels: dict[str, dict[str, str]] = {
            "status": {code: str(label) for code, label in Status.choices},
            "kind": {code: str(label) for code, label in Kind.choices},
            "origin": {},
        }
        for name, known in labels.items():
            there = sorted({getattr(row, name) for row in claims.rows})
            shown = [(code, known.get(code) or presenting.origin_name(code)) for code in there]
            choices = [("", _("Any")), *((code, capfirst(label)) for code, label in shown)]
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=choices
            )
