"""`manage.py verify_history` tells where history was rewritten."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db


def test_history_written_by_the_desk_holds() -> None:
    make.review(Status.PUBLISHED)
    said = StringIO()

    call_command("verify_history", stdout=said)

    assert said.getvalue() == "Every chain and every digest holds.\n"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE reviews_event SET kind = 'x' WHERE seq = 1", "event 1: was changed after it"),
        ("UPDATE reviews_publishedversion SET document = '[]'", "is not what was published"),
    ],
)
def test_what_a_superuser_changed_is_named(change: str, fault: str) -> None:
    make.review(Status.PUBLISHED)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(change)
        cursor.execute("SET session_replication_role = DEFAULT")
    said = StringIO()

    with pytest.raises(CommandError, match="1 places of the history do not hold"):
        call_command("verify_history", stderr=said)

    assert fault in said.getvalue()
