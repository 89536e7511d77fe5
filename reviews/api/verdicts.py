"""`/api/v1/reviews/<id>/verdict/`: the verdict being written, under an optimistic lock."""

from http import HTTPStatus

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from factcheck.exceptions import InvalidInput
from factcheck.problems import MEDIA_TYPE
from factcheck.problems import body as problem_body
from reviews import verdicts
from reviews.api import access, requests, serializers
from reviews.exceptions import StaleDraft
from reviews.models import Review, Verdict

SHAPE = serializers.VerdictSerializer
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description='The ETag you read, such as "3".'
)
STALE = {
    (status, MEDIA_TYPE): OpenApiResponse(
        serializers.StaleDraftSerializer,
        description="Saved by somebody else in between: both texts, nothing overwritten. "
        "412 where `If-Match` was sent.",
    )
    for status in (409, 412)
}


class OfReview(access.Gated):
    @extend_schema(
        operation_id="reviews_verdict_retrieve",
        responses={200: SHAPE, **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """The draft, or the newest version where none is being written. `ETag`: its revision."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        verdict = verdicts.current(review)
        if verdict is None:
            raise Http404
        return _answer(verdict)

    @extend_schema(
        operation_id="reviews_verdict_save",
        parameters=[IF_MATCH],
        request=requests.DraftSerializer,
        responses={200: SHAPE, **problems(400, 401, 403, 404), **STALE},
    )
    def put(self, request: Request, pk: int) -> Response:
        """Save the draft on top of the revision you read (`If-Match` or `revision`)."""
        review_id = self.review_id(pk)
        sent = requests.DraftSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = dict(sent.validated_data)
        revision = _read_revision(request, given.pop("revision", None))
        try:
            saved = verdicts.save_draft(
                review_id,
                by=self.person,
                now=timezone.now(),
                revision=revision,
                **given,
            )
        except StaleDraft as refused:
            return _both_texts(refused, conditional="If-Match" in request.headers)
        return _answer(saved)


def _read_revision(request: Request, in_body: int | None) -> int | None:
    """`If-Match` (RFC 9110, 13.1.1) with one strong tag of ours, else what the body says."""
    header = request.headers.get("If-Match")
    if header is None:
        return in_body
    tag = header.strip().strip('"')
    if not tag.isascii() or not tag.isdecimal() or len(tag) > 9:
        raise InvalidInput('Send the ETag you read as If-Match, such as "3".', field="If-Match")
    return int(tag)


def _answer(verdict: Verdict) -> Response:
    return Response(SHAPE(verdict).data, headers={"ETag": f'"{verdict.revision}"'})


def _both_texts(refused: StaleDraft, *, conditional: bool) -> Response:
    """409, or 412 for who sent a condition (RFC 9110, 13.1.1); the same body."""
    status = HTTPStatus.PRECONDITION_FAILED if conditional else HTTPStatus.CONFLICT
    code = "precondition-failed" if conditional else refused.code
    both = {"stored": refused.stored, "sent": refused.sent, "revision": refused.revision}
    told = problem_body(status, code, str(refused)) | both
    return Response(told, status=status, content_type=MEDIA_TYPE)
