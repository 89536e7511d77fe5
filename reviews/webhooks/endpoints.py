"""Endpoints: made, changed, paused, given another secret, ended. Editors and admins do it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import door, outbound
from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput
from reviews import permissions, wording
from reviews.models import (
    TEST,
    Delivery,
    EndpointState,
    WebhookChange,
    WebhookEndpoint,
    WebhookKind,
    WebhookMessage,
)
from reviews.webhooks import outbox, payloads, sealing

MOST = 100
LONGEST_NAME = 100
LONGEST_URL = 2_000
OVERLAP = timedelta(hours=24)
"""How long the secret before is good beside the new one."""

Did = WebhookChange.Kind


class Wanted(TypedDict, total=False):
    """What an endpoint is given. Left out: stays."""

    name: str
    url: str
    kinds: Sequence[str]


def add(
    *, url: str, kinds: Sequence[str], name: str = "", by: User, now: datetime
) -> tuple[WebhookEndpoint, str]:
    """Tell `url` of `kinds` from now on. The secret is told here and never again.

    Looks the name of the host up first, outside the transaction. Raises NotAllowed, InvalidInput,
    Conflict where there are too many already.
    """
    check_may(by)
    chosen = _kinds(kinds)
    href, host = _address(url)
    endpoint = WebhookEndpoint(made_by=by, made_at=now, url=href, kinds=chosen)
    endpoint.name = _name(name or host[:LONGEST_NAME])
    secret = sealing.new()
    endpoint.secret = sealing.seal(secret)
    with transaction.atomic():
        if WebhookEndpoint.objects.listening().count() >= MOST:
            raise Conflict(
                _("There are %(n)s webhooks, which is as many as fit. End one first.") % {"n": MOST}
            )
        endpoint.save()
        _note(endpoint, Did.MADE, by=by, now=now, url=href, kinds=endpoint.kinds)
    return endpoint, secret


def change(
    endpoint_id: int, *, by: User, now: datetime, **wanted: Unpack[Wanted]
) -> WebhookEndpoint:
    """Give it another name, address or choice of what it is told. What waits goes to the new
    address. Raises as `add` does."""
    check_may(by)
    clean: dict[str, Any] = {}
    if "kinds" in wanted:
        clean["kinds"] = _kinds(wanted["kinds"])
    if "name" in wanted:
        clean["name"] = _name(wanted["name"])
    if "url" in wanted:
        clean["url"], _host = _address(wanted["url"])
    with transaction.atomic():
        endpoint = _locked(endpoint_id, by=by)
        before = {field: getattr(endpoint, field) for field in clean}
        changed = {field: value for field, value in clean.items() if before[field] != value}
        for field, value in changed.items():
            setattr(endpoint, field, value)
        if changed:
            endpoint.save(update_fields=changed)
            _note(endpoint, Did.CHANGED, by=by, now=now, **changed)
    return endpoint


@transaction.atomic
def rotate(endpoint_id: int, *, by: User, now: datetime) -> str:
    """Another secret, told here and never again; for `OVERLAP` the one before is good as well.

    Whoever rotates twice in that time lets the oldest go at once: of a secret that leaked, no
    third is kept alive.
    """
    endpoint = _locked(endpoint_id, by=by)
    secret = sealing.new()
    if sealing.readable(endpoint.secret):
        endpoint.former_secret, endpoint.former_until = endpoint.secret, now + OVERLAP
    else:  # moved house without it, or the desk's own key changed: there is none to keep alive
        endpoint.former_secret, endpoint.former_until = "", None
    endpoint.secret = sealing.seal(secret)
    endpoint.save(update_fields=["secret", "former_secret", "former_until"])
    _note(endpoint, Did.ROTATED, by=by, now=now)
    return secret


@transaction.atomic
def pause(endpoint_id: int, *, by: User, now: datetime) -> WebhookEndpoint:
    """Send nothing until it is resumed; what happens meanwhile is kept for it."""
    endpoint = _locked(endpoint_id, by=by)
    if endpoint.state != EndpointState.ACTIVE:
        raise Conflict(_("Nothing is sent to this address at the moment; it cannot be paused."))
    endpoint.state = EndpointState.PAUSED
    endpoint.save(update_fields=["state"])
    _note(endpoint, Did.PAUSED, by=by, now=now)
    return endpoint


@transaction.atomic
def resume(endpoint_id: int, *, by: User, now: datetime) -> WebhookEndpoint:
    """Send again, beginning with what has waited. What was given up is sent on `replay` only."""
    endpoint = _locked(endpoint_id, by=by)
    if endpoint.state == EndpointState.ACTIVE:
        raise Conflict(_("This webhook is active already."))
    endpoint.state, endpoint.stopped_because = EndpointState.ACTIVE, ""
    endpoint.failures, endpoint.failing_since, endpoint.not_before = 0, None, None
    endpoint.save()
    endpoint.deliveries.waiting().filter(due_at__gt=now).update(due_at=now)
    _note(endpoint, Did.RESUMED, by=by, now=now)
    return endpoint


@transaction.atomic
def end(endpoint_id: int, *, by: User, now: datetime) -> WebhookEndpoint:
    """Tell it of nothing any more, for good. Its log stays; its secrets are forgotten."""
    endpoint = _locked(endpoint_id, by=by)
    endpoint.state, endpoint.stopped_because = EndpointState.ENDED, ""
    endpoint.secret, endpoint.former_secret, endpoint.former_until = "", "", None
    endpoint.save()
    endpoint.deliveries.waiting().update(state="failed", due_at=None)
    _note(endpoint, Did.ENDED, by=by, now=now)
    return endpoint


@transaction.atomic
def test(endpoint_id: int, *, by: User, now: datetime) -> Delivery:
    """Send a message that says nothing, to see whether it arrives."""
    endpoint = _locked(endpoint_id, by=by)
    if endpoint.state != EndpointState.ACTIVE:
        raise Conflict(_("Nothing is sent to this address at the moment. Resume it first."))
    payload = payloads.test(endpoint=endpoint.name, now=now)
    message = WebhookMessage.objects.create(kind=TEST, payload=payload, made_at=now)
    return outbox.put(message, [endpoint.pk], now=now)[0]


@transaction.atomic
def replay(delivery_id: int, *, by: User, now: datetime) -> Delivery:
    """Send one message again under its id, also where it arrived: receivers know it by that."""
    of = Delivery.objects.values_list("endpoint_id", flat=True).get(pk=delivery_id)
    endpoint = _locked(of, by=by)
    rows = Delivery.objects.filter(pk=delivery_id)
    rows.update(state="waiting", attempts=0, due_at=now)
    _note(endpoint, Did.REPLAYED, by=by, now=now, delivery=delivery_id)
    return rows.select_related("message").get()


@transaction.atomic
def replay_since(
    endpoint_id: int, *, since: datetime, by: User, now: datetime, failed_only: bool = False
) -> int:
    """Send again what happened since then, in its order; returns how many messages that are.

    `failed_only`: what was given up. Also what an endpoint was not told because it chose other
    kinds then, or was not there yet, is not made up for: the API has it.
    """
    endpoint = _locked(endpoint_id, by=by)
    rows = endpoint.deliveries.filter(message__made_at__gte=since).exclude(message__kind=TEST)
    if failed_only:
        rows = rows.filter(state="failed")
    count = rows.update(state="waiting", attempts=0, due_at=now)
    since_words = since.isoformat()
    _note(endpoint, Did.REPLAYED, by=by, now=now, since=since_words, messages=count)
    return count


def stop(endpoint: WebhookEndpoint, *, because: str, now: datetime) -> None:
    """The desk's own doing, on a locked endpoint. What it has not been told waits."""
    endpoint.state, endpoint.stopped_because = EndpointState.STOPPED, because
    _note(endpoint, Did.STOPPED, by=None, now=now, because=because)


