"""`manage.py verify_history`: prove the chains of events, the versions, and what was published."""

from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck import door, outbound
from reviews.publishing import proving
from reviews.publishing.claimreview import Json


class Command(BaseCommand):
    help = (
        "Walk all chains of events, published versions and checkpoints; name the first row of each "
        "that does not hold. Exits with 1 where there is one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--checkpoint",
            metavar="FILE|URL",
            help="a checkpoint kept elsewhere (from /checkpoints/<day>.json): a cut-off tail shows",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        copy = _read(options["checkpoint"]) if options["checkpoint"] else None
        number = 0
        for fault in proving.faults():
            self.stderr.write(fault)
            number += 1
        for fault in _differences(copy) if copy is not None else ():
            self.stderr.write(fault)
            number += 1
        if number:
            raise CommandError(f"{number} places of the history do not hold.")
        self.stdout.write("Every chain and every digest holds.")


def _differences(copy: Json) -> list[str]:
    try:
        return list(proving.against(copy))
    except (KeyError, TypeError, ValueError) as error:
        raise CommandError(
            "This is no checkpoint. Keep what /checkpoints/<day>.json answers, as it is."
        ) from error


def _read(place: str) -> Json:
    """The checkpoint in a file, or at an address (through the guarded door)."""
    try:
        read = orjson.loads(_bytes(place))
    except orjson.JSONDecodeError as error:
        raise CommandError(f"{place} holds no JSON: {error}") from error
    if not isinstance(read, dict):
        raise CommandError(f"{place} holds no checkpoint.")
    return read


def _bytes(place: str) -> bytes:
    if not place.startswith(("https://", "http://")):
        try:
            return Path(place).read_bytes()
        except OSError as error:
            raise CommandError(f"{place} cannot be read: {error.strerror}.") from error
    try:
        response = outbound.fetch(place, **door.options())
    except outbound.OutboundError as error:
        raise CommandError(str(error)) from error
    if not response.ok:
        raise CommandError(f"{place} answered {response.status}.")
    return response.body
