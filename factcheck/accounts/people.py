"""What an admin does to the account of somebody: each step is recorded, and they are told of it.

An admin who could open another account unnoticed would be their own second pair of eyes. So nobody
sets a password for another; a link to a new one goes to the person by e-mail. Where that cannot be,
an admin may hand it over, and it is written down who saw it.
"""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.accounts import post
from factcheck.accounts.models import PersonChange, Role, User
from factcheck.exceptions import InvalidInput, NotAllowed

Kind = PersonChange.Kind


@transaction.atomic
def invite(person: User, *, by: User, now: datetime) -> User:
    """Add `person`, not saved so far; nobody knows a password of theirs. A link comes next."""
    _check_admin(by)
    person.set_unusable_password()
    person.save()
    _record(person, Kind.INVITED, by=by, now=now, role=person.role, email=person.email)
    return person


@transaction.atomic
def send_link(person_id: int, *, by: User, now: datetime) -> User:
    """Mail the person a link to a new password. Raises InvalidInput where no mail can reach them.

    Asking for it costs them nothing: the old password works until the link is used.
    """
    person = _locked(person_id, by)
    if not (settings.SENDS_MAIL and person.email):
        raise InvalidInput(
            _("No e-mail can reach %(person)s. Show the link, and hand it over.")
            % {"person": person}
        )
    _record(person, Kind.LINK_SENT, by=by, now=now, to=person.email)
    with translation.override(post.language_of(person)):
        text = _(
            "%(admin)s sends you a link with which you set a new password on %(site)s. It works "
            "once, for a day:\n\n%(link)s\n\nIf you did not expect this, do nothing: nothing "
            "changes until the link is used."
        ) % {"admin": by, "site": settings.SITE_NAME, "link": _link(person)}
        _write(person, person.email, _("Set your password"), text, now)
    return person


@transaction.atomic
def show_link(person_id: int, *, by: User, now: datetime) -> str:
    """A link to a new password, for `by` to hand over. The person is told who has seen it."""
    person = _locked(person_id, by)
    _record(person, Kind.LINK_SHOWN, by=by, now=now)
    _tell(
        person,
        gettext_noop("A link to a new password was shown"),
        gettext_noop(
            "%(admin)s was shown a link with which a new password can be set for your account."
        ),
        by=by,
        now=now,
    )
    return _link(person)


@transaction.atomic
def change_email(person_id: int, email: str, *, by: User, now: datetime) -> User:
    """The old address is told of it, and the new one."""
    person = _locked(person_id, by)
    before = person.email
    if email == before:
        return person
    EmailAddress.objects.filter(user=person).delete()  # allauth's, of the address before
    person.email = email
    person.save(update_fields=["email"])
    _record(person, Kind.EMAIL, by=by, now=now, before=before, after=email)
    _tell(
        person,
        gettext_noop("Another e-mail address"),
        gettext_noop("%(admin)s has changed the e-mail address of your account."),
        by=by,
        now=now,
        also=before,
    )
    return person


@transaction.atomic
def change_role(person_id: int, role: Role, *, by: User, now: datetime) -> User:
    """Raises NotAllowed where the desk would be left without an admin."""
    person = _locked(person_id, by)
    before = person.role
    if role == before:
        return person
    if before == Role.ADMIN:
        check_is_not_the_last(person)
    person.role = role
    person.save(update_fields=["role"])
    _record(person, Kind.ROLE, by=by, now=now, before=before, after=role)
    _tell(
        person,
        gettext_noop("Another role"),
        gettext_noop("%(admin)s has given you another role."),
        by=by,
        now=now,
    )
    return person


@transaction.atomic
def take_off_factors(person_id: int, *, by: User, now: datetime) -> int:
    """Of somebody who lost their telephone or key: codes and passkeys are forgotten."""
    person = _locked(person_id, by)
    factors = Authenticator.objects.filter(user=person)
    taken = sorted(factors.values_list("type", flat=True))
    if not taken:
        raise InvalidInput(_("%(person)s has no second factor.") % {"person": person})
    factors.delete()
    _record(person, Kind.FACTORS, by=by, now=now, types=taken)
    _tell(
        person,
        gettext_noop("Sign-in without a second factor"),
        gettext_noop("%(admin)s has taken the codes and passkeys off your account."),
        by=by,
        now=now,
    )
    return len(taken)


@transaction.atomic
def end(person_id: int, *, by: User, now: datetime) -> User:
    """They can do nothing any more, their keys neither; their work stays and bears their name."""
    person = _locked(person_id, by)
    if not person.is_active:
        return person
    if person.role == Role.ADMIN:
        check_is_not_the_last(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _record(person, Kind.ENDED, by=by, now=now)
    return person


@transaction.atomic
def bring_back(person_id: int, *, by: User, now: datetime) -> User:
    person = _locked(person_id, by)
    if person.is_active:
        return person
    person.is_active = True
    person.save(update_fields=["is_active"])
    _record(person, Kind.RETURNED, by=by, now=now)
    _tell(
        person,
        gettext_noop("You are back"),
        gettext_noop("%(admin)s has opened your account again."),
        by=by,
        now=now,
    )
    return person


def check_is_not_the_last(person: User) -> None:
    """Raises NotAllowed: nobody could add people or change policy any more."""
    others = User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=person.pk)
    if not others.exists():
        raise NotAllowed(_("This desk needs an admin. Make somebody else one first."))


def _check_admin(by: User) -> None:
    if not by.at_least(Role.ADMIN):
        raise NotAllowed(_("To change the accounts of people you need the role of admin."))


def _locked(person_id: int, by: User) -> User:
    """Admins are locked in one order, so that the last two cannot send each other away."""
    _check_admin(by)
    list(User.objects.select_for_update().filter(role=Role.ADMIN).order_by("pk"))
    return User.objects.select_for_update().get(pk=person_id)


def _link(person: User) -> str:
    token = default_token_generator.make_token(person)
    key = f"{user_pk_to_url_str(person)}-{token}"
    return str(get_adapter().get_reset_password_from_key_url(key))


def _record(person: User, kind: Kind, *, by: User, now: datetime, **data: Any) -> None:
    PersonChange.objects.create(person=person, kind=kind, actor=by, at=now, data=data)


def _tell(
    person: User, subject: str, text: str, *, by: User, now: datetime, also: str = ""
) -> None:
    """`subject` and `text` are msgids: they are said in the language of the person."""
    with translation.override(post.language_of(person)):
        after = _("If you did not ask for this, talk to an editor of %(site)s.")
        body = f"{_(text)}\n\n{after}" % {"admin": by, "site": settings.SITE_NAME}
        for address in dict.fromkeys([person.email, also]):
            _write(person, address, _(subject), body, now)


def _write(person: User, to: str, subject: str, text: str, now: datetime) -> None:
    post.write(to=to, subject=subject, text=text, person=person, now=now)
