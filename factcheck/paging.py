"""Cursor paging: stable while rows are added, with RFC 8288 `Link` headers."""

from typing import Any

from rest_framework.pagination import CursorPagination
from rest_framework.response import Response


class Cursor(CursorPagination):
    """`?cursor=` and `?limit=` (default 20, at most 100); newest first."""

    page_size = 20
    page_size_query_param = "limit"
    max_page_size = 100
    ordering: Any = ("-pk",)

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self.get_next_link(), "prev": self.get_previous_link()}
        header = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url)
        body = {"next": links["next"], "previous": links["prev"], "results": data}
        return Response(body, headers={"Link": header} if header else None)
