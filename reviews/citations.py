"""`[n]` in a rationale: which pieces of evidence it cites, and the numbers they are cited by."""

import re
from collections.abc import Collection, Iterable
from typing import Any, Protocol

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

CITATION = re.compile(r"\[(\d{1,3})\](?![(\[])")


class Numbered(Protocol):
    """A piece of evidence, as far as its number goes."""

    pk: Any
    replaces_id: Any


def numbers(pieces: Iterable[Numbered]) -> dict[int, int]:
    """By id: the number a piece is cited with. `pieces` in the order of their positions.

    What replaces another piece stands in its place, and has its number.
    """
    found: dict[int, int] = {}
    count = 0
    for each in pieces:
        inherited = found.get(each.replaces_id or 0)
        if inherited is None:
            count += 1
        found[each.pk] = inherited or count
    return found


def parser() -> MarkdownIt:
    """CommonMark with tables, in which `[n]` is a citation; see `_citation` for its environment."""
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.disable("image")
    made.inline.ruler.before("link", "citation", _citation)
    return made


def cited(markdown: str) -> set[int]:
    """The numbers that a rationale cites. Brackets in code, in links and escaped ones cite none."""
    if not CITATION.search(markdown):
        return set()
    found: set[int] = set()
    parser().parse(markdown, {"citations": (), "unknown": found})
    return found


def unknown(markdown: str, *, standing: Collection[int]) -> list[int]:
    return sorted(cited(markdown) - set(standing))


def unused(markdown: str, *, standing: Collection[int]) -> list[int]:
    return sorted(set(standing) - cited(markdown))


def listed(numbers: Iterable[int]) -> str:
    """As they are written: `[1], [3]`."""
    return ", ".join(f"[{number}]" for number in numbers)


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    """`env`: the `citations` that link to evidence; a set `unknown` is told of all others, which
    are marked as such where `mark` is true."""
    found = CITATION.match(state.src, state.pos)
    if found is None:
        return False
    number, known = int(found[1]), int(found[1]) in state.env["citations"]
    if not known and not silent and "unknown" in state.env:
        state.env["unknown"].add(number)
    if not known and not state.env.get("mark"):
        return False
    if not silent:
        opening = state.push("link_open", "a", 1) if known else state.push("mark_open", "mark", 1)
        if known:
            opening.attrSet("href", f"#evidence-{number}")
        state.push("text", "", 0).content = found[0]
        state.push("link_close" if known else "mark_close", "a" if known else "mark", -1)
    state.pos = found.end()
    return True
