"""What reviews can be narrowed by: the same words in the API and in the addresses of the desk."""

from datetime import date, datetime, time, timedelta

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Kind
from factcheck.accounts.models import User
from reviews.models import Priority, Rating, Review, Verdict
from reviews.states import Status

MOMENTS = {"opened": "created_at", "decided": "publication__first_published_at"}


def _ratings(request: HttpRequest | None) -> QuerySet[Rating]:
    """Those of the scale in use first; those of old scales are on old verdicts."""
    return Rating.objects.order_by("-scale__active", "scale", "position")


class WorkFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """What API and queue have in common. Days are days of the reader's zone, both included."""

    q = django_filters.CharFilter(method="search", label=_("Search claims"))
    priority = django_filters.ChoiceFilter(
        choices=Priority.choices, label=_("Priority"), empty_label=_("Any")
    )
    assignee = django_filters.CharFilter(method="assigned", label=_("Reviewer"))
    kind = django_filters.ChoiceFilter(
        field_name="claim__kind", choices=Kind.choices, label=_("Kind"), empty_label=_("Any")
    )
    claimant = django_filters.CharFilter(
        field_name="claim__claimant", lookup_expr="iexact", label=_("Said by")
    )
    rating = django_filters.ModelChoiceFilter(
        queryset=_ratings, method="rated", label=_("Verdict"), empty_label=_("Any")
    )
    opened_after = django_filters.DateFilter(method="since", label=_("Opened from"))
    opened_before = django_filters.DateFilter(method="until", label=_("Opened until"))
    decided_after = django_filters.DateFilter(method="since", label=_("First published from"))
    decided_before = django_filters.DateFilter(method="until", label=_("First published until"))
    due_after = django_filters.DateFilter(
        field_name="due_on", lookup_expr="gte", label=_("Due from")
    )
    due_before = django_filters.DateFilter(
        field_name="due_on", lookup_expr="lte", label=_("Due until")
    )
    overdue = django_filters.ChoiceFilter(
        method="late", choices=[("1", _("Yes"))], label=_("Overdue"), empty_label=_("Any")
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

    def rated(self, reviews: QuerySet[Review], name: str, value: Rating) -> QuerySet[Review]:
        """Whose newest verdict says so, as lists show it."""
        later = Verdict.objects.filter(review=OuterRef("review"), version__gt=OuterRef("version"))
        newest = Verdict.objects.filter(~Exists(later), rating=value)
        return reviews.filter(pk__in=newest.values("review"))

    def since(self, reviews: QuerySet[Review], name: str, value: date) -> QuerySet[Review]:
        return reviews.filter(**{f"{_moment(name)}__gte": _midnight(value)})

    def until(self, reviews: QuerySet[Review], name: str, value: date) -> QuerySet[Review]:
        if value == date.max:
            return reviews
        return reviews.filter(**{f"{_moment(name)}__lt": _midnight(value + timedelta(days=1))})

    def late(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        today = timezone.localdate()
        return reviews.filter(pk__in=Review.objects.overdue(today).values("pk"))


class ReviewFilter(WorkFilter):
    status = django_filters.MultipleChoiceFilter(choices=Status.choices, label=_("Status"))
    flagged = django_filters.ChoiceFilter(
        method="with_flag",
        choices=[("true", _("Yes")), ("false", _("No"))],
        label=_("Needs another look"),
    )

    def with_flag(self, reviews: QuerySet[Review], name: str, value: str) -> QuerySet[Review]:
        return reviews.filter(publication__flagged_at__isnull=value == "false")


def _moment(name: str) -> str:
    return MOMENTS[name.partition("_")[0]]


def _midnight(day: date) -> datetime:
    """The start of a day where the reader is. Years at the ends of time stay within them."""
    day = min(max(day, date(1, 1, 3)), date(9999, 12, 29))
    return timezone.make_aware(datetime.combine(day, time.min))
