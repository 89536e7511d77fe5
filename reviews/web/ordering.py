"""`/reviews/<id>/evidence/order/`: by buttons, or as a whole after dragging."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews import evidence
from reviews.models import Evidence, Review
from reviews.web import fetches, workbench


@access.signed_in
@require_POST
def order(request: access.DeskRequest, pk: int) -> HttpResponse:
    """`evidence` again and again, in the order that is wanted; or `up` or `down` with one."""
    get_object_or_404(Review.objects.visible_to(request.user).only("pk"), pk=pk)
    try:
        moved = _move(request, pk)
    except DeskError as refused:
        if request.htmx:
            return HttpResponse(str(refused), status=refused.status)
        return workbench.page(request, pk, refused=refused)
    if request.htmx:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    messages.success(request, _("Moved. The numbers stay as they are."))
    return redirect(f"{fetches.where(pk)}#evidence{moved}")


def _move(request: access.DeskRequest, pk: int) -> str:
    """Returns what the moved piece is called on the page."""
    by, now = request.user, timezone.now()
    for name, places in (("up", -1), ("down", 1)):
        if name in request.POST:
            number = _number(request.POST[name])
            piece = get_object_or_404(Evidence.objects.filter(review=pk), pk=number)
            evidence.shift(piece.pk, places=places, by=by, now=now)
            return f"-{piece.position}"
    wanted = [_number(each) for each in request.POST.getlist("evidence")]
    evidence.order(pk, evidence_ids=wanted, by=by, now=now)
    return ""


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 19):
        raise InvalidInput(_("This is no piece of evidence."), field="evidence")
    return int(written)
