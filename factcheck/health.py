"""`/healthz`: is this process able to serve? For load balancers and container health checks."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from factcheck.accounts import post


def check(request: HttpRequest) -> JsonResponse:
    """200 {"status": "ok"} when the database answers, else 503.

    `"mail": "failing"` beside it where letters wait because a server refused them: pages are served
    all the same, so the status stays.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        failing = {"mail": "failing"} if post.trouble() else {}
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    return JsonResponse({"status": "ok", **failing})
