"""What became of a list of addresses. Needs no database and starts nothing."""

import argparse
import asyncio
import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Never

import uvloop
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from factcheck import door, outbound
from reviews import links
from reviews.links import listing, reporting, surveying

WRONG = frozenset({links.Family.DEAD_CANDIDATE, links.Family.CHANGED, links.Family.NEVER_FETCHED})
SOMETHING_WRONG, UNUSABLE, INTERRUPTED, UNHEARD = 1, 2, 130, 141
MOST_AT_ONCE = 1000
HELP = """Look at the addresses in a file and say what became of each: no database, nothing kept.

A line holds a URL and, after a tab, words that must stand on that page. Lines that are empty or
begin with # are left out; an address that comes again is fetched once and told each time.
"""
STATUSES = """The status is
    0  nothing is wrong (what a site does not show to programs counts as fine)
    1  a page is gone or changed, or an address is none that can be fetched
    2  the file or the options cannot be used
  130  stopped with Ctrl-C; what was seen until then is printed
  141  whoever read the output went away

Which private networks may be fetched from, certificates and our name are settings of the desk:
see FACTCHECK_OUTBOUND_… in .env.example.
"""


class Command(BaseCommand):
    """`manage.py check_urls FILE`. Prints in the order of the answers, a line for each line."""

    help = HELP
    requires_system_checks = []
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        shape = argparse.RawDescriptionHelpFormatter
        wanted = {"epilog": STATUSES, "formatter_class": shape, **kwargs}
        return super().create_parser(prog_name, subcommand, **wanted)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the list, or - for standard input")
        parser.add_argument("--format", choices=sorted(reporting.FORMATS), default="text")
        parser.add_argument(
            "--only-wrong", action="store_true", help="print only what is wrong (status 1)"
        )
        numbers = (
            ("--concurrency", int, 50, "hosts at once (1 to 1000; default 50)"),
            ("--timeout", float, None, "seconds for one address (0.1 to 600; default: setting)"),
            ("--retries", int, 1, "looks more at a page that did not answer (0 to 5; default 1)"),
            ("--delay", float, None, "seconds between two requests to a host (default: setting)"),
            ("--per-host", int, 1, "requests at once to a host of your own (1 to 100; default 1)"),
        )
        for name, kind, default, words in numbers:
            parser.add_argument(name, type=kind, default=default, metavar="N", help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        options["delay"] = _or(options["delay"], settings.LINK_HOST_DELAY_SECONDS)
        options["timeout"] = _or(options["timeout"], settings.OUTBOUND_DEADLINE_SECONDS)
        _check(options)
        listed = _read(options["file"])
        tally = Tally(listed)
        survey = self._survey(listed, options, tally)
        try:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
                loop.run(survey)
        except KeyboardInterrupt:
            self.stderr.write(f"Stopped. {tally}")
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            _give_up_output()
            sys.exit(UNHEARD)
        self.stderr.write(str(tally))
        if tally.wrong:
            sys.exit(SOMETHING_WRONG)

    async def _survey(
        self, listed: listing.Listing, options: dict[str, Any], tally: "Tally"
    ) -> None:
        render = reporting.FORMATS[options["format"]]
        async with _client(options) as client:
            answers = surveying.survey(
                listed.targets,
                client=client,
                concurrency=options["concurrency"],
                delay=0,  # the client keeps to the pace, redirects and probes included
                per_host=options["per_host"],
                retries=options["retries"],
            )
            with _progress(len(listed.targets)) as bar:
                async with contextlib.aclosing(answers):
                    async for target, seen in answers:
                        wrong = tally.count(seen)
                        bar.set_postfix(wrong=tally.wrong, refresh=False)
                        bar.update()
                        if wrong or not options["only_wrong"]:
                            self._print(render(target, seen, again=listed.again.get(target.line)))

    def _print(self, lines: list[str]) -> None:
        """At once, for whoever reads along; the bar makes room where both are on one terminal."""
        with tqdm.external_write_mode():
            self.stdout.write("\n".join(lines))
            self.stdout.flush()


class Tally:
    """What was seen so far, in numbers."""

    def __init__(self, listed: listing.Listing) -> None:
        self._listed = listed
        self._families: Counter[links.Family] = Counter()

    def count(self, seen: links.Observation) -> bool:
        family = links.family(seen.outcome, seen.reason)
        self._families[family] += 1
        return family in WRONG

    @property
    def wrong(self) -> int:
        return sum(self._families[family] for family in WRONG)

    def __str__(self) -> str:
        total, seen = len(self._listed.targets), self._families.total()
        some = f"{seen} looked at" if seen == total else f"{seen} of {total} looked at"
        counted = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in self._families.items())
        again = f"; repeated lines: {self._listed.repeated}" if self._listed.repeated else ""
        return f"{some}: {counted or 'nothing'}{again}"


def _or(given: float | None, setting: float) -> float:
    return setting if given is None else given


def _check(options: dict[str, Any]) -> None:
    bounds = {
        "concurrency": (1, MOST_AT_ONCE),
        "timeout": (0.1, 600),
        "retries": (0, 5),
        "delay": (0, 3600),
        "per_host": (1, 100),
    }
    for name, (least, most) in bounds.items():
        if not least <= options[name] <= most:
            option = name.replace("_", "-")
            raise CommandError(
                f"--{option} takes a number from {least} to {most}.", returncode=UNUSABLE
            )


def _client(options: dict[str, Any]) -> outbound.Client:
    chosen = door.options()
    at_once = min(options["concurrency"] * options["per_host"], MOST_AT_ONCE)
    chosen["limits"] = replace(chosen["limits"], total=options["timeout"], connections=at_once)
    chosen["pace"] = outbound.Pace(options["delay"], per_host=options["per_host"])
    return outbound.Client(**chosen)


def _read(name: str) -> listing.Listing:
    try:
        with _opened(name) as file:
            return listing.read(file)
    except OSError as error:
        raise CommandError(
            f"{name} cannot be read: {error.strerror}.", returncode=UNUSABLE
        ) from error
    except listing.NotText as error:
        raise CommandError(
            f"{name} is not UTF-8 text (line {error.line}); save it as UTF-8.", returncode=UNUSABLE
        ) from error


@contextlib.contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield file


def _progress(total: int) -> "tqdm[Never]":
    """On a terminal only: in a log it would be hundreds of lines."""
    return tqdm(total=total, unit=" links", file=sys.stderr, disable=not sys.stderr.isatty())


def _give_up_output() -> None:
    """Nobody reads it any more, and Python would complain when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
