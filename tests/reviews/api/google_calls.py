"""`pages` asked by hand: a page as callers send it, calls, and what a refusal says."""

import json
from typing import Any

from django.test import Client

from factcheck.accounts.models import Scope
from tests import make
from tests.reviews.foreign.markup import PAGE

URL = "/v1alpha1/pages"
BODY = {
    "pageUrl": PAGE,
    "publishDate": "2026-02-03",
    "claimReviewAuthor": {"name": "Facts Example", "imageUrl": "https://facts.example/logo.png"},
    "claimReviewMarkups": [
        {
            "url": f"{PAGE}#first",
            "claimReviewed": "The bridge was closed for a year.",
            "claimDate": "2026-01-30",
            "claimLocation": "In parliament",
            "claimFirstAppearance": "https://news.example/bridge",
            "claimAppearances": ["https://post.example/1", "https://post.example/2"],
            "claimAuthor": {
                "name": "Rosa Lind",
                "jobTitle": "Minister",
                "imageUrl": "https://rosa.example/me.png",
                "sameAs": "https://rosa.example/",
            },
            "rating": {
                "textualRating": "Mostly false",
                "ratingValue": 2,
                "worstRating": 1,
                "bestRating": 5,
                "ratingExplanation": "It was closed for six weeks.",
                "imageUrl": "https://facts.example/mostly-false.png",
            },
        },
        {"url": PAGE, "claimReviewed": "It fell.", "rating": {"textualRating": "False"}},
    ],
}


def call(method: str, path: str = URL, body: Any = None, *, key: str = "") -> tuple[int, Any]:
    headers = {"Authorization": f"Api-Key {key}"} if key else {}
    sent = body if isinstance(body, str | bytes) else json.dumps(body)
    client = Client(enforce_csrf_checks=True, headers=headers)
    answer = client.generic(method, path, sent, content_type="application/json")
    return answer.status_code, answer.json()


def refusal(answered: tuple[int, Any]) -> tuple[int, str, str]:
    status, body = answered
    details = body["error"].get("details", [{"fieldViolations": [{"field": ""}]}])
    assert body["error"]["code"] == status
    return status, body["error"]["status"], details[0]["fieldViolations"][0]["field"]


def importer() -> str:
    return make.api_key(make.editor(), Scope.IMPORT)
