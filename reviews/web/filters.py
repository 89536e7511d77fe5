"""What the queue shows: a view, narrowed, ordered, in chosen columns. All of it is in the address.

What people save under a name is such an address, too; it is read here again each time.
"""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from factcheck.accounts.models import Role, User
from reviews.api.filters import WorkFilter
from reviews.models import Review
from reviews.models.review import OPEN
from reviews.states import Status

VIEWS = {
    "open": (_("Open"), Q(status__in=OPEN)),
    "waiting": (_("Queued"), Q(status=Status.QUEUED)),
    "mine": (_("Mine"), Q()),  # with the person's own reviews, see `condition`
    "late": (_("Overdue"), Q()),  # as of today, see `condition`
    "second": (_("Waiting for a second look"), Q(status=Status.SUBMITTED)),
    "approved": (_("To publish"), Q(status=Status.APPROVED)),
    "flagged": (_("Needs another look"), Q(publication__flagged_at__isnull=False)),
    "published": (_("Published"), Q(status__in=[Status.PUBLISHED, Status.RETRACTED])),
    "closed": (_("Closed"), Q(status=Status.CLOSED)),
    "all": (_("All"), Q()),
}
COUNTED = ("open", "waiting", "mine", "late", "second", "approved", "flagged")
ORDERS = {
    "priority": "priority",
    "due": "due_on",
    "age": "created_at",
    "changed": "changed_at",
    "reviewer": "assignee__username",
}
WORK = "overdue"  # the order that holds where the address names none
COLUMNS = {
    "status": _("Status"),
    "verdict": _("Verdict"),
    "priority": _("Priority"),
    "due": _("Due"),
    "reviewer": _("Reviewer"),
    "age": pgettext_lazy("column of the queue", "Opened"),
    "changed": _("Last move"),
    "kind": _("Kind"),
    "why": _("Chosen because"),
}
USUAL = ("status", "verdict", "priority", "due", "reviewer", "age")
NARROWING = (
    *("q", "status", "priority", "assignee", "kind", "claimant", "rating", "overdue"),
    *("due_after", "due_before", "opened_after", "opened_before"),
    *("decided_after", "decided_before"),
)
DAYS = NARROWING[8:]
ALWAYS = ("q", "status", "priority", "assignee")  # the other filters are one press away


def condition(view: str, user: User, today: date) -> Q:
    if view == "mine":
        return Q(assignee=user, status__in=OPEN)
    if view == "late":
        return Q(due_on__lt=today, status__in=OPEN)
    return VIEWS[view][1]


def counts(user: User) -> dict[str, int]:
    """How many reviews each counted view holds, in one query."""
    today = timezone.localdate()
    numbers = {view: Count("pk", filter=condition(view, user, today)) for view in COUNTED}
    return Review.objects.visible_to(user).aggregate(**numbers)


class QueueFilter(WorkFilter):
    view = django_filters.ChoiceFilter(
        choices=[(name, label) for name, (label, _condition) in VIEWS.items()],
        method="untouched",
        widget=forms.HiddenInput,
    )
    status = django_filters.ChoiceFilter(
        choices=Status.choices, label=_("Status"), empty_label=_("Any")
    )
    order = django_filters.ChoiceFilter(
        choices=[(WORK, WORK), *((sign + name, name) for name in ORDERS for sign in ("", "-"))],
        method="ordered",
        widget=forms.HiddenInput,
    )
    columns = django_filters.MultipleChoiceFilter(
        choices=list(COLUMNS.items()), method="untouched", label=_("Columns")
    )

    def __init__(self, data: QueryDict, *, user: User, request: Any) -> None:
        self.today = timezone.localdate()
        reviews = Review.objects.visible_to(user).in_order_of_work(self.today)
        super().__init__(data, queryset=reviews, request=request)
        choices = [(each.username, str(each)) for each in _people()]
        fixed = [("", _("Anyone")), ("me", _("Me")), ("nobody", _("Nobody"))]
        form: forms.Form = self.form
        form.fields["assignee"] = forms.ChoiceField(
            choices=[*fixed, *choices], label=_("Reviewer"), required=False
        )
        for name in DAYS:
            form.fields[name].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    @property
    def chosen(self) -> QuerySet[Review]:
        """The rows; none where the address holds a filter that means nothing."""
        found: QuerySet[Review] = self.qs if self.is_valid() else self.queryset.none()
        return found

    @property
    def view_name(self) -> str:
        asked = self.data.get("view", "")
        if asked in VIEWS:
            return str(asked)
        return "all" if self.narrowed else "open"

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in NARROWING)

    @property
    def columns_shown(self) -> list[str]:
        asked = set(self.data.getlist("columns")) & set(COLUMNS)
        return [name for name in COLUMNS if name in (asked or USUAL)]

    @property
    def query(self) -> str:
        """What of the address means something, to be kept under a name."""
        kept = QueryDict(mutable=True)
        for name in self.form.fields:
            values = [value for value in self.data.getlist(name) if value]
            if values and name not in self.form.errors:
                kept.setlist(name, values)
        return kept.urlencode()

    @property
    def unknown(self) -> list[str]:
        """The labels of filters whose values mean nothing."""
        return [str(self.form.fields[name].label or name) for name in self.form.errors]

    def filter_queryset(self, queryset: QuerySet[Review]) -> QuerySet[Review]:
        found: QuerySet[Review] = super().filter_queryset(queryset)
        return found.filter(condition(self.view_name, self.request.user, self.today))

    def untouched(self, reviews: QuerySet[Review], name: str, value: Any) -> QuerySet[Review]:
        """A view holds without a word in the address, too (`filter_queryset`); columns hide."""
        return reviews

    def ordered(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        return reviews if value == WORK else reviews.order_by(_ordered(value), "pk")


def _people() -> QuerySet[User]:
    """Who reviews, and who has or had a review: also those who left."""
    reviewing = Q(is_active=True) & ~Q(role=Role.CONTRIBUTOR)
    theirs = Review.objects.filter(assignee=OuterRef("pk"))
    return User.objects.filter(reviewing | Exists(theirs)).order_by("username")


def _ordered(name: str) -> OrderBy:
    """Reviews without a due date, or a reviewer, come last, whichever way the order runs."""
    field = F(ORDERS[name.removeprefix("-")])
    if name.startswith("-"):
        return field.desc(nulls_last=True)
    return field.asc(nulls_last=True)
