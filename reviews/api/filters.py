"""What reviews can be narrowed by: the same words in the API and in the addresses of the desk."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from claims.models import Kind
from factcheck.accounts.models import User
from reviews.models import Priority, Review
from reviews.states import Status


class WorkFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """What API and queue have in common."""

    q = django_filters.CharFilter(method="search", label=_("Search claims"))
    priority = django_filters.ChoiceFilter(
        choices=Priority.choices, label=_("Priority"), empty_label=_("Any")
    )
    assignee = django_filters.CharFilter(method="assigned", label=_("Reviewer"))
    kind = django_filters.ChoiceFilter(
        field_name="claim__kind", choices=Kind.choices, label=_("Kind"), empty_label=_("Any")
    )

    class Meta:
        model = Review
        fields: list[str] = []

    def search(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        return reviews.filter(
            Q(claim__statement__icontains=value)
            | Q(claim__claimant__icontains=value)
            | Q(claim__article__title__icontains=value)
        )

    def assigned(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        """`me`, `nobody`, or a user name."""
        if value == "nobody":
            return reviews.filter(assignee__isnull=True)
        if value == "me":
            user = getattr(self.request, "user", None)
            return reviews.filter(assignee=user) if isinstance(user, User) else reviews.none()
        return reviews.filter(assignee__username=value)


class ReviewFilter(WorkFilter):
    status = django_filters.MultipleChoiceFilter(choices=Status.choices, label=_("Status"))
    flagged = django_filters.ChoiceFilter(
        method="with_flag",
        choices=[("true", _("Yes")), ("false", _("No"))],
        label=_("Needs another look"),
    )

    def with_flag(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        return reviews.filter(publication__flagged_at__isnull=value == "false")
