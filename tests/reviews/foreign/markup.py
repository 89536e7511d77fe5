"""ClaimReviews in the shapes in which publishers write them; names and claims are made up."""

import json
from typing import Any

PAGE = "https://facts.example/2026/bridge"


def review(**fields: Any) -> dict[str, Any]:
    """As Google's documentation has it; None takes a property away."""
    made = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": PAGE,
        "claimReviewed": "The bridge was closed for a year.",
        "datePublished": "2026-02-03",
        "author": {
            "@type": "Organization",
            "name": "Facts Example",
            "url": "https://facts.example",
        },
        "itemReviewed": {
            "@type": "Claim",
            "datePublished": "2026-01-30",
            "author": {
                "@type": "Person",
                "name": "Rosa Lind",
                "jobTitle": "Minister",
                "sameAs": ["https://rosa.example/"],
            },
            "appearance": {"@type": "CreativeWork", "url": "https://news.example/bridge"},
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Mostly false",
            "ratingValue": "2",
            "worstRating": "1",
            "bestRating": "5",
            "ratingExplanation": "It was closed for six weeks.",
        },
    } | fields
    return {name: value for name, value in made.items() if value is not None}


def html(*blocks: Any, lang: str = "en-GB") -> str:
    """A page with a block of JSON-LD for each; texts go in as they are."""
    scripts = "".join(
        f'<script type="application/ld+json">{each if isinstance(each, str) else json.dumps(each)}'
        "</script>"
        for each in blocks
    )
    return f'<!doctype html><html lang="{lang}"><head>{scripts}</head><body>Bridge</body></html>'


def feed(*items: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "dataFeedElement": [
            {"@type": "DataFeedItem", "url": f"https://facts.example/{n}", "item": each}
            for n, each in enumerate(items)
        ],
    }
