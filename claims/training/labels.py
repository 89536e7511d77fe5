"""Labels to learn from: a CSV file, or what the desk accepted and dismissed."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from claims import splitting
from claims.exceptions import UnusableLabels
from claims.models import Change, ChangeKind, Claim, Ground, Status
from claims.splitting import Candidate, Signal, trained

LARGEST: Final = 50_000_000  # bytes of a file
MOST_ROWS: Final = 200_000
_LONGEST_TEXT: Final = 5_000  # code points; a label is of a sentence or two
_WORTH: Final = frozenset({"check-worthy", "checkworthy", "check worthy", "1", "yes", "true"})
_NOT_WORTH: Final = frozenset(
    {"not check-worthy", "not-check-worthy", "unimportant", "not-factual", "0", "no", "false"}
)


@dataclass(frozen=True)
class Example:
    """A statement with the splitter's own signals, and whether it was worth a check."""

    statement: str
    signals: tuple[Signal, ...]
    worth: bool

    @property
    def base(self) -> float:
        """The transparent score in log-odds."""
        return trained.log_odds(self.signals)


def read_csv(raw: bytes, *, language: str = "en") -> list[Example]:
    """The examples of a file with the columns text and label, in its order.

    A text in which the splitter finds several claims counts as the one most worth a check; one
    in which it finds none is kept without signals. Raises UnusableLabels with the row.
    """
    if len(raw) > LARGEST:
        raise UnusableLabels(_("The file is larger than 50 MB. Send fewer labels."))
    return [_example(text, worth=worth, language=language) for text, worth in _rows(raw)]


def _rows(raw: bytes) -> Iterator[tuple[str, bool]]:
    try:
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableLabels(_("The file is not UTF-8. Save it as “CSV UTF-8”.")) from error
    if "\0" in decoded:
        raise UnusableLabels(_("The file is no CSV: it holds null characters."))
    reader = csv.DictReader(io.StringIO(decoded, newline=""), strict=True)
    try:
        columns = [(name or "").strip().lower() for name in reader.fieldnames or []]
        if not {"text", "label"} <= set(columns):
            raise UnusableLabels(
                _("The first line must name the columns text and label; it names: %(names)s.")
                % {"names": ", ".join(columns)[:200] or _("nothing")}
            )
        reader.fieldnames = columns
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise UnusableLabels(_("More than 200,000 rows. Send fewer labels."))
            yield _row(row, reader.line_num)
    except csv.Error as error:
        raise UnusableLabels(
            _("Line %(line)s is no CSV: %(why)s.") % {"line": reader.line_num + 1, "why": error}
        ) from error


def _row(row: dict[str, str | None], line: int) -> tuple[str, bool]:
    text, label = (row["text"] or "").strip(), (row["label"] or "").strip().lower()
    if not text:
        raise UnusableLabels(_("Line %(line)s has no text.") % {"line": line})
    if len(text) > _LONGEST_TEXT:
        raise UnusableLabels(
            _("The text of line %(line)s is longer than 5,000 characters. Label sentences.")
            % {"line": line}
        )
    if label not in _WORTH | _NOT_WORTH:
        raise UnusableLabels(
            _(
                "Line %(line)s has the label “%(label)s”. Write check-worthy or 1 for what is "
                "worth a check, and not check-worthy, unimportant, not-factual or 0 for the rest."
            )
            % {"line": line, "label": label[:60]}
        )
    return text, label in _WORTH


def _example(text: str, *, worth: bool, language: str) -> Example:
    found = splitting.split(text, language=language)
    if not found:
        return Example(text, (), worth)
    best: Candidate = max(found, key=lambda each: each.checkworthiness)
    return Example(best.statement, best.signals, worth)


def from_decisions() -> list[Example]:
    """What reviewers accepted, and what they dismissed as not worth or not open to a check.

    A candidate said elsewhere already tells nothing of its worth and is left out; so is a proposal
    that was withdrawn, which nobody judged.
    """
    dismissals = Change.objects.standing().filter(kind=ChangeKind.DISMISSED)
    judged = dismissals.exclude(ground=Ground.DUPLICATE).values("claim_id")
    dismissed = Q(status=Status.DISMISSED, pk__in=judged)
    rows = Claim.objects.filter(Q(status=Status.ACCEPTED) | dismissed).order_by("pk")
    return [
        Example(statement, tuple(_signals(stored)), status == Status.ACCEPTED)
        for statement, stored, status in rows.values_list("statement", "signals", "status")
    ]


def _signals(stored: Iterable[dict[str, object]]) -> Iterator[Signal]:
    """The stored signals with the weights they have now; codes of other splitters are left out."""
    for each in stored:
        code = str(each.get("code", ""))
        if code in splitting.WEIGHTS and code != trained.CODE:
            yield Signal(code, splitting.WEIGHTS[code].weight, str(each.get("text", "")))
