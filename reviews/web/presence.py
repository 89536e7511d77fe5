"""Who else is here: asked for by js/presence.js every few seconds while the page is in view."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.accounts.models import User
from reviews import presence
from reviews.models import Doing, Review

GONE = "gone"


@access.signed_in
@require_POST
def call(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Say what one is doing; the answer says what the others are."""
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    doing = request.POST.get("doing", "")
    if doing == GONE:
        presence.leave(review, by=request.user)
        return HttpResponse(status=204)
    known = Doing(doing) if doing in Doing.values else Doing.READING
    presence.call(review, by=request.user, doing=known, now=timezone.now())
    return render(request, "reviews/presence.html", shown(review, request.user))


def shown(review: Review, by: User) -> dict[str, Any]:
    others = presence.others(review, than=by, now=timezone.now())
    return {
        "others": others,
        "writing": [each for each in others if each.doing == Doing.WRITING],
    }
