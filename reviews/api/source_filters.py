"""What sources can be narrowed by: the same words in the API and in the addresses of the desk."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.links import watching
from reviews.models import Condition, Evidence, LinkState, SourceLink

DAY = timedelta(days=1)
TROUBLED = "troubled"
AGES = dict(pairwise([*watching.AGES, None]))
AGE_NAMES = (_("today"), _("1–6 days"), _("1–4 weeks"), _("1–3 months"), _("longer"))


class SourceFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    q = django_filters.CharFilter(method="search", label=_("Search"))
    state = django_filters.ChoiceFilter(
        choices=[(TROUBLED, _("in trouble")), *LinkState.choices],
        method="in_state",
        label=_("Health"),
        empty_label=_("Any"),
    )
    host = django_filters.CharFilter(method="at_host", label=_("Host"))
    age = django_filters.ChoiceFilter(
        choices=[(str(age), name) for age, name in zip(watching.AGES, AGE_NAMES, strict=True)],
        method="aged",
        label=_("Failing for"),
        empty_label=_("Any"),
    )
    began = django_filters.DateFilter(
        method="begun",
        label=_("Trouble began"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    decision = django_filters.ChoiceFilter(
        method="waiting",
        choices=[("yes", _("Yes"))],
        label=_("Needs a decision"),
        empty_label=_("Any"),
    )

    class Meta:
        model = SourceLink
        fields: list[str] = []

    def search(self, links: QuerySet[SourceLink], name: str, value: str) -> QuerySet[SourceLink]:
        titled = SourceLink.objects.filter(snapshots__title__icontains=value)
        return links.filter(Q(url__icontains=value) | Q(pk__in=titled.values("pk")))

    def in_state(self, links: QuerySet[SourceLink], name: str, value: str) -> QuerySet[SourceLink]:
        if value == TROUBLED:
            return links.filter(pk__in=SourceLink.objects.troubled().order_by().values("pk"))
        return links.filter(state=value)

    def at_host(self, links: QuerySet[SourceLink], name: str, value: str) -> QuerySet[SourceLink]:
        """By its whole name, which is kept in lower case."""
        return links.filter(host__name=value.strip().lower().removesuffix("."))

    def aged(self, links: QuerySet[SourceLink], name: str, value: str) -> QuerySet[SourceLink]:
        """As `watching.ages_of_failure` counts them."""
        since, now = int(value), timezone.now()
        found = links.filter(state__in=watching.STRUCK, first_strike_at__isnull=False)
        if since:
            found = found.filter(first_strike_at__lte=now - since * DAY)
        until = AGES[since]
        return found if until is None else found.filter(first_strike_at__gt=now - until * DAY)

    def begun(self, links: QuerySet[SourceLink], name: str, value: date) -> QuerySet[SourceLink]:
        """In trouble since that day (UTC): their failures began, or a cited passage changed."""
        first, last = (datetime.combine(value, at, tzinfo=UTC) for at in (time.min, time.max))
        changed = Evidence.objects.filter(
            condition__in=[Condition.DEAD, Condition.DRIFTED],
            condition_since__range=(first, last),
        )
        struck = SourceLink.objects.troubled().filter(first_strike_at__range=(first, last))
        found = struck.order_by().values("pk").union(changed.order_by().values("link"))
        return links.filter(pk__in=found)

    def waiting(self, links: QuerySet[SourceLink], name: str, value: str) -> QuerySet[SourceLink]:
        waiting = watching.needing_a_decision(SourceLink.objects.all()).values("pk")
        return links.filter(pk__in=waiting)
