"""`manage.py train_checkworthiness FILE.csv`: learn from labels; switch a model on and off."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims import training
from claims.models import WorthModel
from claims.training import Origin
from claims.training.labels import LARGEST, Example
from factcheck.exceptions import DeskError

_MEASURES = (
    ("average_precision", "average precision"),
    ("f1", "F1 at a score of 0.5"),
    ("calibration_error", "calibration error"),
)


class Command(BaseCommand):
    help = (
        "Learn check-worthiness from a CSV file with the columns text and label, from what the "
        "desk accepted and dismissed, or from both. What was learned is evaluated on a held-out "
        "quarter and kept; it is used once you switch it on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE.csv")
        parser.add_argument(
            "--from-decisions", action="store_true", help="learn from the desk's decisions"
        )
        parser.add_argument("--name", default="", help="what to call it, up to 100 characters")
        parser.add_argument("--language", default="en", help="of the texts of the file")
        switch = parser.add_mutually_exclusive_group()
        switch.add_argument("--activate", metavar="VERSION", type=int, help="use this version")
        switch.add_argument("--deactivate", action="store_true", help="use none")
        switch.add_argument("--list", action="store_true", help="list the versions")

    def handle(self, *args: Any, **options: Any) -> None:
        learns = bool(options["file"] or options["from_decisions"])
        switches = options["activate"] is not None or options["deactivate"] or options["list"]
        if learns == switches:
            raise CommandError(
                "Give a CSV file, --from-decisions or both to learn; or one of --activate, "
                "--deactivate and --list."
            )
        try:
            if learns:
                self._learn(options)
            else:
                self._switch(options)
        except DeskError as error:
            raise CommandError(str(error)) from error

    def _learn(self, options: dict[str, Any]) -> None:
        if len(options["name"]) > 100:
            raise CommandError("The name is longer than 100 characters.")
        examples: list[Example] = []
        sources = []
        if options["file"]:
            examples += training.read_csv(_read(options["file"]), language=options["language"])
            sources.append(Path(options["file"]).name)
        if options["from_decisions"]:
            examples += training.from_decisions()
            sources.append("decisions of the desk")
        origin = Origin(" and ".join(sources), options["name"])
        model = training.train(examples, origin=origin, by=None, now=timezone.now())
        self._report(model)
        self.stdout.write(
            f"Kept as version {model.version}, not in use. To use it: "
            f"manage.py train_checkworthiness --activate {model.version}"
        )

    def _report(self, model: WorthModel) -> None:
        learned, held = model.counts["learned_from"], model.counts["held_out"]
        self.stdout.write(
            f"Learned from {learned['worth']} worth a check and {learned['not_worth']} not; "
            f"held out {held['worth']} and {held['not_worth']} (chance {model.metrics['chance']})."
        )
        self.stdout.write(f"{'on the held-out part':24}{'transparent':>24}{'trained':>24}")
        for key, title in _MEASURES:
            before, after = (
                _interval(model.metrics[which][key]) for which in ("transparent", "trained")
            )
            self.stdout.write(f"{title:24}{before:>24}{after:>24}")
        self.stdout.write("(95 % intervals by bootstrap; a lower calibration error is better)")

    def _switch(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        if options["activate"] is not None:
            model = training.activate(options["activate"], by=None, now=now)
            self.stdout.write(
                f"Version {model.version} scores new candidates. For those of an article that "
                "nobody has touched: manage.py resplit ARTICLE --refresh --by USERNAME"
            )
        elif options["deactivate"]:
            on = training.active()
            if on is not None:
                training.deactivate(on.version, by=None, now=now)
            self.stdout.write("No model is in use." if on else "No model was in use.")
        else:
            self._list()

    def _list(self) -> None:
        for model in WorthModel.objects.all():
            mark = "*" if model.active else " "
            figures = _interval(model.metrics["trained"]["average_precision"])
            trained_on = f"{model.trained_at:%Y-%m-%d}"
            self.stdout.write(
                f"{mark} {model}  {trained_on}  average precision {figures}  {model.source}"
            )
        if not WorthModel.objects.exists():
            self.stdout.write("There is no model yet.")


def _interval(values: list[float]) -> str:
    value, low, high = values
    return f"{value:.3f} ({low:.3f}–{high:.3f})"


def _read(name: str) -> bytes:
    """At most one byte more than may be learned from, so that an endless file is refused too."""
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CommandError(f"“{name}” cannot be read: {why}.") from error
