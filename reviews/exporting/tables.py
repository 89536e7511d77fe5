"""Which tables an export holds, in an order that restores, and which it does not and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from psycopg import sql

NULL = "NULL"
ENDPOINT_LEASE = {"lease": NULL, "lease_expires": NULL}
WITHOUT_SECRET = {
    "secret": "''",
    "former_secret": "''",
    "former_until": NULL,
    "state": "CASE state WHEN 'active' THEN 'paused' ELSE state END",
}
"""A webhook that cannot sign rests until somebody gives it another secret."""
LEASE = {"lease_token": NULL, "lease_expires": NULL}
"""Who works on a row at the moment; nobody does in the new house."""


@dataclass(frozen=True)
class Table:
    """How one table is written down.

    `blank`: column → SQL of what is written instead. `order`: columns, where rows must come back
    otherwise than by their key. `file`: the column that names a file of the storage. `sealed`: rows
    that only an export with passwords holds; `opened`: columns that only such an export does not
    blank. `seeded`: migrations put rows there.
    """

    label: str
    blank: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    file: str = ""
    sealed: bool = False
    opened: dict[str, str] = field(default_factory=dict)
    seeded: bool = False

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def meta(self) -> Any:
        return self.model._meta  # noqa: SLF001 - how Django documents it

    @property
    def name(self) -> str:
        return str(self.meta.db_table)

    @property
    def columns(self) -> dict[str, models.Field]:  # type: ignore[type-arg] # of any value
        """By name, in the order of the alphabet; what the database works out is left out."""
        fields = [each for each in self.meta.local_fields if each.column is not None]
        stored = {each.column: each for each in fields if not each.generated}
        return dict(sorted(stored.items()))

    def blanked(self, *, passwords: bool) -> dict[str, str]:
        return self.blank if passwords else self.blank | self.opened

    def parents(self) -> dict[str, tuple[str, str]]:
        """Column → the table and the column that it points to."""
        found = {}
        for column, each in self.columns.items():
            if isinstance(each, models.ForeignKey) and column not in self.blank:
                target = each.target_field
                found[column] = (_label(target), str(target.column))
        return found

    def key(self) -> list[models.Field]:  # type: ignore[type-arg] # of any value
        """The columns rows are ordered by."""
        if self.order:
            return [self.columns[name] for name in self.order]
        return list(self.meta.pk_fields)

    def number(self) -> str:
        """The column that a sequence fills, or ""."""
        each = self.meta.pk
        return str(each.column) if isinstance(each, models.AutoField | models.BigAutoField) else ""

    def rows(self, *, passwords: bool) -> sql.Composed:
        """SQL: one JSON object a row. Texts are ordered by code points, as on every server."""
        blank = self.blanked(passwords=passwords)
        chosen = sql.SQL(", ").join(
            sql.SQL("{} AS {}").format(
                sql.SQL(blank[name]) if name in blank else sql.Identifier(name),
                sql.Identifier(name),
            )
            for name in self.columns
        )
        order = sql.SQL(", ").join(
            sql.SQL('{} COLLATE "C"' if _is_text(each) else "{}").format(
                sql.Identifier(str(each.column))
            )
            for each in self.key()
        )
        return sql.SQL(
            "SELECT row_to_json(each) FROM (SELECT {} FROM {} ORDER BY {}) AS each"
        ).format(chosen, sql.Identifier(self.name), order)


def _label(column: models.Field) -> str:  # type: ignore[type-arg] # of any value
    return str(column.model._meta.label)  # noqa: SLF001 - how Django documents it


def _is_text(each: models.Field) -> bool:  # type: ignore[type-arg] # of any value
    return isinstance(each, models.CharField | models.TextField)


KEPT = (
    Table("accounts.User", opened={"password": "'!'"}),
    Table("account.EmailAddress"),
    Table("socialaccount.SocialAccount"),
    Table("mfa.Authenticator", sealed=True),
    Table("accounts.ApiKey", sealed=True),
    Table("accounts.PersonChange"),
    Table("claims.Article"),
    Table("claims.Place"),
    Table("claims.Original", file="storage_key"),
    Table("claims.Feed", blank=LEASE),
    Table("claims.FeedEntry"),
    Table("claims.Claim"),
    Table("claims.ClaimMatch"),
    Table("claims.Anchoring"),
    Table("claims.Change"),
    Table("claims.ProposalRun", blank={"lease_expires": NULL}),
    Table("claims.WorthModel"),
    Table("reviews.SourceHost", blank=LEASE),
    Table("reviews.SourceLink"),
    Table("reviews.LinkTally"),
    Table("reviews.LinkCheck"),
    Table("reviews.Snapshot", file="storage_key"),
    Table("reviews.ArchiveWish"),
    Table("reviews.ArchiveLookup"),
    Table("reviews.Policy", seeded=True),
    Table("reviews.RatingScale", seeded=True),
    Table("reviews.Rating", seeded=True),
    Table("reviews.Topic"),
    Table("reviews.Review"),
    Table("reviews.Review_topics"),
    Table("reviews.Evidence"),
    Table("reviews.Thread"),
    Table("reviews.Comment"),
    Table("reviews.Draft"),
    Table("reviews.Look"),
    Table("reviews.ReplyAsked"),
    Table("reviews.ReplyReceived"),
    Table("reviews.Fetch", blank={"lease": NULL}, file="storage_key"),
    Table("reviews.Verdict"),
    Table("reviews.VoteRound"),
    Table("reviews.Vote"),
    Table("reviews.Event", order=("review_id", "seq")),
    Table("reviews.Publication"),
    Table("reviews.PublishedVersion", order=("publication_id", "number")),
    Table("reviews.Checkpoint"),
    Table("reviews.PageText", order=("page", "language", "version")),
    Table("reviews.ReaderReport"),
    Table("reviews.ReportEvent"),
    Table("reviews.ForeignPage"),
    Table("reviews.ForeignCheck"),
    Table("reviews.WebhookEndpoint", blank=ENDPOINT_LEASE, opened=WITHOUT_SECRET),
    Table("reviews.WebhookChange"),
    Table("reviews.WebhookMessage"),
    Table("reviews.Delivery"),
    Table("reviews.DeliveryAttempt"),
    Table("reviews.Notice", blank={"letter_id": NULL}),
    Table("reviews.SavedView"),
    Table("reviews.FirstView"),
)
"""In this order they are written and read: what a trigger looks up comes before what it guards."""

CHECKS = "reviews.LinkCheck"
"""Observations of pages; the one table that may be left at home, since it can outgrow the rest."""

LEFT_OUT = {
    "admin.LogEntry": "what the framework notes beside the desk's own history of people",
    "auth.Permission": "made by each installation; rights follow from roles",
    "auth.Group": "not used: rights follow from roles",
    "auth.Group_permissions": "not used: rights follow from roles",
    "accounts.User_groups": "not used: rights follow from roles",
    "accounts.User_user_permissions": "not used: rights follow from roles",
    "contenttypes.ContentType": "made by each installation",
    "sessions.Session": "who is signed in here and now",
    "usersessions.UserSession": "who is signed in here and now",
    "account.EmailConfirmation": "links sent in letters, which lead to the old house",
    "socialaccount.SocialApp": "configured by variables of the environment",
    "socialaccount.SocialToken": "secrets of another house, for this house only",
    "rest_framework_api_key.APIKey": "not used: keys are accounts.ApiKey",
    "accounts.Call": "answers kept for programs that repeat a request within a day",
    "accounts.Letter": "letters on their way; sent twice otherwise, once by each house",
    "claims.ClaimWords": "words of claims to be found by, made anew from the claims",
    "claims.Unmatched": "what is to be compared; the database fills it as claims come in",
    "claims.Import": "lists under way; what they added is there, the rest is sent again",
    "claims.ImportRow": "lists under way; what they added is there, the rest is sent again",
    "reviews.ArchiveTurn": "whose turn it is here and now to ask an archive",
    "reviews.Rendition": "what readers are served, rendered anew when it is first asked for",
    "reviews.Presence": "who looks at what here and now",
}


def chosen(*, passwords: bool, checks: bool) -> Iterator[Table]:
    """The tables of an export with these options."""
    for table in KEPT:
        if (passwords or not table.sealed) and (checks or table.label != CHECKS):
            yield table
