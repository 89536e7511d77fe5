"""`manage.py resplit [ARTICLE…|--all]`: what an upgraded splitter adds, as JSON lines."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims import resplitting
from claims.management import people
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError


class Command(BaseCommand):
    help = (
        "Split articles again and add what is new. What a person has touched stays as it is. "
        "Prints one JSON object an article; with --dry-run it changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", metavar="ARTICLE", nargs="*", type=int)
        parser.add_argument("--all", action="store_true", help="every live article")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="also give candidates nobody has touched their new words; needs --by",
        )
        parser.add_argument("--by", metavar="USERNAME", help="who asks for it")

    def handle(self, *args: Any, **options: Any) -> None:
        by = people.named(options["by"])
        if options["refresh"] and by is None and not options["dry_run"]:
            raise CommandError("--refresh goes into the history of each claim: add --by USERNAME.")
        for number in _chosen(options["articles"], everything=options["all"]):
            if options["dry_run"]:
                made = resplitting.report(number)
            else:
                made = self._resplit(number, by=by, refresh=options["refresh"])
            self.stdout.write(json.dumps(resplitting.as_json(made), ensure_ascii=False))

    def _resplit(self, number: int, *, by: User | None, refresh: bool) -> resplitting.Report:
        try:
            return resplitting.resplit(number, by=by, now=timezone.now(), refresh=refresh)
        except DeskError as error:
            raise CommandError(f"Article {number}: {error}") from error


def _chosen(numbers: list[int], *, everything: bool) -> list[int]:
    if everything == bool(numbers):
        raise CommandError("Name the numbers of the articles, or --all.")
    found = resplitting.chosen(numbers)
    missing = sorted(set(numbers) - set(found))
    if missing:
        raise CommandError(f"There is no live article {', '.join(map(str, missing))}.")
    return found
