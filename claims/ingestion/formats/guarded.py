"""Reading hostile files in a process of their own: `factcheck.apart`, and words for what fails."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from claims.exceptions import UnusableText
from factcheck import apart

CHILDREN = Path(__file__).with_name("children")
PROGRAMS = {
    "pdf": apart.PDF,
    "docx": CHILDREN / "docx.py",
    "feed": CHILDREN / "feed.py",
}


def run(program: str, body: bytes) -> dict[str, Any]:
    """What one of the programs makes of `body`, within 30 s. Raises UnusableText."""
    try:
        return apart.run(PROGRAMS[program], body)
    except apart.Locked as error:
        raise locked() from error
    except apart.Failed as error:
        raise UnusableText(
            _(
                "This file is damaged, or too large or too complicated to be read. Open it, save "
                "it anew, or paste its text."
            ),
            field="text",
        ) from error


def locked() -> UnusableText:
    """What to tell about a file that opens with a password only."""
    return UnusableText(
        _(
            "This file is protected by a password. Save a copy without one, or open it and paste "
            "its text."
        ),
        field="text",
    )
