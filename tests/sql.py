"""Raw SQL, as an attacker or a careless script would send it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction


@contextmanager
def refused(words: str) -> Iterator[None]:
    """The database itself must refuse, with these words."""
    with pytest.raises(DatabaseError, match=re.escape(words)), transaction.atomic():
        yield


def attack(sql: str, *args: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, args)
