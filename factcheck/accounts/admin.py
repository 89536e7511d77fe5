"""People and keys in the admin. Nobody is deleted: their work bears their name.

Nor does anybody get a password here, or a key of somebody else's: an admin could approve their own
verdicts with it. What is done to an account goes through `people`, which records and tells it.
"""

from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework_api_key.models import APIKey
from unfold.admin import ModelAdmin
from unfold.decorators import action

from factcheck import confirming
from factcheck.accounts import people, tasks
from factcheck.accounts.models import ApiKey, Call, Letter, PersonChange, Role, User
from factcheck.exceptions import DeskError
from factcheck.shown import Shown, ShownInline

admin.site.unregister(Group)  # rights follow from roles
admin.site.unregister(APIKey)  # the library's own table; ours has an owner and scopes
# Providers are named by settings; their secrets and tokens are nobody's to read.
admin.site.unregister([SocialApp, SocialToken])
# allauth's pages would let an admin give somebody another address, or read their second factor.
admin.site.unregister([EmailAddress, Authenticator, SocialAccount, UserSession])


class ChangesOfPerson(ShownInline):
    model = PersonChange
    fk_name = "person"
    fields = ("kind", "actor", "at", "data")
    related = ("actor",)


class PersonForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """Refused here, where it can be said beside the form."""
        given = cast(dict[str, Any], super().clean())
        leaves = given.get("is_active") is False or given.get("role", "") != Role.ADMIN
        was = User.objects.filter(pk=self.instance.pk, role=Role.ADMIN, is_active=True).first()
        if was and leaves and not self.errors:
            try:
                people.check_is_not_the_last(was)
            except DeskError as refused:
                self.add_error(None, str(refused))
        return given


