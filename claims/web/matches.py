"""`/claims/matches/<id>/…/`: what a person says of two claims that are alike."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims import curation
from claims.models import ClaimMatch
from claims.web import claims
from factcheck.accounts import access


@access.signed_in
@require_POST
def same(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The candidate is merged into the earlier claim."""
    found = get_object_or_404(ClaimMatch.objects.visible_to(request.user), pk=pk)
    by, now = request.user, timezone.now()
    return claims.decide(request, found.claim_id, lambda: curation.say_same(pk, by=by, now=now))


@access.signed_in
@require_POST
def apart(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The two are not offered again."""
    found = get_object_or_404(ClaimMatch.objects.visible_to(request.user), pk=pk)
    by, now = request.user, timezone.now()
    return claims.decide(request, found.claim_id, lambda: curation.tell_apart(pk, by=by, now=now))
