"""Lists of claims: each row names an article, words that stand in it, and what to do with them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from claims import curation
from claims.exceptions import UnusableList
from claims.ingestion import imports
from claims.models import Change, Claim, Import, ListKind, Status
from factcheck.accounts.models import Role
from reviews.models import Review
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
TEXT = (
    "The harbour of Port Almond handled 4,210 containers in May. The mayor was pleased. "
    "Taxes fell by a third, said Ines Duarte. The mayor was pleased."
)
QUOTE = "Taxes fell by a third"


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def send(*rows: dict[str, Any], role: Role = Role.REVIEWER, **options: Any) -> Import:
    """A list, checked; or, with `check=False`, added."""
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    sent = imports.receive(
        io.BytesIO(raw),
        name="claims.jsonl",
        by=make.user(role),
        now=NOON,
        kind=ListKind.CLAIMS,
        **options,
    )
    imports.work(worker="w1", clock=lambda: NOON)
    sent.refresh_from_db()
    return sent


def refusal(*rows: dict[str, Any], **options: Any) -> tuple[str, str]:
    """Field and reason of the one row that is refused."""
    sent = send(*rows, **options)
    return sent.rows.values_list("field", "why").get(outcome="refused")


def test_a_check_tells_what_would_be_and_writes_nothing() -> None:
    article = make.article(TEXT)

    sent = send(
        {"article": article.pk, "quote": QUOTE},
        {"article": article.pk, "quote": f" {QUOTE} "},
        {"article": article.pk, "quote": "Taxes rose"},
    )

    assert (sent.kind, sent.state, Claim.objects.count()) == ("claims", "checked", 0)
    assert list(sent.rows.values_list("line", "outcome", "field", "why")) == [
        (1, "would_add", "", ""),
        (2, "repeated", "", "It is the passage of line 1."),
        (
            3, "refused", "quote",
            "These words are not in the article. Copy them exactly as they stand there.",
        ),
    ]  # fmt: skip


def test_a_row_is_proposed_worded_and_decided_as_if_by_hand() -> None:
    article = make.article(TEXT, canonical_url="paper.example/taxes")

    sent = send(
        {
            "Article URL": "https://paper.example/taxes",
            "quote": QUOTE,
            "statement": "Taxes in Port Almond fell by a third.",
            "claimant": "Ines Duarte",
            "kind": "Quantity",
            "decision": "accepted",
        },
        check=False,
    )

    claim = Claim.objects.get()
    assert (claim.article, claim.start, claim.quote) == (article, TEXT.index(QUOTE), QUOTE)
    assert (claim.statement, claim.claimant, claim.kind, claim.status) == (
        "Taxes in Port Almond fell by a third.", "Ines Duarte", "quantity", Status.ACCEPTED,
    )  # fmt: skip
    assert list(Change.objects.order_by("pk").values_list("kind", flat=True)) == [
        "proposed", "edited", "accepted",
    ]  # fmt: skip
    assert (sent.counts, sent.rows.get().claim) == ({"added": 1}, claim)
    assert Review.objects.get().claim == claim


def test_sent_again_it_changes_nothing() -> None:
    rows = [
        {"article": make.article(TEXT).pk, "quote": QUOTE, "decision": "accepted"},
        {"article": make.article().pk, "start": 4, "end": 15, "decision": "dismissed"},
    ]
    send(*rows, check=False)

    again = send(*rows, check=False)

    assert (again.counts, Claim.objects.count(), Change.objects.count()) == ({"known": 2}, 2, 4)


def test_a_candidate_that_stands_there_is_taken_up() -> None:
    article = make.article(TEXT)
    there = make.claim(article, quote=QUOTE, status=Status.CANDIDATE)

    sent = send({"article": article.pk, "quote": QUOTE, "claimant": "I. D."}, check=False)

    there.refresh_from_db()
    assert (sent.counts, there.claimant, there.status) == ({"added": 1}, "I. D.", "candidate")


def test_what_people_decided_is_not_overruled() -> None:
    article = make.article(TEXT)
    there = make.claim(article, quote=QUOTE, status=Status.CANDIDATE)
    curation.accept(there.pk, by=make.reviewer(), now=NOON)

    told = refusal({"article": article.pk, "quote": QUOTE, "decision": "dismissed"})

    assert told == ("decision", "Somebody has decided otherwise: this claim is accepted.")


def test_an_ambiguous_quote_is_refused_with_its_number() -> None:
    article = make.article(TEXT)

    told = refusal({"article": article.pk, "quote": "The mayor was pleased."})

    assert told == (
        "quote",
        "These words stand 2 times in the article. Add the words around them.",
    )


@pytest.mark.parametrize(
    "where",
    [
        {"prefix": "said Ines Duarte."},
        {"prefix": "Duarte. "},
        {"start": TEXT.rindex("The mayor"), "end": len(TEXT)},
    ],
)
def test_what_stands_around_it_decides_between_places(where: dict[str, Any]) -> None:
    article = make.article(TEXT)

    send({"article": article.pk, "quote": "The mayor was pleased.", **where}, check=False)

    assert Claim.objects.get().start == TEXT.rindex("The mayor")


REFUSED = [
    ({"quote": QUOTE}, "article", "Name the article by its number or its address."),
    ({"quote": QUOTE, "article": 99}, "article", "There is no such article on the desk."),
    ({"quote": QUOTE, "article": "99999999999999999999"}, "article", "Write a whole number"),
    ({"quote": QUOTE, "url": "https://no.example/"}, "url", "There is no such article"),
    ({"quote": QUOTE, "url": "no address"}, "url", ""),
    ({"article": 0}, "quote", "Give the words of the claim, or where they start and end."),
    ({"article": 0, "start": 5}, "end", "Write a whole number"),
    ({"article": 0, "start": -5, "end": 9}, "start", "Write a whole number"),
    ({"article": 0, "start": 5, "end": 9999}, "start", "hold no words"),
    ({"article": 0, "start": 5, "end": 9}, "start", "These bounds cut a word"),
    ({"article": 0, "start": 1.5, "end": 9}, "start", "This must be a text"),
    ({"article": 0, "quote": QUOTE, "suffix": "rise"}, "quote", "with those before and behind"),
    ({"article": 0, "quote": QUOTE, "kind": "rumour"}, "kind", "Choose one of"),
    ({"article": 0, "quote": QUOTE, "decision": "perhaps"}, "decision", "Write accepted"),
    ({"article": 0, "quote": QUOTE, "decision": "dismissed", "ground": "x"}, "ground", "Choose"),
]


@pytest.mark.parametrize(("row", "field", "why"), REFUSED)
def test_what_is_refused_names_the_field_and_what_to_do(
    row: dict[str, Any], field: str, why: str
) -> None:
    article = make.article(TEXT)

    told = refusal({**row, "article": article.pk} if row.get("article") == 0 else row)

    assert (told[0], why in told[1]) == (field, True)


def test_contributors_propose_and_decide_nothing() -> None:
    article = make.article(TEXT)

    sent = send(
        {"article": article.pk, "quote": QUOTE},
        {"article": article.pk, "quote": "4,210 containers", "decision": "accepted"},
        role=Role.CONTRIBUTOR,
        check=False,
    )

    assert sent.counts == {"added": 1, "refused": 1}
    assert sent.rows.get(outcome="refused").why.startswith("Only reviewers decide on candidates.")


def test_a_row_is_done_whole_or_not_at_all() -> None:
    """The statement is too long for an edit: the proposal before it is taken back."""
    article = make.article(TEXT)

    told = refusal({"article": article.pk, "quote": QUOTE, "statement": "x" * 2001}, check=False)

    assert (told[0], Claim.objects.count()) == ("statement", 0)


def test_columns_of_a_spreadsheet_are_found() -> None:
    article = make.article(TEXT)
    raw = f"article_id;Sentence;Speaker;rating\n{article.pk};{QUOTE};I. D.;False\n".encode()

    sent = imports.receive(
        io.BytesIO(raw), name="c.csv", by=make.reviewer(), now=NOON, kind=ListKind.CLAIMS
    )

    assert sent.ignored == ["rating"]


def test_a_table_without_words_or_places_is_no_list_of_claims() -> None:
    with pytest.raises(UnusableList, match="No column is called quote or start"):
        imports.receive(
            io.BytesIO(b"article,note\n1,x\n"),
            name="c.csv",
            by=make.reviewer(),
            now=NOON,
            kind=ListKind.CLAIMS,
        )
