"""What is fuzzed, and what each promises of any input."""

import json
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.splitting.fuzzing import Given, Target
from claims import splitting
from claims.splitting import Candidate

_SAMPLES: Final = Path(__file__).parent / "samples"
_LANGUAGES: Final = (None, "en", "es", "fr", "de", "pt", "tr", "ar", "fa", "ru", "hi", "zh", "ja")
LAYOUT: Final = (
    "Mine closes after forty years\nBy Anna Field\n3 May 2021\n\n“The mine closed in May. It will "
    "not open again,” Ola Brand, its owner, said last week.\n\n- It employed 300 people.\n- The "
    "town, which lost its school, has 900.\n\n# What now\n\nMen leave the pit on Monday. Photo: A. "
    "Field\n\nOfficials who asked not to be named said that they captured 22 areas and cut the "
    "road because the bridge had failed.\n"
)


def broken_promise(text: str, found: list[Candidate]) -> str:
    """What is wrong with the candidates of a text, '' if nothing."""
    for one in found:
        if not 0 <= one.start < one.end <= len(text) or one.quote != text[one.start : one.end]:
            return f"{one.quote!r} is not at {one.start}"
        if one.statement_parts and "".join(p.text for p in one.statement_parts) != one.statement:
            return f"the parts of {one.statement!r} do not join to it"
        places = [*one.attribution_spans, *((t.start, t.end) for t in one.times)]
        if any(not 0 <= start < end <= len(text) for start, end in places):
            return f"{one.quote!r} points outside the text: {places}"
    if [one.start for one in found] != sorted(one.start for one in found):
        return "the candidates are not in the order of the text"
    return ""


def _split(given: Given) -> None:
    try:
        text = splitting.clean(given)
    except splitting.UnreadableText:
        return
    language = _LANGUAGES[len(text) % len(_LANGUAGES)]
    found = splitting.split(text, language=language, published_on=date(2024, 2, 29))
    problem = broken_promise(text, found)
    if problem:
        raise AssertionError(problem)


def _texts() -> list[str]:
    rows = [
        json.loads(line)
        for path in sorted(_SAMPLES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    ]
    return [LAYOUT, *(row["text"] for row in rows)]


TARGETS: Final = [
    Target("split", _texts(), _split),
    Target("clean", [text.encode() for text in _texts()], _split),
]
