"""`/webhooks/`: which programs are told of what is published, and how that goes."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from factcheck import cells
from factcheck.accounts import access
from factcheck.exceptions import DeskError
from reviews.models import (
    Delivery,
    DeliveryAttempt,
    DeliveryState,
    EndpointState,
    WebhookEndpoint,
    WebhookKind,
)
from reviews.web.webhook_forms import SinceForm, WebhookForm, of
from reviews.webhooks import endpoints

PER_PAGE = 50
COLUMNS = ("id", "type", "fact-check", "when", "state", "attempt", "status", "ms", "problem")
LAST = DeliveryAttempt.objects.filter(delivery=OuterRef("pk")).order_by("-pk")


@never_cache
@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: access.DeskRequest) -> HttpResponse:
    """The list; on POST one is made. Its secret is in the answer, and nowhere after."""
    endpoints.check_may(request.user)
    if request.method != "POST":
        return _list(request, WebhookForm(initial={"kinds": WebhookKind.values}))
    form = WebhookForm(request.POST)
    form.is_valid()
    try:
        made, secret = endpoints.add(by=request.user, now=timezone.now(), **_given(form))
    except DeskError as refused:
        form.add_error(refused.field or None, str(refused))
        return _list(request, form, status=refused.status)
    return page(request, made, secret=secret)


@never_cache
@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: access.DeskRequest, pk: int) -> HttpResponse:
    """One of them with its log; on POST it is changed."""
    found = visible(request, pk)
    if request.method != "POST":
        return page(request, found)
    form = WebhookForm(request.POST)
    form.is_valid()
    try:
        endpoints.change(pk, by=request.user, now=timezone.now(), **_given(form))
    except DeskError as refused:
        form.add_error(refused.field or None, str(refused))
        return page(request, found, form=form, status=refused.status)
    messages.success(request, _("Saved."))
    return redirect("reviews:webhook", pk)


@access.signed_in
@require_safe
def delivery(request: access.DeskRequest, pk: int) -> HttpResponse:
    """One message: what was sent, and each answer."""
    found = visible_delivery(request, pk)
    context = {"delivery": found, "endpoint": found.endpoint, "log": found.log.all()[:PER_PAGE]}
    return render(request, "reviews/webhook_delivery.html", context)


@access.signed_in
@require_safe
def export(request: access.DeskRequest, pk: int) -> StreamingHttpResponse:
    found = visible(request, pk)
    response = StreamingHttpResponse(
        cells.lines(_table(found)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="webhook-{found.pk}.csv"'
    return response


def visible(request: access.DeskRequest, pk: int) -> WebhookEndpoint:
    """Raises NotAllowed below editors; 404 where there is none, or no more."""
    endpoints.check_may(request.user)
    found = WebhookEndpoint.objects.visible_to(request.user).select_related("made_by")
    return get_object_or_404(found, pk=pk)


def visible_delivery(request: access.DeskRequest, pk: int) -> Delivery:
    endpoints.check_may(request.user)
    endpoints_ = WebhookEndpoint.objects.visible_to(request.user)
    rows = Delivery.objects.filter(endpoint__in=endpoints_).select_related("message", "endpoint")
    return get_object_or_404(rows, pk=pk)


def page(
    request: access.DeskRequest,
    endpoint: WebhookEndpoint,
    *,
    form: WebhookForm | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of an endpoint; `secret`: the new one, to be copied now."""
    state = request.GET.get("state", "")
    rows = _logged(endpoint)
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    context = {
        "endpoint": endpoint,
        "health": health(endpoint),
        "kinds": [WebhookKind(kind).label for kind in endpoint.kinds],
        "views": _views(endpoint, state),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "changes": endpoint.changes.select_related("actor")[:10],
        "form": form or of(endpoint),
        "since_form": SinceForm(auto_id="replay_%s"),
        "secret": secret,
    }
    return render(request, "reviews/webhook.html", context, status=status)


def health(endpoint: WebhookEndpoint) -> dict[str, Any]:
    """The chip of an endpoint: its look and its word."""
    if endpoint.state == EndpointState.STOPPED:
        return {"look": "dead", "label": _("stopped")}
    if endpoint.state == EndpointState.PAUSED:
        return {"look": "unchecked", "label": _("paused")}
    if endpoint.failures:
        return {"look": "failing", "label": _("failing")}
    if endpoint.delivered_at is None:
        return {"look": "unchecked", "label": _("not used yet")}
    return {"look": "healthy", "label": _("working")}


def _list(request: access.DeskRequest, form: WebhookForm, *, status: int = 200) -> HttpResponse:
    waiting = Count("deliveries", filter=Q(deliveries__due_at__isnull=False))
    failed = Count("deliveries", filter=Q(deliveries__state=DeliveryState.FAILED))
    found = WebhookEndpoint.objects.visible_to(request.user).annotate(
        waiting_count=waiting, failed_count=failed
    )
    rows = [{"endpoint": each, "health": health(each)} for each in found]
    return render(request, "reviews/webhooks.html", {"rows": rows, "form": form}, status=status)


def _given(form: WebhookForm) -> dict[str, Any]:
    """As sent, for the domain to judge."""
    return dict(form.cleaned_data)


def _logged(endpoint: WebhookEndpoint) -> QuerySet[Delivery]:
    last = {f"last_{name}": Subquery(LAST.values(name)[:1]) for name in ("at", "status", "problem")}
    return endpoint.deliveries.select_related("message").defer("message__payload").annotate(**last)


def _views(endpoint: WebhookEndpoint, chosen: str) -> list[dict[str, Any]]:
    """Tabs over the log, each with its number."""
    counted = dict(endpoint.deliveries.order_by().values_list("state").annotate(number=Count("pk")))
    every = [("", _("All"), sum(counted.values()))]
    each = [(state.value, state.label, counted.get(state, 0)) for state in DeliveryState]
    return [
        {"state": state, "label": label, "value": number, "current": state == chosen}
        for state, label, number in every + each
    ]


def _table(endpoint: WebhookEndpoint) -> Iterator[tuple[object, ...]]:
    """A row for each attempt, the latest first."""
    yield COLUMNS
    log = DeliveryAttempt.objects.filter(delivery__endpoint=endpoint)
    for attempt in log.select_related("delivery__message").iterator(chunk_size=500):
        row, message = attempt.delivery, attempt.delivery.message
        said = (row.uid, message.kind, message.slug, message.made_at.isoformat(), row.state)
        yield (*said, attempt.at.isoformat(), attempt.status, attempt.took_ms, attempt.problem)
