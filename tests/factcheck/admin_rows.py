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

from factcheck.accounts.models import ApiKey, Call, Letter, PersonChange, User
from reviews import models as reviews
from reviews import votes
from reviews.publishing import checkpoints
from reviews.states import Status
from tests import make
from tests.factcheck import claim_rows
from tests.make import NOON
from tests.reviews.foreign import taking
from tests.reviews.readers import told as heard
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


def _page() -> reviews.PageText:
    written = reviews.PageText.objects.filter(page="funding", language="en").count()
    return reviews.PageText.objects.create(
        page="funding", language="en", version=written + 1, title="Who pays", markdown="Readers.",
        by=make.editor(), at=NOON,
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
    **claim_rows.ROWS,
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
    reviews.ReaderReport: heard.error,
    reviews.ReportEvent: lambda: heard.error().events.get(),
    reviews.PageText: _page,
    reviews.Rendition: lambda: reviews.Rendition.objects.create(
        publication=make.review(Status.PUBLISHED).publication,
        form="api",
        tag="0" * 32,
        body="{}",
        made_at=NOON,
    ),
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
