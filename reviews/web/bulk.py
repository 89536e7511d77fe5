"""Many reviews of the queue planned at once: those that are ticked, or all that match.

Each stands for itself. Before all that match are changed, one question; after, an account.
"""

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.accounts.models import Role, User
from factcheck.exceptions import DeskError
from reviews import permissions, planning
from reviews.models import Priority
from reviews.web import filters

SALT = "reviews.web.bulk"
ACCOUNT = "reviews.bulk"  # in the session, until it was shown once
MOST_DIGITS = 18
NOBODY = "nobody"


def _control(label: Any) -> dict[str, Any]:
    return {"aria-label": label, "class": "input"}


class BulkForm(forms.Form):
    """What is left empty stays as it is."""

    to = forms.ChoiceField(required=False)
    priority = forms.TypedChoiceField(
        choices=[("", gettext_lazy("Priority…")), *Priority.choices],
        coerce=lambda value: Priority(int(value)),
        empty_value=None,
        required=False,
        widget=forms.Select(attrs=_control(gettext_lazy("Priority"))),
    )
    due_on = forms.DateField(
        required=False,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", **_control(gettext_lazy("Due"))}
        ),
    )
    no_date = forms.BooleanField(required=False, label=gettext_lazy("No due date"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "bulk_%s"} | kwargs))
        people = User.objects.filter(is_active=True).exclude(role=Role.CONTRIBUTOR)
        self.people = {str(each.pk): each for each in people.order_by("username")}
        choices = [(pk, str(each)) for pk, each in self.people.items()]
        fixed = [("", _("Assign to…")), (NOBODY, _("Nobody: whoever takes it"))]
        widget = forms.Select(attrs=_control(_("Assign to")))
        self.fields["to"] = forms.ChoiceField(
            choices=[*fixed, *choices], required=False, widget=widget
        )
        self.order_fields(["to", "priority", "due_on", "no_date"])

    @property
    def wanted(self) -> dict[str, Any]:
        """What `assign` is given; empty where nothing was chosen."""
        given = self.cleaned_data
        wanted: dict[str, Any] = {}
        if given["to"]:
            wanted["to"] = self.people.get(given["to"])
        if given["priority"]:
            wanted["priority"] = given["priority"]
        if given["due_on"] or given["no_date"]:
            wanted["due_on"] = given["due_on"]
        return wanted

    @property
    def words(self) -> list[str]:
        """What will be done, for the question before."""
        wanted, said = self.wanted, []
        if "to" in wanted and wanted["to"] is None:
            said.append(_("give it to nobody"))
        elif "to" in wanted:
            said.append(_("give it to %(name)s") % {"name": wanted["to"]})
        if "priority" in wanted:
            said.append(_("set the priority to %(word)s") % {"word": wanted["priority"].label})
        if wanted.get("due_on"):
            said.append(_("set the due date to %(day)s") % {"day": wanted["due_on"].isoformat()})
        elif "due_on" in wanted:
            said.append(_("take the due date away"))
        return said


@access.signed_in
@require_POST
def bulk(request: access.DeskRequest) -> HttpResponse:
    """Give reviews to a person, or set urgency and due date."""
    permissions.check_at_least(request.user, Role.EDITOR, to_do=_("assign reviews"))
    back = f"{reverse('reviews:queue')}?{request.GET.urlencode()}"
    form = BulkForm(request.POST)
    asks = "all" in request.POST and "rows" not in request.POST
    try:
        rows = _all(request) if asks else _picked(request)
        if not form.is_valid() or not form.wanted or not rows:
            text = _("Tick some reviews and choose a person, a priority or a due date.")
            messages.error(request, text)
            return redirect(back)
        if asks:
            return _question(request, form, rows, back)
        made = planning.assign_many(rows, by=request.user, now=timezone.now(), **form.wanted)
    except DeskError as refused:
        messages.error(request, str(refused))
        return redirect(back)
    request.session[ACCOUNT] = asdict(made)
    return redirect(back)


def account(request: access.DeskRequest) -> dict[str, Any] | None:
    """What became of the reviews that were changed last; told once."""
    if ACCOUNT not in request.session:
        return None
    told: dict[str, Any] = request.session.pop(ACCOUNT)
    return told | {"done": len(told["changed"]), "unchanged": len(told["same"])}


def _question(
    request: access.DeskRequest, form: BulkForm, rows: dict[int, str], back: str
) -> HttpResponse:
    """The rows go along as they are seen now: what changes until the answer is left alone."""
    planning.check_size(len(rows))
    context = {
        "form": form,
        "number": len(rows),
        "words": form.words,
        "rows": signing.dumps(list(rows.items()), salt=SALT, compress=True),
        "back": back,
    }
    return render(request, "reviews/queue_bulk.html", context)


def _all(request: access.DeskRequest) -> dict[int, str]:
    """All that the address shows, over all pages."""
    chosen = filters.QueueFilter(request.GET, user=request.user, request=request).chosen
    planning.check_size(chosen.count())
    plans = chosen.only("status", "assignee_id", "priority", "due_on")
    return {review.pk: planning.seen(review) for review in plans}


def _picked(request: access.DeskRequest) -> dict[int, str]:
    """Ticked rows say how they were seen: `12:queued//2/`; a number alone means it any way.

    Raises InvalidInput for rows of a question that was not ours, or long ago.
    """
    if "rows" in request.POST:
        return _answered(request.POST["rows"])
    ticks = (tick.partition(":") for tick in request.POST.getlist("pick"))
    return {
        int(number): seen
        for number, _colon, seen in ticks
        if number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS
    }


def _answered(packed: str) -> dict[int, str]:
    try:
        return dict(signing.loads(packed, salt=SALT, max_age=24 * 3600))
    except signing.BadSignature as strange:
        raise planning.Stale(_("This question is too old. Choose the reviews again.")) from strange
