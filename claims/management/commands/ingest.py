"""`manage.py ingest FILE|-|URL`: an article and its candidate claims."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from claims import ingestion
from claims.management import people
from claims.models import Origin
from factcheck.exceptions import DeskError


class Command(BaseCommand):
    help = (
        "Add an article from a file (text, Markdown, HTML, PDF or DOCX), from standard input (-) "
        "or from a web address."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE|-|URL")
        parser.add_argument("--by", metavar="USERNAME", help="who adds it; by default nobody")
        parser.add_argument("--title", default="")
        parser.add_argument("--language", default="", help="a BCP 47 tag such as en or pt-BR")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ingested = self._ingest(options)
        except DeskError as error:
            raise CommandError(str(error)) from error
        article = ingested.article
        where = f"{settings.SITE_URL}{reverse('claims:triage', args=[article.pk])}"
        known = "" if ingested.created else " (was on the desk already)"
        self.stdout.write(f"Article {article.pk}{known}: {article.title}")
        self.stdout.write(f"Candidate claims: {article.claims.candidates().count()}")
        self.stdout.write(where)

    def _ingest(self, options: dict[str, Any]) -> ingestion.Ingested:
        source, by, now = options["source"], people.named(options["by"]), timezone.now()
        about = {name: options[name] for name in ("title", "language") if options[name]}
        if source.lower().startswith(("http://", "https://")):
            if about:
                raise CommandError("A web page brings its own title and language; leave them out.")
            return ingestion.ingest_url(source, by=by, now=now)
        return ingestion.ingest_text(
            _read(source), by=by, now=now, origin=Origin.COMMAND, file_name=source, **about
        )


def _read(source: str) -> bytes:
    """At most one byte more than may be ingested, so that an endless file is refused too."""
    most = ingestion.LARGEST_DOCUMENT + 1
    if source == "-":
        return sys.stdin.buffer.read(most)
    try:
        with Path(source).open("rb") as file:
            return file.read(most)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CommandError(f"“{source}” cannot be read: {why}.") from error
