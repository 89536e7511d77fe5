"""`manage.py verify_history` names the row where history was rewritten."""

from io import StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reviews.publishing import checkpoints
from tests import make, published
from tests.make import NOON
from tests.published import LATER

pytestmark = pytest.mark.django_db


def past_the_guard(sql: str, *values: Any) -> None:
    """Only a superuser of the database can do this."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = DEFAULT")


def faults(*args: str) -> list[str]:
    said = StringIO()
    with pytest.raises(CommandError, match="places of the history do not hold"):
        call_command("verify_history", *args, stderr=said)
    return said.getvalue().splitlines()


def test_history_written_by_the_desk_holds() -> None:
    first = published.publish()
    published.correct(first.publication.review)
    published.retract(published.publish("Another claim."))
    make.review()
    checkpoints.ensure(now=LATER)
    said = StringIO()

    call_command("verify_history", stdout=said)

    assert said.getvalue() == "Every chain and every digest holds.\n"


def test_a_changed_event_is_named_once() -> None:
    review = published.publish().publication.review_id

    past_the_guard("UPDATE reviews_event SET kind = 'x' WHERE seq IN (1, 3)")

    assert faults() == [f"Review {review}, event 1: was changed after it was written."]


def test_a_changed_document_is_named() -> None:
    version = published.publish()

    past_the_guard("UPDATE reviews_publishedversion SET document = '[]'")

    slug = version.publication.slug
    assert faults() == [f"Fact-check {slug}, version 1: its document is not what was published."]


def test_a_document_changed_with_its_digest_is_named() -> None:
    version = published.publish()

    past_the_guard(
        "UPDATE reviews_publishedversion SET document = '[]',"
        " digest = encode(sha256('[]'::bytea), 'hex')"
    )

    slug = version.publication.slug
    assert faults() == [
        f"Fact-check {slug}, version 1: its digest is not the one that its event tells."
    ]


def test_a_removed_version_is_named() -> None:
    first = published.publish()
    review = first.publication.review
    second = published.correct(review)
    told = review.events.get(kind="published", data__version=1)

    past_the_guard("DELETE FROM reviews_publishedversion WHERE id = %s", first.pk)

    assert faults() == [
        f"Fact-check {second.publication.slug}, version 2: does not follow the version before it.",
        f"Review {review.pk}, event {told.seq}: the version it tells of was removed.",
    ]


def test_a_version_that_no_event_tells_of_is_named() -> None:
    first = published.publish()
    slug = first.publication.slug

    past_the_guard(
        "INSERT INTO reviews_publishedversion (publication_id, number, verdict_id, kind, reason,"
        " trigger, document, claimreview, digest, policy_id, scale_id, published_by_id,"
        " published_at) SELECT publication_id, 2, verdict_id, 'update', 'x', '', document,"
        " claimreview, digest, policy_id, scale_id, published_by_id, published_at"
        " FROM reviews_publishedversion"
    )

    assert faults() == [
        f"Fact-check {slug}, version 2: no event tells of its publication.",
        f"Fact-check {slug}: it does not show its newest version.",
    ]


def test_a_cut_off_tail_shows_in_the_status() -> None:
    review = published.publish().publication.review
    last = review.events.order_by("-seq")[0]
    moved = review.events.filter(kind="moved").order_by("-seq")[0]

    past_the_guard("DELETE FROM reviews_event WHERE id IN (%s, %s)", last.pk, moved.pk)

    assert faults()[0] == (
        f"Review {review.pk}: it is “published”, but its history does not end there; "
        "events were removed."
    )


def test_a_tail_cut_off_with_its_traces_shows_in_a_checkpoint_kept_elsewhere(
    tmp_path: Path,
) -> None:
    review = make.review()
    published.publish()
    kept = checkpoints.ensure(now=NOON)
    assert kept is not None
    copy = tmp_path / "checkpoint.json"
    copy.write_bytes(orjson.dumps(checkpoints.told(kept)))
    call_command("verify_history", "--checkpoint", str(copy), stdout=StringIO())

    past_the_guard("DELETE FROM reviews_event WHERE review_id = %s", review.pk)
    past_the_guard("DELETE FROM reviews_review WHERE id = %s", review.pk)
    past_the_guard("DELETE FROM reviews_checkpoint")

    first = review.pk // checkpoints.SPAN * checkpoints.SPAN
    ends = f"reviews {first} to {first + 999} do not end as they did"
    assert faults("--checkpoint", str(copy)) == [
        "Checkpoint 2026-03-02: it was removed here.",
        f"Checkpoint 2026-03-02: {ends}; events or versions of that time were removed or changed.",
    ]


def test_what_is_written_later_changes_no_checkpoint() -> None:
    version = published.publish()
    kept = checkpoints.ensure(now=NOON)
    assert kept is not None

    published.correct(version.publication.review)
    published.publish("A later claim.")

    then = list(checkpoints.ranges(last_event=kept.last_event, last_version=kept.last_version))
    assert then == kept.content


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("digest = repeat('0', 64)", "Checkpoint 2026-03-02: was changed after it was made."),
        ("events = 1", "Checkpoint 2026-03-02: was changed after it was made."),
        ("previous = 'x'", "Checkpoint 2026-03-02: does not follow the checkpoint before it."),
    ],
)
def test_a_changed_checkpoint_is_named(change: str, fault: str) -> None:
    published.publish()
    checkpoints.ensure(now=NOON)

    past_the_guard(f"UPDATE reviews_checkpoint SET {change}")

    assert faults()[0] == fault


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"day": "2026-03-02"}'])
def test_what_is_no_checkpoint_is_refused(tmp_path: Path, content: str) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(content)

    with pytest.raises(CommandError, match=r"checkpoint|JSON"):
        call_command("verify_history", "--checkpoint", str(copy), stdout=StringIO())


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(CommandError, match=r"/nowhere\.json cannot be read"):
        call_command("verify_history", "--checkpoint", "/nowhere.json")
