"""What people of the desk fill in about readers' reports and the pages of the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.web.forms import RawText
from factcheck.accounts.models import Role, User
from reviews.reader_states import ReportStatus, Told
from reviews.readers import pages

LONG = forms.Textarea(attrs={"rows": 6, "dir": "auto"})
MOST_ID = 2**63 - 1
VIEWS = {
    "open": _("Open"),
    "mine": _("Mine"),
    "answered": _("Answered"),
    "spam": _("Spam"),
    "all": _("All"),
}


class ReportFilter(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=300, widget=forms.SearchInput)
    kind = forms.ChoiceField(
        label=_("About"), required=False, choices=[("", _("Any")), *Told.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Any")), *ReportStatus.choices]
    )
    show = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (ReportStatus.UPHELD, _("Upheld: the reader is right, a correction follows")),
            (ReportStatus.PARTLY_UPHELD, _("Partly upheld: right in some of it")),
            (ReportStatus.REJECTED, _("Rejected: the verdict stands as it is")),
        ],
    )
    answer = RawText(
        label=_("Answer"),
        help_text=_("Your reasons, as the reader gets them. It cannot be changed afterwards."),
        widget=LONG,
    )
    reopen = forms.BooleanField(
        label=_("Reopen the review for a correction, if it is upheld only in part"), required=False
    )


class DeclineForm(forms.Form):
    answer = RawText(
        label=_("Why the desk does not check it"),
        help_text=_("The reader gets this answer."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class ClaimForm(forms.Form):
    claim = forms.IntegerField(
        label=_("Number of an accepted claim"),
        required=False,
        min_value=1,
        max_value=MOST_ID,
        widget=forms.NumberInput(attrs={"dir": "ltr"}),
    )


class MergeForm(forms.Form):
    into = forms.IntegerField(
        label=_("Number of the report that told it before"),
        required=False,
        min_value=1,
        max_value=MOST_ID,
        widget=forms.NumberInput(attrs={"dir": "ltr"}),
    )


class NoteForm(forms.Form):
    note = RawText(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))


class GiveForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Given to"), queryset=User.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in Role if role.rank >= Role.REVIEWER.rank]
        people = User.objects.filter(is_active=True, role__in=roles)
        self.fields["to"].queryset = people  # type: ignore[attr-defined] # a ModelChoiceField


class PageForm(forms.Form):
    title = RawText(
        label=_("Title"),
        widget=forms.TextInput(attrs={"dir": "auto", "maxlength": pages.LONGEST_TITLE}),
    )
    markdown = RawText(
        label=_("Text"),
        help_text=_("In Markdown: # for a heading, - for a list, [words](https://…) for a link."),
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
    )
    base = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput
    )
