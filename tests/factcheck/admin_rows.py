"""One honest row of each model that the admin shows, for tests that go through all of them."""

import itertools
import uuid
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from claims import models as claims
from factcheck.accounts.models import ApiKey, Call, Letter, PersonChange, User
from reviews import models as reviews
from reviews import votes
from reviews.publishing import checkpoints
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.foreign import taking
from tests.reviews.webhooks import told

FEW = {"reviews.ArchiveTurn", "reviews.Policy"}
"""There is one row for each archive; each version of a policy needs the one before it."""
_numbers = itertools.count(1)


def row_of(model: type[Model]) -> Any:
    """Another row; made by the domain where that is as short."""
    return ROWS[model]()


def values(model: type[Model]) -> list[Any]:
    """All that is stored of a model."""
    return list(model._default_manager.order_by("pk").values_list())


def _article() -> claims.Article:
    return make.article(f"Text number {next(_numbers)}. It has two sentences.")


def _feed() -> claims.Feed:
    number = next(_numbers)
    return claims.Feed.objects.create(
        url=f"https://feed-{number}.example/", key=f"feed-{number}", title="Feed", active=False,
        interval=3600, next_fetch_at=NOON, next_due_at=NOON, created_at=NOON,
    )  # fmt: skip


def _sent() -> claims.Import:
    return claims.Import.objects.create(
        name="list.csv", storage_key=f"imports/{next(_numbers)}", bytes_total=1,
        state=claims.ImportState.CHECKED, next_due_at=NOON, added_by=make.editor(), created_at=NOON,
    )  # fmt: skip


def _worth_model() -> claims.WorthModel:
    version = next(_numbers)
    plain = {"format": 1, "intercept": 0.5, "base": 1.0, "signals": {}, "words": {}}
    figures = {"average_precision": [0.5, 0.4, 0.6]}
    return claims.WorthModel.objects.create(
        version=version, trained_at=NOON, source="x.csv", counts={},
        metrics={"trained": figures, "transparent": figures}, weights=plain,
    )  # fmt: skip


def _change() -> claims.Change:
    return claims.Change.objects.create(
        claim=make.claim(), kind=claims.ChangeKind.ACCEPTED, by=make.reviewer(), at=NOON
    )


def _anchoring() -> claims.Anchoring:
    claim = make.claim()
    return claims.Anchoring.objects.create(
        claim=claim, from_article=claim.article, from_start=0, from_end=5, to_article=_article(),
        outcome="orphaned", at=NOON,
    )  # fmt: skip


def _topic() -> reviews.Topic:
    number = next(_numbers)
    return reviews.Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")


def _checkpoint() -> reviews.Checkpoint:
    made = checkpoints.ensure(now=NOON + timedelta(days=next(_numbers)))
    assert made is not None, "nobody else is writing"
    return made


def _thread() -> reviews.Thread:
    review = make.review(Status.IN_REVIEW)
    return reviews.Thread.objects.create(
        review=review, evidence=make.evidence(review), opened_by=make.editor(), opened_at=NOON
    )


def _asked() -> reviews.ReplyAsked:
    return reviews.ReplyAsked.objects.create(
        review=make.review(), party="The port", channel="email", question="Why?", asked_at=NOON,
        noted_by=make.reviewer(), noted_at=NOON,
    )  # fmt: skip


def _round() -> reviews.VoteRound:
    review = make.review(Status.SUBMITTED)
    return votes.ask(review.pk, asked=2, by=make.editor(), now=NOON)


def _fetch() -> reviews.Fetch:
    return reviews.Fetch.objects.create(
        review=make.review(), kind="url", url="https://source.example/", asked_by=make.reviewer(),
        asked_at=NOON, changed_at=NOON, due_at=NOON,
    )  # fmt: skip


def _view() -> reviews.SavedView:
    number = next(_numbers)
    return reviews.SavedView.objects.create(
        owner=make.editor(), name=f"View {number}", created_at=NOON
    )


def _key() -> ApiKey:
    return ApiKey.objects.owned(make.api_key(make.editor()))


def _letter() -> Letter:
    number = next(_numbers)
    return Letter.objects.create(
        to="pat@desk.example", subject="News", text="Words", made_at=NOON, due_at=NOON,
        message_id=f"<{number}@desk.example>", person=make.editor(),
    )  # fmt: skip


def _call() -> Call:
    return Call.objects.create(
        owner=make.editor(), key=f"key-{next(_numbers)}", fingerprint="0" * 64, made_at=NOON,
        leased_until=NOON, status=201, body=b'"SECRET-OF-AN-ANSWER"',
    )  # fmt: skip


def _logged() -> LogEntry:
    return LogEntry.objects.create(
        user=make.admin(), action_flag=CHANGE, object_repr="a thing", change_message="",
        content_type=ContentType.objects.get_for_model(reviews.Policy), object_id="1",
    )  # fmt: skip


def _session() -> UserSession:
    return UserSession.objects.create(
        user=make.editor(), ip="127.0.0.1", user_agent="x", session_key=uuid.uuid4().hex, data={}
    )


