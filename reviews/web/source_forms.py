"""What people fill in about sources. The domain judges texts: it says better what is wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.web.forms import RawText
from reviews.models import Evidence
from reviews.web.forms import EvidenceForm


class ReplaceForm(EvidenceForm):
    """Another source in the place of one; what can be carried over stands in it already."""

    reason = RawText(
        label=_("Why it is replaced"),
        help_text=_("Kept in the history, beside the source that is withdrawn."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


def replace_form(old: Evidence) -> ReplaceForm:
    names = ("quote", "stance", "primary", "note", "interest")
    stored: dict[str, Any] = {name: getattr(old, name) for name in names}
    return ReplaceForm(initial=stored, auto_id="replace_%s")


class HostForm(forms.Form):
    """How the host of a source is visited."""

    crawl_delay = forms.FloatField(
        label=_("Seconds between two requests"),
        help_text=_("Empty: as everywhere."),
        required=False,
        widget=forms.NumberInput(attrs={"min": 0, "max": 3600, "step": "any", "dir": "ltr"}),
    )


class ListForm(forms.Form):
    """Addresses to watch: pasted, or in a file."""

    pasted = RawText(
        label=_("Addresses"),
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "ltr", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("One address on each line, CSV with a column “url”, or JSON Lines."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.csv,.tsv,.jsonl,.ndjson"}),
    )
