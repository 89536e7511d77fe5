"""People, their roles, and the keys of programs."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import available_timezones

import pgtrigger
from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework_api_key.models import AbstractAPIKey, APIKeyManager


class Role(models.TextChoices):
    """Each role may do all that the one before it may. None may be the second pair of own eyes."""

    CONTRIBUTOR = "contributor", _("Contributor")
    REVIEWER = "reviewer", _("Reviewer")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Admin")

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class Scope(models.TextChoices):
    """What a key may be used for, within what its owner's role allows."""

    READ = "read", _("Read the desk's unpublished work")
    CLAIMS = "claims", _("Add articles, decide on claims")
    REVIEWS = "reviews", _("Attach evidence, write and approve verdicts")
    PUBLISH = "publish", _("Publish, correct and retract")
    IMPORT = "import", _("Bring in fact-checks of others")
    WEBHOOKS = "webhooks", _("Set up webhooks and follow what they deliver")


class DeskUserManager(UserManager["User"]):
    def create_superuser(
        self,
        username: str,
        email: str | None = None,
        password: str | None = None,
        **extra_fields: Any,
    ) -> "User":
        extra_fields.setdefault("role", Role.ADMIN)
        return super().create_superuser(username, email, password, **extra_fields)


def check_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(_("Use an IANA time zone name such as Europe/Paris."))


class MailWish(models.TextChoices):
    """How a person wants to be told by e-mail what they are told on the desk anyway."""

    NEVER = "never", _("Never")
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("On Mondays")


class User(AbstractUser):
    """One person. Rights follow from `role` alone; Django's per-object flags are not consulted."""

    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.CONTRIBUTOR)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[check_time_zone]
    )
    language = models.CharField(
        _("language"), max_length=12, blank=True, help_text=_("Empty: what the browser asks for.")
    )
    mail = models.CharField(_("e-mail"), max_length=8, choices=MailWish, default=MailWish.AT_ONCE)
    mail_hour = models.PositiveSmallIntegerField(
        _("hour of the e-mail"), default=8, help_text=_("From 0 to 23, in your time zone.")
    )
    shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)

    objects: ClassVar[DeskUserManager] = DeskUserManager()

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_known"),
            models.CheckConstraint(condition=models.Q(mail__in=MailWish.values), name="mail_known"),
            models.CheckConstraint(
                condition=models.Q(mail_hour__gte=0, mail_hour__lte=23), name="mail_hour_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def at_least(self, role: Role) -> bool:
        return self.is_active and Role(self.role).rank >= role.rank

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.is_staff = self.is_superuser = self.role == Role.ADMIN
        fields = kwargs.get("update_fields")
        if fields is not None and "role" in fields:
            kwargs["update_fields"] = {*fields, "is_staff", "is_superuser"}
        super().save(*args, **kwargs)


class ApiKeyManager(APIKeyManager):
    """Keys are made by `create_key`, which returns (row, key): the key itself is shown once."""

    def owned(self, key: str) -> "ApiKey":
        """The key's row with its owner; raises ApiKey.DoesNotExist for unknown and revoked ones."""
        row = ApiKey.objects.select_related("owner").get(pk=self.get_from_key(key).pk)
        assert isinstance(row, ApiKey)
        return row


class ApiKey(AbstractAPIKey):
    """A program's key: acts as its owner, within `scopes`. Only a SHA-512 of it is stored."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_keys")
    scopes = ArrayField(models.CharField(max_length=16, choices=Scope), default=list)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    objects: ClassVar[ApiKeyManager] = ApiKeyManager()

    class Meta(AbstractAPIKey.Meta):
        ordering = ("-created",)

    def note_use(self, now: datetime) -> None:
        """To the hour: reading with a key writes nothing but once in a while."""
        if self.last_used_at is None or now - self.last_used_at >= timedelta(hours=1):
            ApiKey.objects.filter(pk=self.pk).update(last_used_at=now)


class Call(models.Model):
    """A POST that carried an `Idempotency-Key`, and what was answered: `factcheck.idempotency`.

    While it runs `status` is empty and `leased_until` says until when: a process that was killed
    holds it no longer than that. `owner` is empty for strangers.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="calls")
    api_key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, null=True, related_name="calls")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    leased_until = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "api_key", "key"], nulls_distinct=False, name="call_key_unique"
            ),
        ]
        indexes = [models.Index(fields=["made_at"], name="call_made")]

    def __str__(self) -> str:
        return self.key


class PersonChange(models.Model):
    """What somebody did to the account of a person: who came in by whose hand can be told later.

    An admin who could quietly open another account would be their own second pair of eyes.
    """

    class Kind(models.TextChoices):
        INVITED = "invited", _("was invited")
        LINK_SENT = "link_sent", _("was sent a link to a new password")
        LINK_SHOWN = "link_shown", _("a link to a new password was shown to an admin")
        EMAIL = "email", _("has another e-mail address")
        ROLE = "role", _("has another role")
        FACTORS = "factors", _("had the second factors of sign-in taken off")
        ENDED = "ended", _("left the desk")
        RETURNED = "returned", _("came back to the desk")

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="changes_made"
    )
    at = models.DateTimeField(_("when"))
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "invited",
                        "link_sent",
                        "link_shown",
                        "email",
                        "role",
                        "factors",
                        "ended",
                        "returned",
                    ]
                ),
                name="person_change_known",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, now: datetime) -> Self:
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")

    def troubled(self) -> Self:
        return self.filter(sent_at=None).exclude(problem="")


class Letter(models.Model):
    """An e-mail on its way: written with what it tells, sent afterwards, never in between.

    `message_id` is its Message-ID: whoever gets it twice, because a worker was killed between
    sending and noting it, has a mail program that can tell. The words are dropped once it is sent.
    """

    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="letters"
    )
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField(_("written"))
    due_at = models.DateTimeField(_("due"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    problem = models.TextField(_("what went wrong"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(sent_at=None, given_up_at=None),
                name="letter_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
