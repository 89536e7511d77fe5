"""`manage.py link_partitions`: the months in which link checks lie. Beat tends them daily."""

import re
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from reviews import exceptions
from reviews.links import months


class Command(BaseCommand):
    help = "List, make or detach the monthly partitions of link checks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--list", action="store_true", help="what there is, and how large")
        what.add_argument("--ensure", action="store_true", help="make the months of the year ahead")
        what.add_argument("--detach", action="store_true", help="take old months out of the table")
        parser.add_argument(
            "--before",
            metavar="YYYY-MM",
            help="detach the months before this one (default: by FACTCHECK_CHECKS_KEPT_MONTHS)",
        )
        parser.add_argument("--dry-run", action="store_true", help="say it, do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["list"]:
                self._list()
            elif options["ensure"]:
                made = months.ensure_ahead(now=timezone.now())
                self.stdout.write("\n".join(made) or "All months of the year ahead exist.")
            else:
                self._detach(_first(options["before"]), dry_run=options["dry_run"])
        except exceptions.NotAPastMonth as refused:
            raise CommandError(str(refused)) from refused
        except OperationalError as error:
            raise CommandError(
                f"The table of checks was in use; nothing was changed, try again. ({error})"
            ) from error

    def _list(self) -> None:
        for table in months.tables():
            state = "attached" if table.attached else "detached"
            self.stdout.write(
                f"{table.name:<34} {state} {table.rows:>12,} rows {table.size:>15,} B"
            )
        if stray := months.stray():
            found = ", ".join(f"{month:%Y-%m}" for month in stray)
            self.stdout.write(f"The default partition holds checks of {found}: run --ensure.")

    def _detach(self, before: date | None, *, dry_run: bool) -> None:
        if before is None:
            self.stdout.write("All months are kept (FACTCHECK_CHECKS_KEPT_MONTHS is 0).")
            return
        if dry_run:
            names = [f"would detach {month:%Y-%m}" for month in months.detachable(before=before)]
        else:
            names = months.detach(before=before, now=timezone.now())
        self.stdout.write("\n".join(names) or f"No month before {before:%Y-%m} is attached.")


def _first(asked: str | None) -> date | None:
    if asked is None:
        return months.kept_from(months=settings.CHECKS_KEPT_MONTHS, now=timezone.now())
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", asked, re.ASCII)
    if not found or found[1] == "0000":
        raise CommandError(f"{asked} is not a month. Write it as 2024-06.")
    return date(int(found[1]), int(found[2]), 1)
