"""What a review is about, chosen on the workbench."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.exceptions import DeskError
from reviews import topics
from reviews.web import topic_forms, workbench


@access.signed_in
@require_POST
def put(request: access.DeskRequest, pk: int) -> HttpResponse:
    review = workbench.review_of(request, pk)
    form = topic_forms.TopicsForm(request.POST)
    form.is_valid()
    try:
        topics.put(review.pk, names=form.names, by=request.user, now=timezone.now())
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    messages.success(request, _("Saved."))
    return redirect("reviews:workbench", pk)
