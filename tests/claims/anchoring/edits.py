"""Edit scripts whose effect on every place of a text is known."""

from dataclasses import dataclass

from hypothesis import strategies as st

PIECES = (
    "the", "crane", "4,210", "May", " ", " ", ". ", "\n\n", ", ", "é", "e\u0301", "x\u0302",
    "👩‍👩‍👧", "🇩🇪", "👍🏽",
    "قالت", "الهيئة", "‏", "של", "港口", "在五月", "नमस्ते", "।", "\u200d", "“", "”", "a",
)  # fmt: skip
NEW_PIECES = ("Ω", "ж", "𝒞", "ß", " ", "\n", "९")
"""None of them but white space is a part of a text: what is inserted looks like nothing there."""
texts = st.lists(st.sampled_from(PIECES), min_size=3, max_size=120).map("".join)


@dataclass(frozen=True)
class Edit:
    """At `at` of the old text, `gone` code points were replaced by `came`."""

    at: int
    gone: int
    came: str


def apply(text: str, edits: list[Edit]) -> str:
    """`edits` do not overlap and are in text order."""
    for edit in reversed(edits):
        text = text[: edit.at] + edit.came + text[edit.at + edit.gone :]
    return text


def moved_by(edits: list[Edit], start: int) -> int:
    """How far a span that begins at `start`, and that no edit touched, was moved."""
    return sum(len(edit.came) - edit.gone for edit in edits if edit.at + edit.gone <= start)


@st.composite
def scripts(draw: st.DrawFn, text: str, came: st.SearchStrategy[str]) -> list[Edit]:
    """Up to six edits anywhere, apart from each other."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [
        Edit(first, draw(st.sampled_from([0, last - first])), draw(came)) for first, last in pairs
    ]


def spares(edit: Edit, start: int, end: int) -> bool:
    """Whether an edit leaves the code points from `start` to `end` as they are, side by side."""
    return edit.at + edit.gone <= start or edit.at >= end