@admin.register(User)
class PersonAdmin(ModelAdmin):
    form = PersonForm
    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active", "last_login")
    search_fields = ("username", "first_name", "last_name", "email")
    date_hierarchy = "date_joined"
    fieldsets = (
        (None, {"fields": ("username",)}),
        (
            gettext_lazy("Person"),
            {"fields": ("first_name", "last_name", "email", "language", "time_zone")},
        ),
        (gettext_lazy("Rights"), {"fields": ("role", "is_active")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email", "role", "language")}),
    )
    readonly_fields = ("last_login", "date_joined")
    inlines = (ChangesOfPerson,)
    actions_detail = ("send_link", "show_link", "take_off_factors")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return self.inlines if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        by, now = cast(User, request.user), timezone.now()
        if not change:
            people.invite(obj, by=by, now=now)
            messages.info(request, _("Now send or show %(person)s a link.") % {"person": obj})
            return
        names = ["username", "first_name", "last_name", "language", "time_zone"]
        User.objects.filter(pk=obj.pk).update(**{name: getattr(obj, name) for name in names})
        people.change_email(obj.pk, obj.email, by=by, now=now)
        people.change_role(obj.pk, Role(obj.role), by=by, now=now)
        settle = people.bring_back if obj.is_active else people.end
        settle(obj.pk, by=by, now=now)
        tasks.hurry()

    @action(description=gettext_lazy("Send a link to a new password"), url_path="send-link")
    @confirming.of_one(
        question=gettext_lazy("Send this person a link to a new password?"),
        button=gettext_lazy("Send the link"),
    )
    def send_link(self, request: HttpRequest, person: User) -> None:
        try:
            people.send_link(person.pk, by=cast(User, request.user), now=timezone.now())
        except DeskError as refused:
            self.message_user(request, str(refused), "error")
            return
        tasks.hurry()
        self.message_user(request, _("The link is on its way to %(to)s.") % {"to": person.email})

    @action(description=gettext_lazy("Show a link to a new password"), url_path="show-link")
    @confirming.of_one(
        question=gettext_lazy(
            "Show a link to a new password, to hand it over? Your name is written down with it, "
            "and the person is told."
        ),
        button=gettext_lazy("Show the link"),
    )
    def show_link(self, request: HttpRequest, person: User) -> None:
        link = people.show_link(person.pk, by=cast(User, request.user), now=timezone.now())
        tasks.hurry()
        text = _("Hand this link over now; it is not shown again: %(link)s") % {"link": link}
        self.message_user(request, text, "warning")

    @action(description=gettext_lazy("Take off second factors"), url_path="take-off-factors")
    @confirming.of_one(
        question=gettext_lazy(
            "Take the codes and passkeys off this account? It is recorded, and the person is told."
        ),
        button=gettext_lazy("Take them off"),
    )
    def take_off_factors(self, request: HttpRequest, person: User) -> HttpResponse | None:
        try:
            people.take_off_factors(person.pk, by=cast(User, request.user), now=timezone.now())
        except DeskError as refused:
            self.message_user(request, str(refused), "error")
            return None
        tasks.hurry()
        self.message_user(request, _("A password is enough now, until they set up another."))
        return None

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


@admin.register(PersonChange)
class PersonChangeAdmin(Shown):
    """Who did what to whose account."""

    list_display = ("person", "kind", "actor", "at", "data")
    list_filter = ("kind", "at")
    list_select_related = ("person", "actor")
    search_fields = ("person__username", "actor__username")
    date_hierarchy = "at"


@admin.register(ApiKey)
class ApiKeyAdmin(Shown):
    """Each person makes their own keys under their settings; here they are ended."""

    list_display = (
        *("name", "prefix", "owner", "scopes", "created", "last_used_at", "expiry_date"),
        "revoked",
    )
    list_filter = ("revoked", "created", "last_used_at", "expiry_date")
    search_fields = ("name", "prefix", "owner__username")
    fields = (
        *("name", "prefix", "owner", "scopes", "created", "last_used_at", "expiry_date"),
        "revoked",
    )
    list_select_related = ("owner",)
    date_hierarchy = "created"
    actions = ("revoke",)

    @admin.action(description=gettext_lazy("Revoke keys"))
    @confirming.of_rows(
        question=gettext_lazy("Revoke these keys? Programs that use them are refused at once."),
        button=gettext_lazy("Revoke"),
    )
    def revoke(self, request: HttpRequest, keys: QuerySet[ApiKey]) -> None:
        for key in keys.filter(revoked=False):
            key.revoked = True
            key.save(update_fields=["revoked"])
            self.log_change(request, key, _("Revoked."))
        self.message_user(request, _("Revoked."))


@admin.register(Call)
class CallAdmin(Shown):
    """Requests that may be sent twice; not what was answered, which is for who asked."""

    list_display = ("key", "owner", "api_key", "made_at", "leased_until", "status")
    fields = ("key", "owner", "api_key", "made_at", "leased_until", "status")
    list_filter = ("made_at", "status")
    list_select_related = ("owner", "api_key")
    search_fields = ("key", "owner__username")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Call]:
        calls: QuerySet[Call] = super().get_queryset(request)
        return calls.defer("headers", "body")


@admin.register(Letter)
class LetterAdmin(Shown):
    """What e-mail left and what did not; not what it says, which may be a way in."""

    list_display = ("to", "subject", "made_at", "sent_at", "attempts", "given_up_at")
    list_filter = ("made_at", "sent_at", "given_up_at")
    fields = (
        *("to", "person", "subject", "message_id", "made_at", "due_at", "attempts", "problem"),
        *("sent_at", "given_up_at"),
    )
    search_fields = ("to", "subject", "message_id", "problem")
    date_hierarchy = "made_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        letters: QuerySet[Letter] = super().get_queryset(request)
        return letters.defer("text", "html", "headers")


@admin.register(EmailAddress)
class EmailAddressAdmin(Shown):
    list_display = ("email", "user", "verified", "primary")
    list_filter = ("verified",)
    list_select_related = ("user",)
    search_fields = ("email", "user__username")


@admin.register(Authenticator)
class AuthenticatorAdmin(Shown):
    """That somebody has a second factor; never the secret of it."""

    list_display = ("user", "type", "created_at", "last_used_at")
    fields = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type", "created_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Authenticator]:
        factors: QuerySet[Authenticator] = super().get_queryset(request)
        return factors.defer("data")


@admin.register(SocialAccount)
class SocialAccountAdmin(Shown):
    list_display = ("user", "provider", "uid", "date_joined", "last_login")
    fields = ("user", "provider", "uid", "date_joined", "last_login")
    list_filter = ("provider", "date_joined")
    list_select_related = ("user",)
    search_fields = ("user__username", "uid")


@admin.register(UserSession)
class UserSessionAdmin(Shown):
    """Where people are signed in; not the key of it."""

    list_display = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    fields = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    list_filter = ("created_at", "last_seen_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "ip")


@admin.register(LogEntry)
class LogEntryAdmin(Shown):
    """What was done in this admin."""

    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag")
    list_filter = ("action_flag", "action_time", "content_type")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "change_message", "user__username")
    date_hierarchy = "action_time"
