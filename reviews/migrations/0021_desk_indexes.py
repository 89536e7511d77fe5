"""What the queue is ordered and narrowed by."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("reviews", "0020_notices")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["assignee", "status"], name="review_whose"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                fields=["due_on"],
                condition=Q(status__in=("queued", "in_review", "submitted", "approved")),
                name="review_due",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["created_at"], name="review_opened"),
        ),
    ]
