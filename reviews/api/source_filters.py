"""What sources can be narrowed by: the same words in the API and in the addresses of the desk."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from reviews.links import watching
from reviews.models import LinkState, SourceLink


class SourceFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    q = django_filters.CharFilter(method="search", label=_("Search"))
    state = django_filters.ChoiceFilter(
        choices=LinkState.choices, label=_("Health"), empty_label=_("Any")
    )
    host = django_filters.CharFilter(field_name="host__name", lookup_expr="iexact", label=_("Host"))
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

    def waiting(self, links: QuerySet[SourceLink], name: str, value: str) -> QuerySet[SourceLink]:
        waiting = watching.needing_a_decision(SourceLink.objects.all()).values("pk")
        return links.filter(pk__in=waiting)
