"""What the queue shows: a saved view, narrowed and ordered. All of it is in the address."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Count, F, OrderBy, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import Role, User
from reviews import verdicts
from reviews.api.filters import WorkFilter
from reviews.models import Review
from reviews.states import Status

OPEN = (Status.QUEUED, Status.IN_REVIEW, Status.SUBMITTED, Status.APPROVED)
VIEWS = {
    "open": (_("Open"), Q(status__in=OPEN)),
    "waiting": (_("Queued"), Q(status=Status.QUEUED)),
    "mine": (_("Mine"), Q()),  # with the person's own reviews, see `condition`
    "second": (_("Waiting for a second look"), Q(status=Status.SUBMITTED)),
    "approved": (_("To publish"), Q(status=Status.APPROVED)),
    "flagged": (_("Needs another look"), Q(publication__flagged_at__isnull=False)),
    "published": (_("Published"), Q(status__in=[Status.PUBLISHED, Status.RETRACTED])),
    "closed": (_("Closed"), Q(status=Status.CLOSED)),
    "all": (_("All"), Q()),
}
COUNTED = ("open", "waiting", "mine", "second", "approved", "flagged")
ORDERS = {
    "priority": "priority",
    "due": "due_on",
    "age": "created_at",
    "changed": "changed_at",
}


def condition(view: str, user: User) -> Q:
    if view == "mine":
        return Q(assignee=user, status__in=OPEN)
    return VIEWS[view][1]


def counts(user: User) -> dict[str, int]:
    """How many reviews each counted view holds, in one query."""
    numbers = {view: Count("pk", filter=condition(view, user)) for view in COUNTED}
    return Review.objects.visible_to(user).aggregate(**numbers)


class QueueFilter(WorkFilter):
    view = django_filters.ChoiceFilter(
        choices=[(name, label) for name, (label, _condition) in VIEWS.items()],
        method="viewed",
        widget=forms.HiddenInput,
    )
    status = django_filters.ChoiceFilter(
        choices=Status.choices, label=_("Status"), empty_label=_("Any")
    )
    order = django_filters.ChoiceFilter(
        choices=[(sign + name, name) for name in ORDERS for sign in ("", "-")],
        method="ordered",
        widget=forms.HiddenInput,
    )
    field_order = ("q", "status", "priority", "assignee", "kind", "view", "order")

    def __init__(self, data: QueryDict, *, user: User, request: Any) -> None:
        reviews = verdicts.with_rating(Review.objects.visible_to(user).in_order_of_work())
        rows = reviews.select_related("claim__article", "assignee", "publication")
        super().__init__(data, queryset=rows.defer("claim__article__text"), request=request)
        people = User.objects.filter(is_active=True).exclude(role=Role.CONTRIBUTOR)
        choices = [(each.username, str(each)) for each in people.order_by("username")]
        fixed = [("", _("Anyone")), ("me", _("Me")), ("nobody", _("Nobody"))]
        form: forms.Form = self.form
        form.fields["assignee"] = forms.ChoiceField(
            choices=[*fixed, *choices], label=_("Reviewer"), required=False
        )
        form.order_fields(self.field_order)

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
        return any(self.data.get(name) for name in ("q", "status", "priority", "assignee", "kind"))

    def filter_queryset(self, queryset: QuerySet[Review]) -> QuerySet[Review]:
        found: QuerySet[Review] = super().filter_queryset(queryset)
        user = self.request.user
        return found.filter(condition(self.view_name, user))

    def viewed(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        """Applied in `filter_queryset`: without a word in the address a view holds, too."""
        return reviews

    def ordered(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        return reviews.order_by(_ordered(value), "pk")


def _ordered(name: str) -> OrderBy:
    """Reviews without a due date come last, whichever way the dates run."""
    field = F(ORDERS[name.removeprefix("-")])
    if name.startswith("-"):
        return field.desc(nulls_last=True)
    return field.asc(nulls_last=True)
