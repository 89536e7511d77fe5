"""`manage.py watch_feed URL`: watch a feed, or the one a web page announces."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.ingestion import feeds
from factcheck.exceptions import DeskError


class Command(BaseCommand):
    help = "Watch an RSS, Atom or JSON feed: its new entries become articles by themselves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", metavar="URL", help="of the feed, or of a page that names it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            watched = feeds.watch(options["url"], by=None, now=timezone.now())
        except DeskError as error:
            raise CommandError(str(error)) from error
        feed = watched.feed
        known = "" if watched.created else " (was watched already)"
        self.stdout.write(f"Feed {feed.pk}{known}: {feed.title}")
        self.stdout.write(feed.url)
        self.stdout.write(f"Entries seen: {feed.entries.count()}")
