"""What became of a list of addresses. Needs no database and starts nothing."""

import asyncio
import contextlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import uvloop
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck import door
from reviews import links
from reviews.links import phrases, surveying
from reviews.links.surveying import Target

SHOWN = ("http_status", "final_url", "retry_after", "bytes_read", "elapsed_ms", "media_type")
DIGESTS = ("body_sha256", "text_sha256", "title", "error")
TROUBLE = (links.Family.DEAD_CANDIDATE, links.Family.CHANGED)


class Command(BaseCommand):
    """`manage.py check_urls FILE`: a URL a line, a tab, and a quote to look for, if you like.

    Prints in the order of the answers. The status is 1 when a page is gone or changed.
    """

    help = "Look at the addresses in a file and say what became of each."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="URLs, one a line, or - for standard input")
        parser.add_argument("--format", choices=["jsonl", "text"], default="text")
        parser.add_argument("--concurrency", type=int, default=50, help="hosts at once (1 to 200)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["concurrency"] <= 200:
            raise CommandError("--concurrency takes a number from 1 to 200.", returncode=2)
        targets = list(_targets(_read(options["file"])))
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
            families = loop.run(self._survey(targets, options))
        counted = ", ".join(f"{n} {family.replace('_', ' ')}" for family, n in families.items())
        self.stderr.write(f"{len(targets)} looked at: {counted or 'nothing'}")
        if any(families[family] for family in TROUBLE):
            sys.exit(1)

    async def _survey(
        self, targets: list[Target], options: dict[str, Any]
    ) -> Counter[links.Family]:
        render = _as_line if options["format"] == "jsonl" else _as_text
        families: Counter[links.Family] = Counter()
        async with door.client() as client:
            answers = surveying.survey(
                targets,
                client=client,
                concurrency=options["concurrency"],
                delay=settings.LINK_HOST_DELAY_SECONDS,
            )
            async with contextlib.aclosing(answers):
                async for target, seen in answers:
                    families[links.family(seen.outcome, seen.reason)] += 1
                    self.stdout.write(render(target, seen))
        return families


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.", returncode=2) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(
            f"{name} is not UTF-8 text (byte {error.start}); save it as UTF-8.", returncode=2
        ) from error


def _targets(text: str) -> Iterator[Target]:
    """Lines that are empty or start with # are left out."""
    for number, line in enumerate(text.splitlines(), start=1):
        url, _, quote = line.strip().partition("\t")
        if url and not url.startswith("#"):
            yield Target(url.strip(), quote.strip(), number)


def _as_line(target: Target, seen: links.Observation) -> str:
    found = {
        "url": target.url,
        "line": target.line,
        "outcome": seen.outcome,
        "reason": seen.reason,
        "family": links.family(seen.outcome, seen.reason),
        "hops": [asdict(hop) for hop in seen.hops],
        "match": asdict(seen.match) if seen.match else None,
        **{name: getattr(seen, name) for name in (*SHOWN, *DIGESTS)},
    }
    # Escaped: a page's title may hold anything, and a line must stay a line for every reader.
    return json.dumps(found)


def _as_text(target: Target, seen: links.Observation) -> str:
    words = phrases.outcome(seen.outcome, seen.reason)
    status = f" {seen.http_status}" if seen.http_status else ""
    return f"{seen.outcome}{status}  {target.url}  {words}"
