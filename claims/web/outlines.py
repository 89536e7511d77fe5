"""All claims of an article at a glance: few columns, so that a thousand cost one cheap query."""

from dataclasses import dataclass

from claims.models import Claim, Status
from claims.web import highlights, presenting

PER_PAGE = 30
OPEN = "open"


@dataclass(frozen=True)
class Outline:
    """Every claim of an article in the order of its text: (pk, start, end, status, figure)."""

    rows: list[tuple[int, int, int, str, float]]
    show: str

    @property
    def shown(self) -> list[int]:
        return [pk for pk, *_, status, _ in self.rows if self._is_shown(status)]

    @property
    def open(self) -> list[int]:
        return [pk for pk, *_, status, _ in self.rows if status == Status.CANDIDATE]

    def marks(self, current: int) -> list[highlights.Mark]:
        """A mark for each claim, leading to its row: on page `current` or on another one."""
        everything = {pk: n // PER_PAGE + 1 for n, (pk, *_) in enumerate(self.rows)}
        narrowed = {pk: n // PER_PAGE + 1 for n, pk in enumerate(self.shown)}
        made = []
        for pk, start, end, status, figure in self.rows:
            number = narrowed.get(pk)
            if number == current:
                href = f"#claim-{pk}"
            elif number:
                href = f"?show={self.show}&page={number}#claim-{pk}"
            else:
                href = f"?page={everything[pk]}#claim-{pk}"
            made.append(highlights.Mark(start, end, pk, status, presenting.worth(figure), href))
        return made

    def _is_shown(self, status: str) -> bool:
        return self.show != OPEN or status == Status.CANDIDATE


def of(article_id: int, *, show: str) -> Outline:
    rows = Claim.objects.filter(article_id=article_id).order_by("start", "end", "pk")
    fields = ("pk", "start", "end", "status", "checkworthiness")
    return Outline(list(rows.values_list(*fields)), OPEN if show == OPEN else "")
