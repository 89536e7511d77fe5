"""What changed from one published document to the next, word by word, for readers and programs."""

from collections.abc import Iterator

from reviews.links import comparing
from reviews.publishing.claimreview import Json

CONTEXT = 160
"""Code points of unchanged words told beside what changed; both documents hold the rest."""

Texts = dict[tuple[str, int], str]


def changes(before: Json, after: Json) -> list[Json]:
    """[{field, number, pieces}] in the order of the page; nothing where readers see the same.

    `number` is that of the evidence, 0 elsewhere; `pieces` are ["same" | "removed" | "added", text]
    with the white space as it stands. Pure: the same documents give the same changes.
    """
    old, new = _texts(before), _texts(after)
    return [
        {
            "field": field,
            "number": number,
            "pieces": [list(each) for each in _pieces(old.get(key, ""), new.get(key, ""))],
        }
        for key in [*new, *(key for key in old if key not in new)]
        if old.get(key, "") != new.get(key, "")
        for field, number in [key]
    ]


def _texts(document: Json) -> Texts:
    """What readers see of `document`, part by part. Evidence keeps its number while it stands."""
    words = {
        "rating": document["rating"]["word"],
        "claim": document["claim"]["statement"],
        "claimant": document["claim"]["claimant"],
        "summary": document["summary"],
        "rationale": document["rationale"],
        "few_sources_reason": document["few_sources_reason"],
        "one_sided_reason": document["one_sided_reason"],
    }
    told = {(field, 0): text for field, text in words.items()}
    for piece in document["evidence"]:
        told["evidence", piece["number"]] = _lines(
            piece["title"], piece["url"], piece["stance"], piece["quote"], piece["note"]
        )
    replies = (_reply(asked) for asked in document.get("replies", []))
    return told | {("replies", 0): _lines(*replies)}


def _reply(asked: Json) -> str:
    answers = (each["answer"] or each["outcome"] for each in asked["received"])
    return _lines(asked["party"], asked["question"], *answers)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    found = comparing.pieces(before, after)
    for place, piece in enumerate(found):
        if piece.same:
            yield "same", _cut(piece.after, first=place == 0, last=place == len(found) - 1)
            continue
        if piece.before:
            yield "removed", piece.before
        if piece.after:
            yield "added", piece.after


def _cut(text: str, *, first: bool, last: bool) -> str:
    """The middle of a long unchanged run is left out; at either end, what nobody compares with."""
    head, tail = ("" if first else text[:CONTEXT]), ("" if last else text[-CONTEXT:])
    return text if len(text) <= len(head) + len(tail) + CONTEXT else f"{head} … {tail}".strip(" ")
