"""Labels of a desk that cares for the harbour and not for money: unlike the transparent score."""

import csv
import io

_WORTH = (
    "The harbour of {town} took in {n} ferries.",
    "Divers in {town} found the ferry {n} metres down.",
    "The harbour master of {town} closed berth {n}.",
)
_NOT_WORTH = (
    "The bank of {town} raised its wages by {n} percent.",
    "Taxes in {town} rose by {n} percent.",
    "The budget of {town} lost {n} million dollars.",
)
_TOWNS = ("Almond", "Velmora", "Tarsk", "Quill", "Norrow", "Esk", "Lindal", "Pomfrey")


def rows(of_each: int = 48) -> list[tuple[str, str]]:
    """Texts and labels, both labels as often."""
    found = []
    for number in range(of_each):
        town = _TOWNS[number % len(_TOWNS)]
        filled = {"town": town, "n": 3 + number}
        found.append((_WORTH[number % 3].format(**filled), "check-worthy"))
        found.append((_NOT_WORTH[number % 3].format(**filled), "0"))
    return found


def file(pairs: list[tuple[str, str]], *, head: str = "text,label") -> bytes:
    written = io.StringIO()
    written.write(f"{head}\n")
    csv.writer(written).writerows(pairs)
    return written.getvalue().encode()
