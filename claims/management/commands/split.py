"""Print the candidate claims of a text. Needs no database and starts nothing."""

import argparse
import json
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import splitting
from claims.splitting import Candidate

_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


class Command(BaseCommand):
    """`manage.py split FILE --format jsonl`: one JSON object a line, in the order of the text."""

    help = "Split a text into candidate claims and print them."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a text file, or - for standard input")
        parser.add_argument("--format", choices=["jsonl", "text"], default="text")
        parser.add_argument(
            "--language",
            type=_language_tag,
            help="BCP 47 tag of the text, such as en or fa; guessed when left out",
        )
        parser.add_argument(
            "--published",
            type=_day,
            metavar="YYYY-MM-DD",
            help='the day the text appeared, which "last week" is counted from',
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = splitting.clean(_read(options["file"]))
        except splitting.UnreadableText as error:
            raise CommandError(f"{options['file']}: {error}") from error
        candidates = splitting.split(
            text, language=options["language"], published_on=options["published"]
        )
        render = _as_line if options["format"] == "jsonl" else _as_text
        try:
            for candidate in candidates:
                self.stdout.write(render(candidate))
            self.stdout.flush()
        except BrokenPipeError:
            # The reader (`head`, a closed pager) has enough; nothing is left to flush at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not candidates:
            self.stderr.write("No checkable claims were found in this text.")


def _language_tag(value: str) -> str:
    if not _LANGUAGE_TAG.fullmatch(value):
        raise argparse.ArgumentTypeError(f"{value!r} is not a language tag such as en, fa or pt-BR")
    return value


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is not a day such as 2019-02-14") from error


def _read(name: str) -> bytes:
    """At most one byte more than the limit: enough for the splitter to refuse an endless input."""
    if name == "-":
        return sys.stdin.buffer.read(splitting.MAX_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(splitting.MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _as_line(candidate: Candidate) -> str:
    return json.dumps(splitting.as_json(candidate), ensure_ascii=False)


def _as_text(candidate: Candidate) -> str:
    reasons = ", ".join(signal.code for signal in candidate.signals) or "no signals"
    lines = [
        f"{candidate.start}–{candidate.end}  {candidate.kind}  {candidate.checkworthiness:.2f}",
        f"  {candidate.statement}",
        f"  {reasons}",
    ]
    if candidate.claimant:
        lines.insert(2, f"  said by {candidate.claimant} ({candidate.attribution})")
    for time in candidate.times:
        days = dict.fromkeys([time.earliest, time.latest])
        lines.append(f"  {time.text}: {'–'.join(days) or 'needs the day the text appeared'}")
    return "\n".join([*lines, ""])
