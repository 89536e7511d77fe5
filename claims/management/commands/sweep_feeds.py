"""`manage.py sweep_feeds`: look at the feeds that are due, without Celery."""

import os
import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims.ingestion import feeds


class Command(BaseCommand):
    """Sweep after sweep until nothing is due. May run beside workers: each feed is leased."""

    help = "Fetch the watched feeds that are due and add articles of their new entries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one sweep, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = f"{socket.gethostname()}:{os.getpid()}"
        while True:
            report = feeds.sweep(worker=worker)
            self.stdout.write(
                f"Feeds: {report.feeds} ({report.failed} failed). "
                f"Articles added: {report.added}. Entries refused: {report.refused}."
            )
            if options["once"] or not report.feeds:
                return
