"""`/reviews/board/`: the queue as columns of statuses, and moves from one to the next."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts import access
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError, InvalidInput
from reviews import offers
from reviews.models import Review, Verdict
from reviews.states import Status
from reviews.web import filters, queue, queue_rows
from reviews.web.actions import DONE

MOST = 15  # cards of a column; the number above it leads to all
LIVE = (Status.QUEUED, Status.IN_REVIEW, Status.SUBMITTED, Status.APPROVED)


@dataclass(frozen=True)
class Tried:
    """A move that was refused: the card comes back open, with the words that were sent."""

    pk: int
    to: str
    reason: str
    refused: DeskError


@access.signed_in
@require_safe
def board(request: access.DeskRequest) -> HttpResponse:
    return _page(request)


@access.signed_in
@require_POST
def move(request: access.DeskRequest, pk: int) -> HttpResponse:
    """One of the moves that a card offers, through the room that owns it."""
    before = get_object_or_404(Review.objects.visible_to(request.user).only("status"), pk=pk)
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "")
    try:
        if to not in Status.values:
            raise InvalidInput(_("Choose where the review goes."))
        offers.accept(pk, to=Status(to), by=request.user, now=timezone.now(), reason=reason)
    except DeskError as refused:
        return _page(request, Tried(pk, to, reason, refused))
    taken = before.status == Status.QUEUED and to == Status.IN_REVIEW
    messages.success(request, _("This one is yours now.") if taken else str(DONE[Status(to)]))
    return redirect(f"{reverse('reviews:board')}?{request.GET.urlencode()}#review-{pk}")


def _page(request: access.DeskRequest, tried: Tried | None = None) -> HttpResponse:
    asked = request.GET.copy()
    asked.setdefault("view", "all")
    chosen = filters.QueueFilter(asked, user=request.user, request=request)
    context = queue.toolbar(request, chosen) | {
        "lanes": _lanes(chosen, request.user, tried),
        "tried": tried,
    }
    status = tried.refused.status if tried else 200 if chosen.is_valid() else 400
    return render(request, "reviews/board.html", context, status=status)


def _lanes(chosen: filters.QueueFilter, user: User, tried: Tried | None) -> list[dict[str, Any]]:
    """A column for each status: four that are worked on always, the others where they hold any."""
    found = chosen.chosen
    counted = found.order_by().values("status").annotate(n=Count("pk"))
    numbers = {row["status"]: row["n"] for row in counted}
    cards: dict[str, list[dict[str, Any]]] = {status: [] for status in Status}
    for review in _shown(found, tried):
        cards[review.status].append(queue_rows.row(review, chosen.today))
    _offer([card for lane in cards.values() for card in lane], user, tried)
    return [
        {
            "status": status,
            "cards": cards[status],
            "number": numbers.get(status, 0),
            "href": _rows(chosen.data, status),
        }
        for status in Status
        if status in LIVE or numbers.get(status)
    ]


def _shown(found: Any, tried: Tried | None) -> list[Review]:
    """The first of each status in the order of the list, and the one that was just tried."""
    order = found.query.order_by
    place = Window(RowNumber(), partition_by=F("status"), order_by=list(order))
    first = found.annotate(place=place).filter(place__lte=MOST).values_list("pk", flat=True)
    pks = list(first)
    if tried and tried.pk not in pks:
        pks.append(tried.pk)
    return queue_rows.of(pks)


def _offer(cards: list[dict[str, Any]], user: User, tried: Tried | None) -> None:
    """The moves of each card. Whether the checklist is done is looked at when one is made.

    A second version says what kind of change it is, and retracting is not done in passing: both
    are left to the workbench.
    """
    pks = [card["review"].pk for card in cards]
    newest = Verdict.objects.filter(review__in=pks).order_by("review_id", "-version")
    verdicts = {verdict.review_id: verdict for verdict in newest.distinct("review_id")}
    for card in cards:
        review = card["review"]
        made = offers.of(review, by=user, verdict=verdicts.get(review.pk), asked=[])
        published = getattr(review, "publication", None) is not None
        left = {Status.RETRACTED} | ({Status.PUBLISHED} if published else set())
        card["offers"] = [each for each in made if not each.refusal and each.to not in left]
        card["tried"] = tried if tried and tried.pk == review.pk else None


def _rows(asked: QueryDict, status: Status) -> str:
    """The queue with the filters of the board, and one status."""
    query = asked.copy()
    for name in ("view", "page", "saved"):
        query.pop(name, None)
    query["status"] = status
    return f"{reverse('reviews:queue')}?{query.urlencode()}"
