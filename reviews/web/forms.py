"""What people fill in on the review screens. The domain judges texts: it says it better."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims.web.forms import RawText
from factcheck.accounts.models import Role, User
from reviews import meanwhile, publishing, verdicts
from reviews.models import ChangeKind, Rating, Review, Stance, Trigger, Verdict
from reviews.states import Status

WRITTEN_WORDS = ("summary", "rationale", "few_sources_reason", "one_sided_reason")
CHANGES = (ChangeKind.CORRECTION, ChangeKind.UPDATE)
UPON = "reviews.web.forms.upon"  # salt


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _day(**attrs: Any) -> forms.DateInput:
    """Browsers read and write ISO dates, whatever the language of the page."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


class VerdictForm(forms.Form):
    """`revision` is the one that was read; empty where there was no verdict."""

    rating = forms.ModelChoiceField(
        Rating.objects.none(), label=_("Rating"), required=False, widget=forms.RadioSelect
    )
    summary = RawText(
        label=_("Summary"),
        help_text=_("Why, in one or two sentences. Readers see this next to the rating."),
        widget=_lines(3),
    )
    rationale = RawText(
        label=_("Rationale"),
        help_text=_("How the evidence leads to the rating. Markdown; [1] cites evidence 1."),
        widget=_lines(10),
    )
    few_sources_reason = RawText(
        label=_("Why fewer sources"),
        help_text=_("Only if there are fewer than policy asks for."),
        widget=_lines(2),
    )
    one_sided_reason = RawText(
        label=_("Why one side only"),
        help_text=_("Only if there is no evidence for the claim, or none against it."),
        widget=_lines(2),
    )
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, current: Rating | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ratings = Rating.objects.select_related("scale").filter(scale__active=True)
        if current is not None and not current.scale.active:
            ratings |= Rating.objects.select_related("scale").filter(pk=current.pk)
        field = self.fields["rating"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ratings

    @cached_property
    def ratings(self) -> list[Rating]:
        """The words to choose from, each with its last `uses`."""
        field = self.fields["rating"]
        assert isinstance(field, forms.ModelChoiceField)
        return verdicts.with_uses(list(field.queryset or []))

    @property
    def chosen(self) -> str:
        """The number of the chosen rating, to tick it."""
        return str(self["rating"].value() or "")

    @property
    def words(self) -> dict[str, Any]:
        """What `save_draft` writes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


def flat(kept: Mapping[str, Any]) -> dict[str, str]:
    """A draft as js/drafts.js keeps it, the values of each field in a list, as a form is sent."""
    return {
        name: str(values[0] if isinstance(values, list) else values)
        for name, values in kept.items()
        if values
    }


def verdict_form(words: verdicts.Words, verdict: Verdict | None) -> VerdictForm:
    """The form as it stands stored."""
    stored = {
        "rating": words.rating.pk if words.rating else None,
        "summary": words.summary,
        "rationale": words.rationale,
        "few_sources_reason": words.few_sources_reason,
        "one_sided_reason": words.one_sided_reason,
        "revision": verdict.revision if verdict else None,
    }
    return VerdictForm(initial=stored, current=words.rating)


class EvidenceForm(forms.Form):
    url = RawText(
        label=_("Address"),
        help_text=_("The page is fetched and kept; the quote is looked up in it."),
        widget=forms.URLInput(attrs={"placeholder": "https://…", "dir": "ltr"}),
    )
    quote = RawText(label=_("Quote"), help_text=_("The exact words that matter."), widget=_lines(3))
    stance = forms.ChoiceField(
        choices=Stance.choices, label=_("The source"), required=False, widget=forms.RadioSelect
    )
    primary = forms.BooleanField(label=_("Primary source"), required=False)
    note = RawText(label=_("Note"), widget=_lines(2))
    interest = RawText(
        label=_("Interests of the source"),
        help_text=_("What readers should know about it."),
        widget=_lines(2),
    )
    unlocated_reason = RawText(
        label=_("Why it counts although the quote was not found"),
        help_text=_("Only if the page cannot be read, or does not hold the quote word for word."),
        widget=_lines(2),
    )


class UponForm(forms.Form):
    """A form that knows what its reader had before them, so that a late one overwrites nothing."""

    upon = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            read = {name: meanwhile.plain(value) for name, value in self.initial.items()}
            self.initial = {**self.initial, "upon": signing.Signer(salt=UPON).sign_object(read)}

    def clean_upon(self) -> dict[str, Any] | None:
        """None where a program left it out, or where the page is from before an upgrade."""
        try:
            found: dict[str, Any] = signing.Signer(salt=UPON).unsign_object(
                self.cleaned_data["upon"]
            )
        except signing.BadSignature:
            return None
        return found


class RemarksForm(UponForm):
    stance = forms.ChoiceField(choices=Stance.choices, label=_("The source"))
    primary = forms.BooleanField(label=_("Primary source"), required=False)
    note = RawText(label=_("Note"), widget=_lines(2))
    interest = RawText(label=_("Interests of the source"), widget=_lines(2))


class ReasonForm(forms.Form):
    reason = RawText(label=_("Reason"), widget=_lines(2))


class CommentForm(forms.Form):
    text = RawText(label=_("Comment"), widget=_lines(2))


class PlanForm(UponForm):
    """Why the claim was chosen and, for editors, until when it should be done."""

    why = RawText(
        label=_("Chosen because"),
        help_text=_("Readers see this on the page once the verdict is published."),
        widget=_lines(2),
    )
    due_on = forms.DateField(
        label=_("Due"), required=False, widget=_day(), help_text=_("Empty: no date.")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "plan_%s"} | kwargs))
        if not by.at_least(Role.EDITOR):
            del self.fields["due_on"]


def plan_form(review: Review, by: User) -> PlanForm | None:
    """The form as it stands stored; None for those who may not plan."""
    has_it = review.state is Status.IN_REVIEW and review.assignee_id == by.pk
    if not by.at_least(Role.EDITOR) and not (has_it and by.at_least(Role.REVIEWER)):
        return None
    stored = {"why": review.why_selected, "due_on": review.due_on}
    return PlanForm(initial=stored, by=by)


class MoveForm(forms.Form):
    to = forms.CharField()
    reason = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in CHANGES], required=False)
    trigger = forms.ChoiceField(choices=Trigger.choices, required=False)
    report = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)

    @property
    def change(self) -> publishing.Change:
        """What is told of the next version, where the move makes one."""
        given = self.cleaned_data
        return {
            "reason": given["reason"],
            "kind": ChangeKind(given["kind"]) if given["kind"] else None,
            "trigger": Trigger(given["trigger"]) if given["trigger"] else None,
            "report": given["report"],
        }
