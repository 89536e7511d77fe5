"""`/api/v1/fetches/<id>/`: pages and files on their way to being evidence."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from reviews import fetching, tasks
from reviews.api import access, requests, shaping
from reviews.api.serializers import EvidenceSerializer, UserName
from reviews.evidence import files
from reviews.models import Fetch, Review


class FetchSerializer(serializers.ModelSerializer[Fetch]):
    """`state`: waiting, running, asking (it was read; choose the words), failed, attached or
    cancelled. `trouble` says what is wrong, `field` what it is about."""

    asked_by = UserName()
    cited = serializers.JSONField(help_text="what was said of it, as it was sent")
    here = serializers.SerializerMethodField(help_text="its own address")

    class Meta:
        model = Fetch
        fields = [
            *("id", "here", "review", "kind", "url", "cited", "media_type", "state", "trouble"),
            *("field", "snapshot", "evidence", "asked_by", "asked_at", "changed_at"),
        ]
        read_only_fields = fields

    def get_here(self, fetch: Fetch) -> str:
        return reverse("fetch-detail", args=[fetch.pk])


class OfReview(access.Gated):
    @extend_schema(
        operation_id="reviews_fetches_list",
        responses={200: FetchSerializer(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """What is under way for a review, and what waits for a person."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        open_ones = review.fetches.open().select_related("asked_by")
        return Response(FetchSerializer(open_ones, many=True).data)


class Files(access.Gated):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="reviews_evidence_file",
        request={"multipart/form-data": requests.FileSerializer},
        responses={202: FetchSerializer, **problems(400, 401, 403, 404, 409, 413)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Send a PDF or a picture to be cited. It is kept at once; a worker reads it."""
        given = sent(request, requests.FileSerializer)
        body = given.pop("file").read(files.LARGEST + 1)
        now = timezone.now()
        return accepted(
            fetching.ask_file(self.review_id(pk), body=body, by=self.person, now=now, **given)
        )


class Fetches(access.Gated, viewsets.GenericViewSet[Fetch]):
    """A page or a file on its way."""

    queryset = Fetch.objects.none()
    serializer_class = FetchSerializer
    pagination_class = None
    filter_backends: list[Any] = []
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Fetch]:
        reviews = Review.objects.visible_to(self.person)
        return Fetch.objects.filter(review__in=reviews).select_related("asked_by")

    @extend_schema(responses={200: FetchSerializer, **problems(401, 403, 404)})
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(FetchSerializer(self._fetch(pk)).data)

    @extend_schema(
        request=requests.ChosenSerializer,
        responses={201: EvidenceSerializer, **problems(400, 401, 403, 404, 409)},
    )
    @action(detail=True, methods=["post"])
    def choose(self, request: Request, pk: int) -> Response:
        """Make evidence of what was read: with words of its copy, or with a reason without."""
        fetch = self._fetch(pk)
        given = sent(request, requests.ChosenSerializer)
        made = fetching.choose(fetch.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(made), status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={202: FetchSerializer, **problems(401, 403, 404, 409)})
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: int) -> Response:
        """Have it read again."""
        fetch = fetching.retry(self._fetch(pk).pk, by=self.person, now=timezone.now())
        return accepted(fetch)

    @extend_schema(request=None, responses={200: FetchSerializer, **problems(401, 403, 404, 409)})
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: int) -> Response:
        """Give it up, also while it is being read."""
        fetch = fetching.cancel(self._fetch(pk).pk, by=self.person, now=timezone.now())
        return Response(FetchSerializer(fetch).data)

    def _fetch(self, pk: int) -> Fetch:
        return get_object_or_404(self.get_queryset(), pk=pk)


def accepted(fetch: Fetch) -> Response:
    """202, with where to look how it is going; a worker is told of it."""
    tasks.hurry_fetch(fetch.pk)
    shown = FetchSerializer(fetch).data
    return Response(shown, status=status.HTTP_202_ACCEPTED, headers={"Location": shown["here"]})


def sent(request: Request, shape: type[serializers.Serializer[Any]]) -> Any:
    found = shape(data=request.data)
    found.is_valid(raise_exception=True)
    return found.validated_data
