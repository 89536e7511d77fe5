"""A claim: one checkable statement, anchored to the exact characters it came from."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from factcheck.accounts.models import User

ANCHORED = """
IF NEW.quote IS DISTINCT FROM (
    SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
    FROM claims_article WHERE id = NEW.article_id
) THEN
    RAISE EXCEPTION 'The quote is not the text of the article at these characters.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
# The same for all rows of one INSERT. Row by row, each would unpack the whole text: two minutes for
# a long report. So the text is cut into leaves once, and a quote is read off the leaves it lies on.
ANCHORED_TOGETHER = """
IF EXISTS (
    WITH boughs AS MATERIALIZED (
        SELECT a.id, j, substr(a.text, j * 50000 + 1, 50000) AS words
        FROM claims_article a, generate_series(0, length(a.text) / 50000) j
        WHERE a.id IN (SELECT article_id FROM added)
    ), leaves AS MATERIALIZED (
        SELECT id, j * 50 + i AS number, substr(words, i * 1000 + 1, 1000) AS words
        FROM boughs, generate_series(0, (length(words) - 1) / 1000) i
    ), found AS (
        SELECT n.id, substr(
            string_agg(l.words, '' ORDER BY l.number), n.start % 1000 + 1, n."end" - n.start
        ) AS words
        FROM added n
            CROSS JOIN LATERAL generate_series(n.start / 1000, n."end" / 1000) AS leaf
            JOIN leaves l ON l.id = n.article_id AND l.number = leaf
        GROUP BY n.id, n.start, n."end"
    )
    SELECT 1 FROM added n LEFT JOIN found f ON f.id = n.id
    WHERE n.quote IS DISTINCT FROM f.words
) THEN
    RAISE EXCEPTION 'The quote is not the text of the article at these characters.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""
# Two merges towards each other in two transactions would each see no cycle: hence the lock.
ACYCLIC = """
IF NEW.same_as_id IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('claims_claim.same_as'));
    IF EXISTS (
        WITH RECURSIVE chain(id) AS (
            SELECT NEW.same_as_id
            UNION
            SELECT c.same_as_id FROM claims_claim c JOIN chain ON c.id = chain.id
            WHERE c.same_as_id IS NOT NULL
        )
        SELECT 1 FROM chain WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'A claim cannot be merged into itself, nor in a circle.'
            USING ERRCODE = 'check_violation';
    END IF;
END IF;
RETURN NEW;
"""

# Whoever writes a claim, and in whatever way: what it says is compared anew with what was said.
ADDED_UNMATCHED = """
INSERT INTO claims_unmatched (article_id, mark)
SELECT DISTINCT article_id, 1 FROM added WHERE status IN ('candidate', 'accepted')
ORDER BY article_id
ON CONFLICT (article_id) DO UPDATE SET mark = claims_unmatched.mark + 1;
RETURN NULL;
"""
CHANGED_UNMATCHED = """
INSERT INTO claims_unmatched (article_id, mark) VALUES (NEW.article_id, 1)
ON CONFLICT (article_id) DO UPDATE SET mark = claims_unmatched.mark + 1;
RETURN NULL;
"""


class Status(models.TextChoices):
    CANDIDATE = "candidate", _("candidate")
    ACCEPTED = "accepted", _("accepted")
    DISMISSED = "dismissed", _("dismissed")
    MERGED = "merged", _("merged")


class Kind(models.TextChoices):
    EVENT = "event", _("event")
    QUANTITY = "quantity", _("quantity")
    QUOTATION = "quotation", _("quotation")
    CAUSAL = "causal", _("causal")
    COMPARISON = "comparison", _("comparison")
    PREDICTION = "prediction", _("prediction")
    OPINION = "opinion", _("opinion")
    QUESTION = "question", _("question")
    INSTRUCTION = "instruction", _("instruction")
    INTENT = "intent", _("intent")


class Attribution(models.TextChoices):
    NAMED = "named", _("named source")
    UNNAMED = "unnamed", _("unnamed source")
    NONE = "none", _("the article itself")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def candidates(self) -> Self:
        return self.filter(status=Status.CANDIDATE)

    def accepted(self) -> Self:
        return self.filter(status=Status.ACCEPTED)

    def visible_to(self, user: User) -> Self:
        return self if user.is_authenticated else self.none()


class Claim(models.Model):
    """`start`, `end`: Unicode code points into `article.text`, end exclusive."""

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="claims",
        db_index=False,  # the index `claim_in_article` begins with it
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("quote"))
    statement = models.TextField(_("statement"), help_text=_("The claim, standing alone"))
    statement_parts = models.JSONField(
        default=list, help_text="[{text, start, end} | {text, rule}]; empty when a person worded it"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.EVENT)
    claimant = models.CharField(_("claimant"), max_length=300, blank=True)
    attribution = models.CharField(
        _("attribution"), max_length=8, choices=Attribution, default=Attribution.NONE
    )
    attribution_spans = models.JSONField(
        default=list, help_text="[[start, end]]: where the article says who said it"
    )
    times = models.JSONField(
        default=list, help_text="[{text, start, end, earliest, latest, anchor}], dates in ISO 8601"
    )
    checkworthiness = models.FloatField(
        _("check-worthiness"),
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    signals = models.JSONField(default=list, help_text="[{code, weight, text}]")
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.CANDIDATE)
    origin = models.CharField(
        _("origin"), max_length=128, help_text="splitter-2, person, or a language model's name"
    )
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="claims"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("added"))

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "start", "end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="claim_span_not_empty"),
            models.CheckConstraint(
                condition=Q(checkworthiness__range=(0, 1)), name="checkworthiness_0_to_1"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, same_as__isnull=False)
                | (~Q(status=Status.MERGED) & Q(same_as__isnull=True)),
                name="merged_iff_same_as",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="claim_status_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="claim_kind_known"),
            models.CheckConstraint(
                condition=Q(attribution__in=Attribution.values), name="attribution_known"
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="claim_has_statement"),
            models.UniqueConstraint(
                fields=["article", "start", "end"],
                condition=~Q(status__in=[Status.DISMISSED, Status.MERGED]),
                name="one_open_claim_per_span",
            ),
        ]
        indexes = [models.Index(fields=["article", "start", "end"], name="claim_in_article")]
        triggers = [
            pgtrigger.Trigger(
                name="quote_is_anchored",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ANCHORED,
            ),
            pgtrigger.Trigger(
                name="quotes_are_anchored",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="added"),  # type: ignore[no-untyped-call] # untyped there
                func=ANCHORED_TOGETHER,
            ),
            pgtrigger.Trigger(
                name="same_as_is_acyclic",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__same_as__isnull=False),
                func=ACYCLIC,
            ),
            pgtrigger.Trigger(
                name="added_is_unmatched",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="added"),  # type: ignore[no-untyped-call] # untyped there
                func=ADDED_UNMATCHED,
            ),
            pgtrigger.Trigger(
                name="changed_is_unmatched",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("article", "status", "statement", "claimant"),
                func=CHANGED_UNMATCHED,
            ),
        ]

    def __str__(self) -> str:
        return self.statement
