"""`Authorization: Api-Key <key>` → the key's owner, within the key's scopes."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework_api_key.permissions import KeyParser

from factcheck.accounts.models import ApiKey, Scope, User


class ApiKeyAuthentication(BaseAuthentication):
    """Raises AuthenticationFailed (401) for unknown, revoked and expired keys alike."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        sent = KeyParser().get(request)
        if not sent:
            return None
        refusal = _("This API key is unknown, revoked or expired. Ask an admin for a new one.")
        try:
            key = ApiKey.objects.owned(sent)
        except ApiKey.DoesNotExist:
            raise AuthenticationFailed(refusal) from None
        now = timezone.now()
        expired = key.expiry_date is not None and key.expiry_date < now
        if expired or not key.owner.is_active:
            raise AuthenticationFailed(refusal)
        key.note_use(now)
        return key.owner, key

    def authenticate_header(self, request: Request) -> str:
        return "Api-Key"


def scope(needed: Scope) -> type[BasePermission]:
    """A permission class: signed-in people pass; keys must carry the scope."""

    class HasScope(BasePermission):
        message = _("This API key lacks the scope “%(scope)s”.") % {"scope": needed.value}

        def has_permission(self, request: Request, view: Any) -> bool:
            if not request.user.is_authenticated:
                return False
            key: Any = request.auth
            return not isinstance(key, ApiKey) or needed in key.scopes

    return HasScope


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers subclasses
    """How a key is sent, for the OpenAPI document."""

    target_class = "factcheck.accounts.authentication.ApiKeyAuthentication"
    name = "ApiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Api-Key <key>`",
        }
