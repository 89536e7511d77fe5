"""Threads, the checklist of words, and what changed since one's own last look."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from claims.api.serializers import RawText
from reviews import checklist, discussion, looks, verdicts
from reviews.api import access
from reviews.api.requests import DraftSerializer
from reviews.api.serializers import EventSerializer, ItemSerializer, UserName, UserNameOrNull
from reviews.discussion import Remark
from reviews.models import Comment, Look, Review, Thread, Verdict

PEOPLE = ("opened_by", "resolved_by", "review")


class SaidSerializer(serializers.ModelSerializer[Comment]):
    by = UserName()

    class Meta:
        model = Comment
        fields = ["id", "by", "at", "text"]
        read_only_fields = fields


class PlaceSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField(help_text="code points into the newest rationale")
    end = serializers.IntegerField()


class ThreadSerializer(serializers.ModelSerializer[Thread]):
    """About one piece of evidence, or about a passage (`quote`) of the rationale."""

    opened_by = UserName()
    resolved_by = UserNameOrNull()
    comments = SaidSerializer(many=True, read_only=True)
    place = serializers.SerializerMethodField(
        help_text="where the passage stands now; null for evidence, and once its words are gone"
    )

    class Meta:
        model = Thread
        fields = [
            *("id", "review", "evidence", "quote", "place", "opened_by", "opened_at"),
            *("resolved_by", "resolved_at", "comments"),
        ]
        read_only_fields = fields

    @extend_schema_field(PlaceSerializer(allow_null=True))
    def get_place(self, thread: Thread) -> dict[str, int] | None:
        place = self.context["places"].get(thread.pk)
        return {"start": place[0], "end": place[1]} if place else None


class RemarkSerializer(serializers.Serializer[Any]):
    """Name `evidence`, or the words (`quote`), or their place (`start`, `end`; code points)."""

    text = RawText()
    evidence = serializers.IntegerField(required=False, min_value=1)
    quote = RawText(required=False, help_text="words of the newest rationale, without its Markdown")
    number = serializers.IntegerField(
        required=False, min_value=1, max_value=10_000, help_text="which of them, if they repeat"
    )
    start = serializers.IntegerField(required=False, min_value=0, max_value=10**6)
    end = serializers.IntegerField(required=False, min_value=1, max_value=10**6)


class AnswerSerializer(serializers.Serializer[Any]):
    text = RawText()


class LookSerializer(serializers.Serializer[Any]):
    seq = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, help_text="the newest event that you have seen"
    )


class SinceSerializer(serializers.Serializer[Any]):
    """`at` and `seq` are null, and `words` empty, before the first look."""

    at = serializers.DateTimeField(allow_null=True)
    seq = serializers.IntegerField(allow_null=True)
    words = serializers.DictField(help_text="of the verdict, as you saw them")
    now = serializers.DictField(help_text="of the verdict, as they are")
    events = EventSerializer(many=True, help_text="what others have done since, oldest first")


THREAD = ThreadSerializer
LONGEST = 50_000  # characters of a rationale that are looked through


class OfReview(access.Gated):
    @extend_schema(
        operation_id="reviews_threads_list",
        responses={200: THREAD(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """All threads of a review with what was said in them, oldest first."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        threads = review.threads.select_related(*PEOPLE).prefetch_related("comments__by")
        return Response(_shown(review, threads))

    @extend_schema(
        operation_id="reviews_threads_open",
        request=RemarkSerializer,
        responses={201: THREAD, **problems(400, 401, 403, 404)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Say something about a piece of evidence or a passage of the rationale."""
        review_id = self.review_id(pk)
        sent = RemarkSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        remark = Remark(**sent.validated_data)
        made = discussion.open_thread(review_id, remark=remark, by=self.person, now=timezone.now())
        return Response(_one(made.pk), status=status.HTTP_201_CREATED)


class Answers(access.Gated):
    @extend_schema(
        operation_id="threads_answer",
        request=AnswerSerializer,
        responses={201: THREAD, **problems(400, 401, 403, 404)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Answer in a thread."""
        found = _thread(self, pk)
        sent = AnswerSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        discussion.answer(found, by=self.person, now=timezone.now(), **sent.validated_data)
        return Response(_one(found), status=status.HTTP_201_CREATED)


class Resolve(access.Gated):
    @extend_schema(
        operation_id="threads_resolve",
        request=None,
        responses={200: THREAD, **problems(401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Nothing is left to do about it."""
        found = _thread(self, pk)
        discussion.resolve(found, by=self.person, now=timezone.now())
        return Response(_one(found))


class Reopen(access.Gated):
    @extend_schema(
        operation_id="threads_reopen",
        request=None,
        responses={200: THREAD, **problems(401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """It was not settled after all."""
        found = _thread(self, pk)
        discussion.reopen(found, by=self.person, now=timezone.now())
        return Response(_one(found))


class Checklist(access.Gated):
    @extend_schema(
        operation_id="reviews_checklist_retrieve",
        responses={200: ItemSerializer(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """What policy asks, and what of it is done."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        return _items(review, review.verdicts.first())

    @extend_schema(
        operation_id="reviews_checklist_try",
        request=DraftSerializer,
        responses={200: ItemSerializer(many=True), **problems(400, 401, 403, 404)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """The same for words that are not saved; nothing is stored."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        sent = DraftSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        words = sent.validated_data
        words["rationale"] = words["rationale"][:LONGEST]
        verdict = review.verdicts.first() or Verdict(review=review)
        for name in ("rating", "summary", "rationale"):
            setattr(verdict, name, words[name])
        for name in ("few_sources_reason", "one_sided_reason"):
            setattr(review, name, words.get(name, getattr(review, name)))
        return _items(review, verdict)


class Looked(access.Gated):
    @extend_schema(
        operation_id="reviews_looked_retrieve",
        responses={200: SinceSerializer, **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """What changed since you last looked."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        return Response(_since(review, looks.last(review, by=self.person)))

    @extend_schema(
        operation_id="reviews_looked_mark",
        request=LookSerializer,
        responses={200: SinceSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """You have seen everything up to `seq`; 409 if others have done something since."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        sent = LookSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        verdict = verdicts.current(review)
        made = looks.mark(
            pk,
            by=self.person,
            now=timezone.now(),
            seq=sent.validated_data["seq"],
            words=verdicts.words_of(review, verdict).as_data(),
            done=[item.code for item in checklist.items(review, verdict) if item.done],
        )
        return Response(_since(review, made))


def _thread(view: access.Gated, pk: int) -> int:
    threads = Thread.objects.filter(review__in=Review.objects.visible_to(view.person))
    return int(get_object_or_404(threads.only("pk"), pk=pk).pk)


def _shown(review: Review, threads: QuerySet[Thread]) -> Any:
    verdict = review.verdicts.first()
    found = list(threads)
    places = discussion.places(found, verdict.rationale if verdict else "")
    return THREAD(found, many=True, context={"places": places}).data


def _one(pk: int) -> Any:
    threads = Thread.objects.filter(pk=pk).select_related(*PEOPLE).prefetch_related("comments__by")
    return _shown(threads[0].review, threads)[0]


def _items(review: Review, verdict: Verdict | None) -> Response:
    return Response(ItemSerializer(checklist.items(review, verdict), many=True).data)


def _since(review: Review, look: Look | None) -> Any:
    events = review.events.none()
    if look is not None:
        events = review.events.filter(seq__gt=look.seq).exclude(actor=look.person)
    shown = {
        "at": look.at if look else None,
        "seq": look.seq if look else None,
        "words": look.words if look else {},
        "now": verdicts.words_of(review, verdicts.current(review)).as_data(),
        "events": events.select_related("actor"),
    }
    return SinceSerializer(shown).data
