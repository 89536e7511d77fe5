"""What becomes of one row of a list, whatever the list is of."""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from claims import wording
from claims.ingestion.tables import Row
from claims.models import Article, Claim, ListKind, Outcome
from factcheck import keeping
from factcheck.exceptions import DeskError

LONGEST_VALUE = 100
_DAMAGE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Judged:
    """What becomes of a row. `field`, `why`, `value`: what is refused, why, and what it says.

    Rows of one file mean the same article where they have the same `fingerprint`, which is of the
    address, or the same `wording`, which is of the text; the `fingerprint` of a claim is its place
    in the article. "" where there is none.
    """

    outcome: Outcome
    article: Article | None = None
    claim: Claim | None = None
    field: str = ""
    why: str = ""
    value: str = ""
    fingerprint: str = ""
    wording: str = ""


@dataclass
class Earlier:
    """The rows above that would be added: fingerprint → line, wording → line."""

    fingerprint: dict[str, int] = field(default_factory=dict)
    wording: dict[str, int] = field(default_factory=dict)
    kind: ListKind = ListKind.ARTICLES

    def compared(self, judged: Judged, *, line: int) -> Judged:
        """`judged`, or that it repeats a row above; if not, it is one of them from now on."""
        if judged.outcome not in (Outcome.WOULD_ADD, Outcome.WOULD_FETCH):
            return judged
        if (same := self.fingerprint.get(judged.fingerprint)) is not None:
            why = self._repeats() % {"line": same}
        elif (same := self.wording.get(judged.wording)) is not None:
            why = _("It has the text of line %(line)s.") % {"line": same}
        else:
            self._note(judged, line)
            return judged
        return replace(judged, outcome=Outcome.REPEATED, why=why)

    def _repeats(self) -> str:
        if self.kind == ListKind.CLAIMS:
            return _("It is the passage of line %(line)s.")
        return _("It has the address of line %(line)s.")

    def _note(self, judged: Judged, line: int) -> None:
        for lines, what in (
            (self.fingerprint, judged.fingerprint),
            (self.wording, judged.wording),
        ):
            if what:
                lines[what] = line


def refused(row: Row, error: DeskError) -> Judged:
    """Why, in words, at which field, and what it says."""
    value = row.problem.value if row.problem else row.values.get(error.field, "")
    return Judged(
        Outcome.REFUSED,
        field=error.field,
        why=keeping.storable(str(error)),
        value=wording.shortened(_DAMAGE.sub("�", value[:1000]), longest=LONGEST_VALUE),
    )
