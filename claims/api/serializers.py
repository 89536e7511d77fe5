"""The shapes of articles and claims. Serializers shape and check; the domain writes."""

from typing import Any

from rest_framework import serializers

from claims.models import Article, Claim, Place


class RawText(serializers.CharField):
    """Text for the domain to judge: it says better what is wrong and what to do."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_blank=True, trim_whitespace=False, **kwargs)
        self.validators = []

    def to_internal_value(self, data: Any) -> str:
        """A number is no text: 1e300 would become an article that nobody wrote."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class ArticleSerializer(serializers.ModelSerializer[Article]):
    url = serializers.CharField(read_only=True, help_text="empty where it came as a text")
    candidate_count = serializers.IntegerField(read_only=True)
    accepted_count = serializers.IntegerField(read_only=True)
    dismissed_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Article
        fields = [
            *("id", "title", "url", "author", "publisher", "language", "published_on", "origin"),
            *("created_at", "candidate_count", "accepted_count", "dismissed_count"),
        ]
        read_only_fields = fields


class FoundAtSerializer(serializers.ModelSerializer[Place]):
    url = serializers.CharField(read_only=True)

    class Meta:
        model = Place
        fields = ["url", "found_at"]
        read_only_fields = fields


class ArticleTextSerializer(ArticleSerializer):
    """With its text: offsets of claims count the Unicode code points of exactly this string."""

    places = FoundAtSerializer(many=True, read_only=True, help_text="every address it was found at")

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "text", "sha256", "places"]
        read_only_fields = fields


class NewArticleSerializer(serializers.Serializer[Any]):
    """A `text` or a `file`, with what is known about it, or only the `url` of a page to fetch."""

    text = RawText(
        required=False, help_text="Plain text, Markdown or the source of a web page, up to 5 MB."
    )
    file = serializers.FileField(
        required=False,
        allow_empty_file=True,
        help_text="As multipart/form-data. Text, Markdown, HTML up to 5 MB; PDF, DOCX up to 20.",
    )
    url = RawText(
        required=False, help_text="With `text` or `file`: where it was found; it is not fetched."
    )
    title = RawText(required=False)
    author = RawText(required=False)
    publisher = RawText(required=False)
    language = RawText(required=False, help_text="A BCP 47 tag such as en or pt-BR.")
    published_on = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        brought = {"text", "file"} & set(attrs)
        if len(brought) == 2 or (not brought and set(attrs) != {"url"}):
            raise serializers.ValidationError(
                "Send a text, a file, or only the url of a page to fetch."
            )
        return attrs


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """A claim. The `ETag` of one claim is its newest change: what `If-Match` takes."""

    decided_by = serializers.CharField(
        source="decided_by.username", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = Claim
        fields = [
            *("id", "article", "start", "end", "quote", "statement", "kind", "claimant"),
            *("attribution", "attribution_spans", "statement_parts", "times"),
            *("checkworthiness", "signals", "status", "origin", "same_as"),
            *("decided_by", "decided_at", "created_at"),
        ]
        read_only_fields = fields


class NewClaimSerializer(serializers.Serializer[Any]):
    """A place in an article: `start` and `end` in code points, or the exact words as `quote`."""

    article = serializers.IntegerField()
    start = serializers.IntegerField(required=False, min_value=0)
    end = serializers.IntegerField(required=False, min_value=1)
    quote = RawText(required=False)
    statement = RawText(required=False, help_text="The claim worded to stand alone.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        offsets = {"start", "end"} & set(attrs)
        if len(offsets) == 1 or bool(offsets) == ("quote" in attrs):
            raise serializers.ValidationError("Send start and end, or the quote.")
        return attrs


class FaultSerializer(serializers.Serializer[Any]):
    field = serializers.CharField(help_text="its name, in dots where it is nested")
    message = serializers.CharField()
    pointer = serializers.CharField(
        required=False, help_text="the same as a JSON pointer, where it is part of the body"
    )


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457; `code` is one word a program may switch on, `type` where it is explained."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    # RFC 9457's example names it so; DRF takes fields off the class, its own `errors` stays
    errors = FaultSerializer(many=True, required=False)  # type: ignore[assignment]  # see above
