"""The shapes of the public API, for OpenAPI. `fact_checks` builds the answers; a test compares."""

from typing import Any

from rest_framework import serializers as s

CLAIM = ("id", "statement", "quote", "kind", "claimant", "attribution")
ARTICLE = ("title", "url", "author", "publisher", "language", "published_on")
RATING = ("word", "value", "tone", "meaning")
COPIED = (
    "rationale",
    "rationale_html",
    "why_selected",
    "few_sources_reason",
    "one_sided_reason",
    "method",
    "people",
    "history",
)
BEFORE_KINDS = {"kind": "url", "publisher": "", "place": ""}
"""What versions say of their evidence that are older than evidence by file and by hand."""


class PublishedClaim(s.Serializer[Any]):
    id = s.IntegerField()
    statement = s.CharField()
    quote = s.CharField()
    kind = s.CharField()
    claimant = s.CharField(allow_blank=True)
    attribution = s.CharField()


class PublishedArticle(s.Serializer[Any]):
    title = s.CharField()
    url = s.CharField(allow_blank=True)
    author = s.CharField(allow_blank=True)
    publisher = s.CharField(allow_blank=True)
    language = s.CharField(allow_blank=True, help_text="BCP 47")
    published_on = s.DateField(allow_null=True)


class PublishedRating(s.Serializer[Any]):
    word = s.CharField()
    value = s.IntegerField(allow_null=True, help_text="null for words beside the line")
    tone = s.CharField()
    meaning = s.CharField()
    best = s.IntegerField()
    worst = s.IntegerField()


class NeedsAnotherLook(s.Serializer[Any]):
    since = s.DateTimeField()
    why = s.CharField()


class FactCheckSummary(s.Serializer[Any]):
    slug = s.CharField()
    url = s.URLField()
    api_url = s.URLField()
    version = s.IntegerField()
    states = s.ListField(
        child=s.ChoiceField(["corrected", "needs-another-look", "under-review", "retracted"])
    )
    claim = PublishedClaim()
    article = PublishedArticle()
    rating = PublishedRating()
    summary = s.CharField()
    language = s.CharField()
    first_published_at = s.DateTimeField()
    published_at = s.DateTimeField(help_text="of this version")
    updated_at = s.DateTimeField(
        help_text="of this version, of a flag raised or lifted, of a reopening, or of the claim "
        "gone from its article or found there again"
    )
    needs_another_look = NeedsAnotherLook(allow_null=True)
    gone_from_article = s.DateTimeField(
        allow_null=True, help_text="when the desk found that the article has the claim no longer"
    )
    reason = s.CharField(allow_blank=True, help_text="why this version was made")


class PublishedSnapshot(s.Serializer[Any]):
    id = s.IntegerField()
    taken_at = s.DateTimeField()
    final_url = s.CharField()
    media_type = s.CharField()
    body_sha256 = s.CharField()
    text_sha256 = s.CharField()


class SourceHealth(s.Serializer[Any]):
    state = s.CharField(
        help_text="healthy, unchecked, unverifiable, unverified, failing, dead, drifted, accepted "
        "(changed or gone; the desk looked), refused, or sound (a file that the desk keeps)"
    )
    since = s.DateTimeField(allow_null=True)
    checked_at = s.DateTimeField(allow_null=True)
    withdrawn = s.BooleanField()
    withdrawn_at = s.DateTimeField(allow_null=True)


class ArchivedCopy(s.Serializer[Any]):
    kind = s.ChoiceField(
        ["own", "memento", "wayback"], help_text="ours (the cited passage in its context), or whose"
    )
    url = s.URLField()
    captured_at = s.DateTimeField()
    text_sha256 = s.CharField(allow_blank=True, help_text="of our copy's text")


class PublishedEvidence(s.Serializer[Any]):
    id = s.IntegerField()
    number = s.IntegerField()
    kind = s.ChoiceField(["url", "file", "hand"], help_text="page, file, or noted by hand")
    url = s.CharField(allow_blank=True, help_text="empty where it is no page")
    host = s.CharField(allow_blank=True)
    title = s.CharField()
    publisher = s.CharField(allow_blank=True, help_text="of what is no page")
    place = s.CharField(allow_blank=True, help_text="page, minute or day")
    quote = s.CharField(trim_whitespace=False)
    start = s.IntegerField(allow_null=True, help_text="code point in the kept text")
    end = s.IntegerField(allow_null=True, help_text="exclusive")
    unlocated_reason = s.CharField(allow_blank=True)
    stance = s.ChoiceField(["supports", "refutes", "context"])
    primary = s.BooleanField()
    note = s.CharField(allow_blank=True)
    interest = s.CharField(allow_blank=True)
    snapshot = PublishedSnapshot(allow_null=True)
    health = SourceHealth()
    archived = ArchivedCopy(many=True)


class PublishedMethod(s.Serializer[Any]):
    version = s.IntegerField()
    text = s.CharField()


class PublishedPerson(s.Serializer[Any]):
    part = s.ChoiceField(["author", "approver", "publisher"])
    name = s.CharField(allow_blank=True)
    role = s.CharField()


class PublishedReply(s.Serializer[Any]):
    outcome = s.ChoiceField(["answered", "declined", "silent"])
    answer = s.CharField(allow_blank=True)
    received_at = s.DateTimeField()


class PublishedRightOfReply(s.Serializer[Any]):
    party = s.CharField()
    channel = s.ChoiceField(["email", "phone", "person", "letter", "form", "message"])
    question = s.CharField()
    asked_at = s.DateTimeField()
    deadline = s.DateTimeField(allow_null=True)
    received = PublishedReply(many=True)


class ChangeRating(s.Serializer[Any]):
    word = s.CharField()
    tone = s.CharField()


class PublishedChange(s.Serializer[Any]):
    number = s.IntegerField()
    kind = s.CharField(help_text="published, correction, update or retraction")
    reason = s.CharField(allow_blank=True)
    at = s.DateTimeField()
    rating = ChangeRating()


class FactCheckFull(FactCheckSummary):
    rationale = s.CharField(help_text="Markdown")
    rationale_html = s.CharField(help_text="sanitised")
    evidence = PublishedEvidence(many=True)
    replies = PublishedRightOfReply(many=True, help_text="the right of reply")
    why_selected = s.CharField(allow_blank=True)
    few_sources_reason = s.CharField(allow_blank=True)
    one_sided_reason = s.CharField(allow_blank=True)
    method = PublishedMethod()
    people = PublishedPerson(many=True)
    history = PublishedChange(many=True)
    digest = s.CharField(help_text="SHA-256 of the version's canonical document")


class PublishedDocument(s.Serializer[Any]):
    """The canonical document of a version, as its digest has it; later ones may say more."""

    format = s.IntegerField()
    slug = s.CharField()
    version = s.IntegerField()
    first_published_at = s.DateTimeField()
    published_at = s.DateTimeField()
    language = s.CharField()
    claim = s.DictField()
    article = s.DictField()
    rating = s.DictField()
    summary = s.CharField()
    rationale = s.CharField()
    rationale_html = s.CharField()
    evidence = s.ListField(child=s.DictField())
    method = PublishedMethod()
    people = PublishedPerson(many=True)
    history = PublishedChange(many=True)


class FactCheckVersion(s.Serializer[Any]):
    number = s.IntegerField()
    kind = s.CharField()
    reason = s.CharField(allow_blank=True)
    published_at = s.DateTimeField()
    digest = s.CharField()
    document = s.JSONField()


class ClaimReview(s.Serializer[Any]):
    claimReviewed = s.CharField()  # noqa: N815 - schema.org's name
    url = s.URLField()
