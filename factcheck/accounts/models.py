"""People, their roles, and the keys of programs."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

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


class User(AbstractUser):
    """One person. Rights follow from `role` alone; Django's per-object flags are not consulted."""

    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.CONTRIBUTOR)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[check_time_zone]
    )

    objects: ClassVar[DeskUserManager] = DeskUserManager()

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_known"),
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

    objects: ClassVar[ApiKeyManager] = ApiKeyManager()

    class Meta(AbstractAPIKey.Meta):
        ordering = ("-created",)
