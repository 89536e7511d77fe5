"""Reading hostile files in a process of their own, so that nothing they do reaches the desk.

A file may crash the library that reads it, keep it busy for ever or make it ask for all memory.
The program under `children` is run with bounds on time, memory and files; what it says is JSON.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from claims.exceptions import UnusableText

SECONDS = 30.0
CHILDREN = Path(__file__).with_name("children")


def run(program: str, body: bytes) -> dict[str, Any]:
    """What `children/<program>.py` makes of `body`, within 30 s. Raises UnusableText."""
    command = [
        sys.executable,
        "-I",
        str(CHILDREN / "limited.py"),
        str(CHILDREN / f"{program}.py"),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, no word of the file in it
            command, input=body, capture_output=True, timeout=SECONDS, check=False, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise _unreadable() from error
    if done.returncode != 0:
        raise _unreadable()
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:  # it ended well, and yet its words did not come through
        raise _unreadable() from error
    if "problem" in said:
        raise locked() if said["problem"] == "locked" else _unreadable()
    return said


def locked() -> UnusableText:
    """What to tell about a file that opens with a password only."""
    return UnusableText(
        _(
            "This file is protected by a password. Save a copy without one, or open it and paste "
            "its text."
        ),
        field="text",
    )


def _unreadable() -> UnusableText:
    return UnusableText(
        _(
            "This file is damaged, or too large or too complicated to be read. Open it, save it "
            "anew, or paste its text."
        ),
        field="text",
    )