ROWS: dict[type[Model], Any] = {
    LogEntry: _logged,
    EmailAddress: lambda: EmailAddress.objects.create(
        user=make.editor(), email=f"p{next(_numbers)}@desk.example"
    ),
    Authenticator: lambda: Authenticator.objects.create(
        user=make.editor(), type="totp", data={"secret": "SECRET-OF-TOTP"}
    ),
    SocialAccount: lambda: SocialAccount.objects.create(
        user=make.editor(), provider="desk", uid=str(next(_numbers))
    ),
    UserSession: _session,
    User: make.editor,
    ApiKey: _key,
    PersonChange: lambda: PersonChange.objects.create(
        person=make.editor(), kind="returned", actor=make.admin(), at=NOON
    ),
    Letter: _letter,
    Call: _call,
    claims.Article: _article,
    claims.Claim: make.claim,
    claims.Change: _change,
    claims.Anchoring: _anchoring,
    claims.Place: lambda: claims.Place.objects.create(
        article=_article(), url="https://x.example/", key=str(next(_numbers)), found_at=NOON
    ),
    claims.Original: lambda: claims.Original.objects.create(
        article=_article(),
        url="https://x.example/",
        media_type="text/html",
        bytes=1,
        sha256="0" * 64,
        storage_key="originals/0",
        taken_at=NOON,
    ),
    claims.Feed: _feed,
    claims.FeedEntry: lambda: claims.FeedEntry.objects.create(
        feed=_feed(), key="1", seen_at=NOON, title="Entry"
    ),
    claims.Import: _sent,
    claims.ImportRow: lambda: claims.ImportRow.objects.create(
        of=_sent(), number=1, line=2, outcome=claims.Outcome.REFUSED, why="No text."
    ),
    claims.ProposalRun: lambda: claims.ProposalRun.objects.create(
        article=_article(), splitter="llm:x", created_at=NOON
    ),
    claims.WorthModel: _worth_model,
    reviews.Review: make.review,
    reviews.Event: lambda: make.review().events.get(),
    reviews.Verdict: lambda: make.review(Status.SUBMITTED).verdicts.get(),
    reviews.Publication: lambda: make.review(Status.PUBLISHED).publication,
    reviews.PublishedVersion: lambda: make.review(Status.PUBLISHED).publication.latest,
    reviews.Evidence: lambda: make.evidence(make.review(Status.IN_REVIEW)),
    reviews.Fetch: _fetch,
    reviews.ReplyAsked: _asked,
    reviews.ReplyReceived: lambda: reviews.ReplyReceived.objects.create(
        asked=_asked(), outcome="silent", received_at=NOON, noted_by=make.reviewer(), noted_at=NOON
    ),
    reviews.SourceHost: lambda: make.link().host,
    reviews.SourceLink: make.link,
    reviews.Snapshot: make.snapshot,
    reviews.ArchiveTurn: lambda: reviews.ArchiveTurn.objects.get_or_create(service="wayback")[0],
    reviews.ArchiveWish: lambda: reviews.ArchiveWish.objects.create(
        link=make.link(), service="wayback", wanted_at=NOON, due_at=NOON
    ),
    reviews.ArchiveLookup: lambda: reviews.ArchiveLookup.objects.create(
        link=make.link(),
        service="wayback",
        asked_at=NOON,
        wanted_at=NOON,
        outcome=reviews.ArchiveOutcome.NONE,
    ),
    reviews.VoteRound: _round,
    reviews.Vote: lambda: make.voted("True", "False").rounds.get().votes.first(),
    reviews.Thread: _thread,
    reviews.Comment: lambda: reviews.Comment.objects.create(
        thread=_thread(), by=make.editor(), at=NOON, text="Look."
    ),
    reviews.Topic: _topic,
    reviews.ForeignCheck: lambda: taking.check(next(_numbers)),
    reviews.ForeignPage: lambda: taking.check(next(_numbers)).page,
    reviews.Checkpoint: _checkpoint,
    reviews.Policy: lambda: reviews.Policy.objects.first(),
    reviews.RatingScale: lambda: reviews.RatingScale.objects.create(
        name=f"Scale {next(_numbers)}", active=False
    ),
    reviews.Rating: lambda: reviews.Rating.objects.create(
        scale=reviews.RatingScale.objects.get(active=True),
        word=f"Word {next(_numbers)}",
        meaning="x",
        tone="mixed",
    ),
    reviews.SavedView: _view,
    reviews.WebhookEndpoint: told.endpoint,
    reviews.WebhookMessage: told.message,
    reviews.Delivery: told.delivery,
    reviews.DeliveryAttempt: told.attempt,
    reviews.WebhookChange: told.change,
    reviews.FirstView: lambda: reviews.FirstView.objects.create(person=make.editor(), view=_view()),
    reviews.Draft: lambda: reviews.Draft.objects.create(
        person=make.editor(), place="review-1-vote", words={"reason": "UNCAST-WORDS"}, kept_at=NOON
    ),
    reviews.Notice: lambda: reviews.Notice.objects.create(
        person=make.editor(),
        kind="deadline_near",
        review=make.review(),
        due_on=NOON.date(),
        made_at=NOON,
    ),
    reviews.Presence: lambda: reviews.Presence.objects.create(
        review=make.review(), person=make.editor(), seen_at=NOON
    ),
    reviews.Look: lambda: reviews.Look.objects.create(
        review=make.review(), person=make.editor(), at=NOON + timedelta(hours=1)
    ),
}
