"""Filled by what it is named after."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("reviews", "0014_votes")]

    operations: ClassVar[list[Operation]] = []
