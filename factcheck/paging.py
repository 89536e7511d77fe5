"""Cursor paging: stable while rows are added, with RFC 8288 `Link` headers."""

from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from rest_framework import pagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from factcheck.exceptions import InvalidInput

MOST_DIGITS = 9


class Cursor(pagination.CursorPagination):
    """`?cursor=` and `?limit=` (default 20, at most 100); newest first.

    A cursor names a place in one list and its order. It is signed: what we gave out is what comes
    back, so that no place needs to be doubted, and a list may be followed to its end.
    """

    page_size = 20
    page_size_query_param = "limit"
    max_page_size = 100
    ordering: Any = ("-pk",)
    salt = ""

    def get_page_size(self, request: Request) -> int:
        """Raises InvalidInput; more than we send at once is asking for all we send."""
        sent = request.query_params.get("limit")
        if sent is None:
            return self.page_size
        if not sent.isascii() or not sent.isdecimal() or len(sent) > MOST_DIGITS or not int(sent):
            raise InvalidInput(
                _("Send a number from 1 to %(most)s.") % {"most": self.max_page_size},
                field="limit",
            )
        return min(int(sent), self.max_page_size)

    def decode_cursor(self, request: Request) -> pagination.Cursor | None:
        """Raises InvalidInput for what is not a cursor of this very list."""
        self.salt = f"factcheck.paging {request.path} {' '.join(self.ordering)}"
        sent = request.query_params.get("cursor")
        if sent is None:
            return None
        try:
            return pagination.Cursor(*signing.loads(sent, salt=self.salt))
        except signing.BadSignature as error:
            raise InvalidInput(
                _(
                    "This cursor does not belong to this list. Follow the links of an answer, or "
                    "leave the cursor out to begin anew."
                ),
                field="cursor",
            ) from error

    def encode_cursor(self, cursor: pagination.Cursor) -> str:
        assert self.base_url is not None, "a page was made before"
        sealed = signing.dumps(list(cursor), salt=self.salt)
        return replace_query_param(self.base_url, "cursor", sealed)

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self.get_next_link(), "prev": self.get_previous_link()}
        header = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url)
        body = {"next": links["next"], "previous": links["prev"], "results": data}
        return Response(body, headers={"Link": header} if header else None)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        for each in parameters:
            if each["name"] == "limit":
                each["schema"] = {"type": "integer", "minimum": 1, "default": self.page_size}
                each["description"] = f"Rows of one page; at most {self.max_page_size} are sent."
        return parameters
