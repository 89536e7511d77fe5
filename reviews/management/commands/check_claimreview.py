"""`manage.py check_claimreview`: published ClaimReview against schema.org's and Google's rules."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import F

from reviews.models import PublishedVersion
from reviews.publishing import claimreview_rules
from reviews.publishing.claimreview_rules import Finding


class Command(BaseCommand):
    """Exits with 1 where a rule is broken that forbids publishing; recommendations are told."""

    help = "Check the ClaimReview of what is public: of one fact-check by its slug, or of all."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("slug", nargs="?", help="of one fact-check: its newest version")
        which.add_argument("--all", action="store_true", help="every version there ever was")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = broken = 0
        for version in _versions(options["slug"]):
            found = claimreview_rules.check(orjson.loads(version.claimreview))
            checked += 1
            broken += any(finding.forbids for finding in found)
            for finding in found:
                self._tell(version, finding)
        if not checked:
            raise CommandError("There is no such fact-check, or it was retracted.")
        if broken:
            raise CommandError(f"{broken} of {checked} break a rule that forbids publishing.")
        self.stdout.write(f"{checked} checked; none breaks a rule that forbids publishing.")

    def _tell(self, version: PublishedVersion, finding: Finding) -> None:
        self.stdout.write(f"{version}: {finding.weight}: {finding}")


def _versions(slug: str | None) -> Iterable[PublishedVersion]:
    """With markup: of a retraction there is none."""
    versions = PublishedVersion.objects.exclude(claimreview="{}").select_related("publication")
    if slug is None:
        return versions.order_by("pk").iterator(chunk_size=500)
    return versions.filter(publication__slug=slug, pk=F("publication__latest"))
