"""Filled by what it is named after."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("claims", "0013_quicker_writes")]

    operations: ClassVar[list[Operation]] = []
