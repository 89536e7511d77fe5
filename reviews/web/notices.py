"""What a person is told: the inbox, and the bell in the bar."""

from typing import Any

from django.http import HttpRequest


def bell(request: HttpRequest) -> dict[str, Any]:
    return {}