def check_may(by: User) -> None:
    """Raises NotAllowed."""
    permissions.check_at_least(by, Role.EDITOR, to_do=_("set up webhooks"))


def _locked(endpoint_id: int, *, by: User) -> WebhookEndpoint:
    """NO KEY: whoever publishes meanwhile, and writes a delivery that names it, does not wait."""
    check_may(by)
    rows = WebhookEndpoint.objects.select_for_update(no_key=True, of=("self",))
    endpoint = rows.get(pk=endpoint_id)
    if endpoint.state == EndpointState.ENDED:
        raise Conflict(_("This webhook has ended. Make another one."))
    return endpoint


def _note(
    endpoint: WebhookEndpoint, kind: Did, *, by: User | None, now: datetime, **data: Any
) -> None:
    WebhookChange.objects.create(endpoint=endpoint, kind=kind, actor=by, at=now, data=data)


def _address(url: str) -> tuple[str, str]:
    """As it will be asked for, and its host. Refused where it leads into a network of our own.

    It is looked at again before each message: names move.
    """
    clean = url.strip()
    if not clean:
        raise InvalidInput(_("Write the address that is to be told."), field="url")
    if len(clean) > LONGEST_URL:
        raise InvalidInput(
            _("This address is longer than %(n)s characters.") % {"n": LONGEST_URL}, field="url"
        )
    try:
        found = outbound.check(clean, **door.options())
    except outbound.OutboundError as refused:
        raise InvalidInput(refused.message, field="url") from refused
    if len(found.href) > LONGEST_URL:
        raise InvalidInput(
            _("This address is longer than %(n)s characters.") % {"n": LONGEST_URL}, field="url"
        )
    return found.href, found.host


def _kinds(kinds: Sequence[str]) -> list[str]:
    unknown = sorted(set(kinds) - set(WebhookKind.values))
    if unknown:
        raise InvalidInput(
            _("The desk tells of nothing called %(kinds)s.") % {"kinds": ", ".join(unknown)},
            field="kinds",
        )
    if not kinds:
        raise InvalidInput(_("Choose at least one thing to be told of."), field="kinds")
    return [kind for kind in WebhookKind.values if kind in kinds]


def _name(name: str) -> str:
    clean = wording.clean(name, field="name", longest=LONGEST_NAME)
    if not clean:
        raise InvalidInput(_("Give it a name by which you will know it again."), field="name")
    return clean
