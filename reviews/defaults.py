"""The scale and policy a new desk starts with. Editors add versions; these rows stay."""

from typing import Any

from django.utils import timezone

from reviews.models import Policy, Rating, RatingScale, Tone

METHOD = (
    "We check statements of fact that matter to the public. Two people work on every verdict: "
    "one writes it, another approves it. Each piece of evidence is cited with its exact words and "
    "a copy taken on the day; its source is checked again and again, and when it changes or "
    "vanishes the verdict comes back to the desk. Corrections stay visible for good."
)
WORDS = (
    (1, "False", Tone.FALSE, "The evidence contradicts the claim."),
    (2, "Mostly false", Tone.MOSTLY_FALSE, "A core of truth, but the point made is wrong."),
    (3, "Half true", Tone.MIXED, "True and false parts of equal weight, or key context missing."),
    (4, "Mostly true", Tone.MOSTLY_TRUE, "Right in the main; a detail is wrong or missing."),
    (5, "True", Tone.TRUE, "The evidence bears the claim out."),
    (None, "Misleading", Tone.UNKNOWN, "Each word may be right, the impression given is not."),
    (None, "Unverifiable", Tone.UNKNOWN, "No public evidence settles it at the time of writing."),
)


def ensure(**kwargs: Any) -> None:
    """Run after each migration; does nothing where a scale and a policy exist."""
    if not RatingScale.objects.exists():
        scale = RatingScale.objects.create(name="Truth", version=1)
        Rating.objects.bulk_create(
            Rating(scale=scale, value=value, word=word, tone=tone, meaning=meaning, position=n)
            for n, (value, word, tone, meaning) in enumerate(WORDS)
        )
    if not Policy.objects.exists():
        Policy.objects.create(version=1, method=METHOD, created_at=timezone.now())
