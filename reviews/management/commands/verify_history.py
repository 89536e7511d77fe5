"""`manage.py verify_history`: prove the chain of events and the digest of each version."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews import events
from reviews.models import PublishedVersion


class Command(BaseCommand):
    help = "Walk all event chains and published versions; fail at what was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = [
            *(f"Review {b.review_id}, event {b.seq}: {b.why}." for b in events.verify()),
            *_changed_versions(),
        ]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} places of the history do not hold.")
        self.stdout.write("Every chain and every digest holds.")


def _changed_versions() -> Iterator[str]:
    for version in PublishedVersion.objects.select_related("publication").iterator():
        if hashlib.sha256(version.document.encode()).hexdigest() != version.digest:
            yield f"{version}: its document is not what was published."
