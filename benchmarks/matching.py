"""Whether a claim was said before: how long it takes against many claims, and how well it is told.

    python -m benchmarks.matching [--claims 100000] [--page 300]

Speed: a page of candidates is compared with a desk of accepted claims, in one process. Half of the
page repeats claims of the desk in other words, so that what is found is known. Quality: the hand-
made pairs of `tests/claims/likeness`, against plain similarity of trigrams (as PostgreSQL's
`pg_trgm` has it) at the threshold that suits it best on these very pairs.
"""

import argparse
import random
import re
import statistics
import time
from collections.abc import Iterable

from benchmarks import desk
from claims import likeness
from tests.claims.likeness.pairs import MEASURING, SHAPING, Pair

LIMIT_SECONDS = 3.0
"""For a page: it is opened, read from the top, and told of matches meanwhile."""
_WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--page", type=int, default=300)
    arguments = parser.parse_args()
    _quality()
    with desk.running():
        _speed(arguments.claims, arguments.page)


def _quality() -> None:
    for name, pairs in (("shaping", SHAPING), ("measuring", MEASURING)):
        same = [(pair.label == "same", _likeness(pair)) for pair in pairs]
        print(f"{name}: {len(pairs)} pairs, {sum(is_same for is_same, _ in same)} say the same")
        print(f"  rules     {_told((is_same, found == 'same') for is_same, found in same)}")
        print(f"  trigrams  {_best_threshold(pairs)}")
        contrary = [found for pair, (_, found) in zip(pairs, same, strict=True)
                    if pair.label in ("figure", "opposite")]  # fmt: skip
        called = sum(each in ("figure", "opposite") for each in contrary)
        print(
            f"  other figures and denials called so: {called} "
            f"of {len(contrary)}; called the same: {contrary.count('same')}"
        )


def _likeness(pair: Pair) -> str:
    one, other = (likeness.gist(each, language=pair.language) for each in (pair.one, pair.other))
    found = likeness.compare(one, other)
    return str(found.kind) if found else ""


def _best_threshold(pairs: list[Pair]) -> str:
    told = [(pair.label == "same", similarity(pair.one, pair.other)) for pair in pairs]
    best = max(
        (score for _, score in told),
        key=lambda limit: _f1([(is_same, score >= limit) for is_same, score in told]),
    )
    return f"{_told((is_same, score >= best) for is_same, score in told)} (from {best:.2f})"


def similarity(one: str, other: str) -> float:
    """https://www.postgresql.org/docs/current/pgtrgm.html, F.35.1"""
    first, second = _trigrams(one), _trigrams(other)
    return len(first & second) / max(1, len(first | second))


def _trigrams(text: str) -> set[str]:
    padded = (f"  {word} " for word in _WORD.findall(text.lower()))
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def _told(found: Iterable[tuple[bool, bool]]) -> str:
    found = list(found)
    right = sum(is_same and told for is_same, told in found)
    precision = right / max(1, sum(told for _, told in found))
    recall = right / max(1, sum(is_same for is_same, _ in found))
    return f"precision {precision:.2f}, recall {recall:.2f}, F1 {_f1(found):.2f}"


def _f1(found: list[tuple[bool, bool]]) -> float:
    right = sum(is_same and told for is_same, told in found)
    return 2 * right / max(1, sum(told for _, told in found) + sum(same for same, _ in found))


def _speed(many: int, page: int) -> None:
    from claims import matching  # noqa: PLC0415 - settings exist from here on
    from claims.models import ClaimMatch, Unmatched  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    said = _Said(seed=1)
    statements = [said.anew() for _ in range(many)]
    for first in range(0, many, 200):
        _known(_article(statements[first : first + 200], status="accepted"))
    Unmatched.objects.all().delete()
    seconds, spent, found = [], [], 0
    for _round in range(5):
        repeated = [said.reworded(statements[said.draw.randrange(many)]) for _ in range(page // 2)]
        article = _candidates([*repeated, *(said.anew() for _ in range(page - len(repeated)))])
        start, worked = time.perf_counter(), time.process_time()
        matching.sweep(now=make.NOON)
        seconds.append(time.perf_counter() - start)
        spent.append(time.process_time() - worked)
        same = ClaimMatch.objects.filter(claim__article=article, kind="same")
        found += same.values("claim").distinct().count()
    median = statistics.median(seconds)
    print(
        f"a page of {page} candidates against {many} claims: {median:.2f} s "
        f"(slowest {max(seconds):.2f}), {median / page * 1000:.1f} ms each; "
        f"of the limit {median / LIMIT_SECONDS:.2f}"
    )
    print(f"of that at work in Python {statistics.median(spent):.2f} s")
    print(f"repeated in other words: {5 * (page // 2)}, found: {found}")


class _Said:
    """Claims of a made-up country: names, things and figures, common and rare."""

    def __init__(self, *, seed: int) -> None:
        self.draw = random.Random(seed)
        self.places = [self._name() for _ in range(2_000)]
        self.things = [self._name().lower() for _ in range(3_000)]
        self.common = [
            "hospital",
            "school",
            "road",
            "water",
            "tax",
            "price",
            "budget",
            "crime",
            "energy",
            "housing",
        ]
        self.verbs = [
            "counted",
            "built",
            "closed",
            "sold",
            "repaired",
            "promised",
            "planned",
            "bought",
        ]

    def _name(self) -> str:
        syllables = ["ka", "lo", "ri", "mun", "tes", "var", "nel", "dor", "shi", "pa", "gon", "bre"]
        return "".join(self.draw.choices(syllables, k=self.draw.randint(2, 4))).capitalize()

    def anew(self) -> str:
        draw = self.draw
        place, year = draw.choice(self.places), draw.randint(1990, 2026)
        return (
            f"In {year} the {draw.choice(self.common)} office of {place} {draw.choice(self.verbs)} "
            f"{draw.randint(2, 1_400):,} {draw.choice(self.things)} of the "
            f"{draw.choice(self.common)} {draw.choice(self.things)}."
        )

    def reworded(self, statement: str) -> str:
        when, rest = statement[:7], statement[8:-1]
        return f"{rest[0].upper()}{rest[1:].replace(',', '')} {when.lower()}."


def _known(article: int) -> None:
    """The words of its claims, as a sweep writes them, without the comparison."""
    from claims.models import Claim, ClaimWords  # noqa: PLC0415 - settings exist from here on

    ClaimWords.objects.bulk_create(
        ClaimWords(
            claim=claim,
            article_id=article,
            accepted=True,
            digest="",
            words=sorted(likeness.keys(likeness.gist(claim.statement))),
        )
        for claim in Claim.objects.filter(article=article)
    )


def _candidates(statements: list[str]) -> int:
    return _article(statements, status="candidate")


def _article(statements: list[str], *, status: str) -> int:
    from claims.models import Claim  # noqa: PLC0415 - settings exist from here on
    from tests import make  # noqa: PLC0415

    article = make.article("\n".join(statements))
    at, rows = 0, []
    for each in statements:
        rows.append(
            Claim(article=article, start=at, end=at + len(each), quote=each, statement=each,
                  status=status, origin="person", created_at=make.NOON)
        )  # fmt: skip
        at += len(each) + 1
    Claim.objects.bulk_create(rows)
    return article.pk


if __name__ == "__main__":
    main()
