"""Pages as news sites send them: head, navigation, story, footer, in the sizes that are met.

Made from a seed, so that the site and whoever compares with its truth agree on every word.
"""

import gzip
import random
from collections.abc import Callable
from typing import Final

SIZES: Final = ((3_000, 0.40), (8_000, 0.30), (18_000, 0.20), (49_000, 0.10))
"""Bytes of a page and the share of pages that have them: 12 KB at the mean."""

NEWS: Final = "news"
LIGHT: Final = "light"
"""Two sorts of clean pages: as news sites send them, compressed for those who take gzip; and of
2 KB without compression, where next to nothing is measured but fetching."""

DISTINCT: Final = 240
"""Pages that are different; each stands behind many addresses."""

SUBJECTS: Final = (
    "The council",
    "The harbour office",
    "A regional court",
    "The ministry",
    "One of the engineers",
    "The operator of the line",
    "A group of farmers",
    "The hospital",
    "Its auditor",
    "The weather service",
    "The union",
    "An independent panel",
    "The power company",
    "The school board",
)
VERBS: Final = (
    "announced",
    "reviewed",
    "postponed",
    "paid for",
    "inspected",
    "questioned",
    "described",
    "approved",
    "measured",
    "repaired",
    "published",
    "withdrew",
    "counted",
    "compared",
)
OBJECTS: Final = (
    "the plan for the northern bridges",
    "the second water main",
    "a report on river levels",
    "the contract for new trams",
    "the results of the spring survey",
    "the old pumping station",
    "the budget for road repairs",
    "the list of closed wards",
    "the wages of seasonal workers",
    "the permits for the quarry",
    "the timetable of the night buses",
    "the map of flooded cellars",
)
WHEN: Final = (
    "on Monday",
    "in March",
    "after a long session",
    "in front of reporters",
    "for the first time",
    "against the advice of its lawyers",
    "without giving a reason",
    "before the holidays",
    "in a letter of four pages",
    "at a cost that nobody would name",
)


def sentence(chance: random.Random) -> str:
    return (
        f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)} "
        f"{chance.choice(WHEN)}, as {chance.randint(11, 989)} people in the district confirmed."
    )


def story(seed: int, length: int) -> str:
    """Paragraphs of at least `length` characters, markup included."""
    chance = random.Random(seed)
    parts: list[str] = []
    written = 0
    while written < length:
        said = " ".join(sentence(chance) for _ in range(chance.randint(2, 5)))
        parts.append(f'<p class="story__paragraph">{said}</p>\n')
        written += len(parts[-1])
    return "".join(parts)


def page(title: str, body: str) -> str:
    """A whole document around `body`."""
    links = "".join(
        f'<li><a class="menu__link" href="/section/{name.lower()}">{name}</a></li>'
        for name in ("World", "Region", "Courts", "Business", "Weather", "Letters")
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title} | The Valley Courier</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/site.css"><script src="/static/site.js" defer>'
        "</script></head>\n"
        f'<body><header><nav aria-label="Sections"><ul class="menu">{links}</ul></nav></header>\n'
        f"<main><article><h1>{title}</h1>\n{body}</article></main>\n"
        "<footer><p>The Valley Courier, 4 Mill Lane. All rights reserved.</p></footer>"
        "</body></html>\n"
    )


def article(seed: int, *, quote: str = "") -> str:
    """A page in one of the usual sizes; `quote` stands as a paragraph of its own in the middle."""
    chance = random.Random(seed)
    size = chance.choices([size for size, _ in SIZES], [share for _, share in SIZES])[0]
    title = f"{chance.choice(OBJECTS).capitalize()}: report {seed}"
    half = max(0, size - len(page(title, ""))) // 2
    middle = f"<p>{quote}</p>\n" if quote else ""
    return page(title, story(seed, half) + middle + story(seed + 1_000_003, half))


def light(seed: int) -> str:
    """A page of 2 KB."""
    title = f"Report {seed}"
    return page(title, story(seed, 2_000 - len(page(title, ""))))


MADE: Final[dict[str, Callable[[int], str]]] = {NEWS: article, LIGHT: light}


def packed(markup: str | bytes) -> bytes:
    """Compressed as a web server does on the fly."""
    raw = markup if isinstance(markup, bytes) else markup.encode()
    return gzip.compress(raw, compresslevel=6, mtime=0)
