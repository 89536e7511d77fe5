"""The sample desk: every state, one dead source, one changed number; loaded once."""

import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from claims import revisions
from claims.models import Article, ClaimMatch
from factcheck.accounts.models import Role, User
from reviews import events
from reviews.models import (
    Condition,
    Evidence,
    Publication,
    ReplyAsked,
    ReplyReceived,
    Review,
    SavedView,
    Thread,
    VoteRound,
)
from reviews.samples import loading, then, web
from reviews.states import Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sample_web(settings: Any) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.SAMPLE_WEB = f"http://sample-web.localhost:{port}"
    settings.OUTBOUND_ALLOW_ORIGINS = [settings.SAMPLE_WEB]


def _load(directory: Path) -> bool:
    return loading.load(
        accounts=directory / "accounts.txt", now=timezone.now(), report=lambda _line: None
    )


def test_a_newcomer_sees_every_state_and_what_became_of_the_sources(tmp_path: Path) -> None:
    loaded = _load(tmp_path)

    troubled = Evidence.objects.exclude(condition=Condition.SOUND)
    assert loaded
    assert set(Review.objects.values_list("status", flat=True)) == set(Status)
    assert sorted(troubled.values_list("condition", flat=True)) == [
        "dead",
        "drifted",
        "unverified",  # what was said in a conversation
    ]
    assert Publication.objects.flagged().count() == 2
    assert list(events.verify()) == []


def test_no_screen_of_the_desk_is_empty(tmp_path: Path) -> None:
    _load(tmp_path)

    rounds = [str(each.outcome) for each in VoteRound.objects.order_by("pk")]
    assert rounds == ["agreed", "agreed", "adjudicated", "open"]
    assert (Thread.objects.count(), Thread.objects.unresolved().count()) == (3, 1)
    assert (ReplyAsked.objects.count(), ReplyReceived.objects.count()) == (5, 3)
    assert set(Evidence.objects.values_list("kind", flat=True)) == {"url", "hand"}
    assert list(SavedView.objects.values_list("shared", flat=True)) == [False, True, True]
    assert Review.objects.exclude(due_on=None).count() == 3
    assert Review.objects.get(status=Status.QUEUED, assignee__isnull=False).due_on is not None


def test_a_claim_of_the_corrected_article_waits_for_a_person(tmp_path: Path) -> None:
    _load(tmp_path)

    corrected = Article.objects.get(live=True, previous__isnull=False)
    (row,) = revisions.waiting(corrected.pk)
    assert (row.claim.quote.startswith("Road deaths"), row.outcome) == (True, "orphaned")
    assert corrected.claims.accepted().count() == 3


def test_accounts_are_for_their_owner_only(tmp_path: Path) -> None:
    _load(tmp_path)

    file = tmp_path / "accounts.txt"
    lines = [line.split("\t") for line in file.read_text().splitlines()]
    role, name, password = lines[0]
    assert {role for role, _, _ in lines} == set(Role)
    assert User.objects.get(username=name, role=role).check_password(password)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_second_call_loads_nothing(tmp_path: Path) -> None:
    _load(tmp_path)

    assert not _load(tmp_path)
    assert Article.objects.count() == 5


def test_a_load_that_was_cut_off_is_finished_by_the_next(tmp_path: Path) -> None:
    past = timezone.now() - timedelta(days=loading.CITED_DAYS_AGO)
    with then.serving():
        loading._desk(tmp_path / "accounts.txt", now=past, report=lambda _line: None)

    finished = _load(tmp_path)

    assert finished
    assert (Article.objects.count(), Publication.objects.flagged().count()) == (5, 2)


def test_the_sample_web_answers_on_its_own_host_only(client: Any, settings: Any) -> None:
    host = settings.SAMPLE_WEB.removeprefix("http://")

    own = client.get(f"/{web.PREFIX}/port-ledger", headers={"host": host})
    gone = client.get(f"/{web.PREFIX}/council-minutes", headers={"host": host})
    desk = client.get(f"/{web.PREFIX}/port-ledger", headers={"host": "localhost"})

    assert (own.status_code, gone.status_code, desk.status_code) == (200, 410, 404)
    assert "4,198 containers" in own.content.decode()


def test_a_letter_says_again_what_was_checked_not_all_of_it_alike(tmp_path: Path) -> None:
    _load(tmp_path)

    said_before = ClaimMatch.objects.filter(claim__article__title="A letter about the quay")
    assert list(said_before.order_by("claim__start").values_list("kind", flat=True)) == [
        "same",
        "opposite",
        "figure",
    ]
