"""`/api/v1/reviews/bulk/` and `/api/v1/workload/`: who has what, until when."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from factcheck.exceptions import Conflict
from reviews import planning, workload
from reviews.api import access, filters, requests
from reviews.models import Review

MOST_ID = 2**63 - 1


class CountChanged(Conflict):
    """Not as many reviews match as the program expected."""

    code = "count-changed"


class PlanManySerializer(requests.AssignSerializer):
    """`ids`, or `all` with how many are `expected`; then what each of them is given."""

    why = None  # type: ignore[assignment]  # how REST framework drops an inherited field
    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MOST_ID),
        required=False,
        max_length=planning.MOST,
        help_text="numbers of reviews",
    )
    all = serializers.BooleanField(
        required=False, default=False, help_text="all that match the filters of the address"
    )
    expected = serializers.IntegerField(
        required=False, min_value=0, help_text="with `all`: 409 unless as many match"
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        chosen: dict[str, Any] = {
            name: attrs.pop(name) for name in ("ids", "all", "expected") if name in attrs
        }
        if chosen["all"] is ("ids" in chosen):
            raise serializers.ValidationError("Send either ids, or all with expected.")
        if chosen["all"] and "expected" not in chosen:
            raise serializers.ValidationError("Say how many you expect: send expected with all.")
        return {"plan": super().validate(attrs), **chosen}


class LeftAloneSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="review_id")
    detail = serializers.CharField(source="why")


class PlannedSerializer(serializers.Serializer[Any]):
    changed = serializers.ListField(child=serializers.IntegerField())
    same = serializers.ListField(child=serializers.IntegerField(), help_text="were so already")
    refused = LeftAloneSerializer(many=True)


class Bulk(access.Gated, generics.GenericAPIView[Review]):
    queryset = Review.objects.none()
    filterset_class = filters.ReviewFilter
    serializer_class = PlanManySerializer
    pagination_class = None

    def get_queryset(self) -> QuerySet[Review]:
        return Review.objects.visible_to(self.person)

    @extend_schema(
        operation_id="reviews_bulk",
        filters=True,
        request=PlanManySerializer,
        responses={200: PlannedSerializer, **problems(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Give many reviews to a person, set priority and due date; at most 1,000, for editors.

        Each stands for itself: the answer names those that changed, those that were so already, and
        those that were refused and why.
        """
        sent = PlanManySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        rows = self._all(given["expected"]) if given["all"] else dict.fromkeys(given["ids"], "")
        account = planning.assign_many(rows, by=self.person, now=timezone.now(), **given["plan"])
        return Response(PlannedSerializer(account).data)

    def _all(self, expected: int) -> dict[int, str]:
        matching = self.filter_queryset(self.get_queryset().order_by("pk"))
        planning.check_size(matching.count())
        rows = {review.pk: planning.seen(review) for review in matching}
        if len(rows) != expected:
            text = _("%(n)s reviews match, not %(expected)s. Nothing was changed.")
            raise CountChanged(text % {"n": len(rows), "expected": expected}, field="expected")
        return rows


class LoadSerializer(serializers.Serializer[Any]):
    person = serializers.CharField(
        source="person.username", allow_null=True, default=None, help_text="null: nobody"
    )
    active = serializers.BooleanField(
        source="person.is_active", default=True, help_text="false: left the desk"
    )
    open = serializers.IntegerField()
    overdue = serializers.IntegerField()
    soon = serializers.IntegerField(help_text="due within a week, from today on")
    queued = serializers.IntegerField(help_text="waits for this person")
    in_review = serializers.IntegerField()
    second = serializers.IntegerField(help_text="submitted, waiting for a second look")
    approved = serializers.IntegerField(help_text="to be published")
    oldest = serializers.DateTimeField(
        allow_null=True, help_text="since when the oldest of queued and in_review is on the desk"
    )


class Workload(access.Gated):
    @extend_schema(
        operation_id="workload",
        responses={200: LoadSerializer(many=True), **problems(401, 403)},
    )
    def get(self, request: Request) -> Response:
        """Who has how much: nobody first, then everybody, the fullest first."""
        found = workload.loads(today=timezone.localdate())
        return Response(LoadSerializer(found, many=True).data)
