"""Every message of the code and the templates, found without GNU gettext.

Django's own `templatize` turns a template into Python, Babel reads Python: both come with the
packages of the desk, so that a machine without `xgettext` gets the same catalogue.
"""

import io
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import unfold
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
OURS = ("factcheck", "claims", "reviews", "templates")
ENDINGS = (".py", ".html", ".txt")
UNFOLD = Path(unfold.__file__).parent  # the theme of the admin brings no translations of its own
ABSENT = {
    *("constance", "guardian", "import_export", "location_field", "simple_history"),
    "unfold_crispy",
}
SINGULAR, PLURAL = (1,), (1, 2)
CONTEXT, CONTEXT_PLURAL = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": SINGULAR,
    **{f"gettext{kind}": SINGULAR for kind in ("", "_lazy", "_noop")},
    **{f"ngettext{kind}": PLURAL for kind in ("", "_lazy")},
    **{f"pgettext{kind}": CONTEXT for kind in ("", "_lazy")},
    **{f"npgettext{kind}": CONTEXT_PLURAL for kind in ("", "_lazy")},
}


class Message(NamedTuple):
    """`plural` is "" for a message without one, `context` is "" for one without."""

    context: str
    words: str
    plural: str


def ours() -> set[Message]:
    """Those of files that git knows or will know."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *OURS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return found_in(ROOT / name for name in listed.stdout.splitlines())


def of_the_admin_theme() -> set[Message]:
    """Without its additions for packages that the desk does not have."""
    files = (each for each in sorted(UNFOLD.rglob("*")) if not ABSENT & set(each.parts))
    return found_in(files)


def found_in(files: Iterable[Path]) -> set[Message]:
    return {
        message
        for file in files
        if file.suffix in ENDINGS and "migrations" not in file.parts and file.is_file()
        for message in messages(file.read_text(), template=file.suffix != ".py")
    }


def messages(text: str, *, template: bool) -> Iterator[Message]:
    """Those of one file. Raises what Python's tokenizer or Django raise at a broken one."""
    code = flat(templatize(text)) if template else text
    for _line, found, _comments, context in extract(
        "python", io.BytesIO(code.encode()), keywords=KEYWORDS
    ):
        words, plural = found if isinstance(found, tuple) else (found, "")
        if words:
            yield Message(context or "", words, plural)


def flat(code: str) -> str:
    """Without indentation: that of a template means nothing, and Python would stumble over it."""
    return "\n".join(line.strip() for line in code.splitlines())
