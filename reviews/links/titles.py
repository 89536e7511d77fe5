"""What a page's title is made of."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"\s+[|–—·•»/-]+\s+|\s*[|·•»]\s*")


def parts(title: str) -> list[str]:
    """A title and what a site's name was put before or behind: "News: Page not found | Site".

    Apostrophes come out straight.
    """
    plain = title.replace("’", "'")
    found = [plain, *_SEPARATORS.split(plain)] if len(plain) > 1 else [plain]
    if ": " in plain:
        found += [part.rpartition(": ")[2] for part in found if ": " in part]
    return [part for part in map(str.strip, found) if part]
