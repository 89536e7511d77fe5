"""`/api/v1/keys/`: one's own keys. They are made by people, on the page of keys, by no program."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.accounts.models import ApiKey, Scope, User

PREFIX = OpenApiParameter("prefix", str, OpenApiParameter.PATH, description="its first characters")


class KeySerializer(serializers.ModelSerializer[ApiKey]):
    """Never the key itself: nobody has it but who made it."""

    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices), read_only=True)
    this = serializers.SerializerMethodField(help_text="the one this request was sent with")

    class Meta:
        model = ApiKey
        fields = ["prefix", "name", "scopes", "created", "expiry_date", "last_used_at", "this"]
        read_only_fields = fields

    def get_this(self, key: ApiKey) -> bool:
        return bool(key == self.context["auth"])


class Own(APIView):
    permission_classes = [IsAuthenticated]

    def keys(self) -> QuerySet[ApiKey]:
        assert isinstance(self.request.user, User), "the permission has let nobody else through"
        return ApiKey.objects.filter(owner=self.request.user, revoked=False)


class Keys(Own):
    @extend_schema(operation_id="keys_list", responses={200: KeySerializer(many=True)})
    def get(self, request: Request) -> Response:
        """Your keys in use, the newest first; at most 20."""
        shown = KeySerializer(self.keys(), many=True, context={"auth": request.auth})
        return Response(shown.data)


class Key(Own):
    @extend_schema(
        operation_id="keys_end", parameters=[PREFIX], request=None, responses={204: None}
    )
    def delete(self, request: Request, prefix: str) -> Response:
        """End a key of yours at once, also the one you send this with."""
        key: Any = get_object_or_404(self.keys(), prefix=prefix)
        key.revoked = True
        key.save(update_fields=["revoked"])
        return Response(status=status.HTTP_204_NO_CONTENT)
