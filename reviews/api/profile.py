"""`/api/v1/profile/`: what the person of the session or key has set for themselves."""

from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from factcheck import conditions
from factcheck.accounts.models import User
from reviews.api import access


class ProfileSerializer(serializers.ModelSerializer[User]):
    """Role and address are not set here: an admin gives the one, a letter confirms the other."""

    language = serializers.ChoiceField(
        choices=settings.LANGUAGES, allow_blank=True, help_text="empty: as the browser asks"
    )
    time_zone = serializers.CharField(max_length=64, help_text="an IANA name: Europe/Paris")
    mail_hour = serializers.IntegerField(min_value=0, max_value=23)

    class Meta:
        model = User
        fields = (
            "username",
            "first_name",
            "last_name",
            "role",
            "language",
            "time_zone",
            "mail",
            "mail_hour",
            "shortcuts",
        )
        read_only_fields = ("username", "role")

    def validate_time_zone(self, value: str) -> str:
        if value not in available_timezones():
            raise serializers.ValidationError("Use an IANA time zone name such as Europe/Paris.")
        return value


class Profile(access.Gated):
    @extend_schema(
        operation_id="profile_retrieve",
        responses={200: ProfileSerializer, **problems(401, 403)},
    )
    def get(self, request: Request) -> Response:
        """Who this session or key acts as, and their settings."""
        return _tagged(self.person)

    @extend_schema(
        operation_id="profile_update",
        parameters=[conditions.IF_MATCH],
        request=ProfileSerializer,
        responses={200: ProfileSerializer, **problems(400, 401, 403, 412)},
    )
    @transaction.atomic
    def patch(self, request: Request) -> Response:
        """Change what is sent; the rest stays."""
        person = User.objects.select_for_update(no_key=True).get(pk=self.person.pk)
        conditions.check(request, ProfileSerializer(person).data)
        sent = ProfileSerializer(person, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        return _tagged(sent.save())


def _tagged(person: User) -> Response:
    shown = ProfileSerializer(person).data
    return Response(shown, headers={"ETag": conditions.tag(shown)})
