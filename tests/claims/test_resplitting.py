"""Splitting an article again: adds what is new, and touches nobody's work."""

import io
import json
import threading
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims import curation, resplitting, splitting
from claims.models import Article, Change, Claim, Status
from factcheck.exceptions import InvalidInput, NotAllowed
from tests import make
from tests.claims.curation.test_deciding import together
from tests.make import NOON

pytestmark = pytest.mark.django_db
TEXT = (
    "The port of Almond handled 4,210 containers in May 2025. "
    "The council of Velmora voted for 12 new buses in June 2025. "
    "Mayor Ines Duarte opened 3 schools in July 2025."
)
SENTENCES = [f"{each.removesuffix('.')}." for each in TEXT.split(". ")]


def old(of: Article, quote: str, **fields: Any) -> Claim:
    """A candidate as an earlier version of the splitter left it."""
    values = {"status": Status.CANDIDATE, "origin": "splitter-0", "statement": "Worded before."}
    return make.claim(of, quote=quote, **(values | fields))


def places(found: list[Any]) -> list[str]:
    return [each.quote for each in found]


def test_what_is_new_is_added_and_says_which_splitter_found_it() -> None:
    article = make.article(TEXT)
    old(article, SENTENCES[0])

    made = resplitting.resplit(article.pk, by=make.reviewer(), now=NOON)

    added = article.claims.exclude(origin="splitter-0")
    assert places(made.added) == SENTENCES[1:] == [claim.quote for claim in added]
    assert {claim.origin for claim in added} == {splitting.VERSION}


def test_a_second_time_there_is_nothing_to_add() -> None:
    article, by = make.article(TEXT), make.reviewer()
    resplitting.resplit(article.pk, by=by, now=NOON)

    again = resplitting.resplit(article.pk, by=by, now=NOON)

    assert (again.added, again.changed, again.gone, again.same) == ([], [], [], 3)


def test_a_report_changes_nothing() -> None:
    article = make.article(TEXT)
    kept = old(article, SENTENCES[0])

    made = resplitting.report(article.pk)

    assert (len(made.added), made.done) == (2, False)
    assert list(article.claims.values_list("pk", "statement")) == [(kept.pk, "Worded before.")]


def test_candidates_nobody_touched_are_reported_and_left() -> None:
    article = make.article(TEXT)
    differing = old(article, SENTENCES[0])
    gone = old(article, "12 new buses")

    made = resplitting.resplit(article.pk, by=make.reviewer(), now=NOON)

    words = made.changed[0].words
    assert [each.claim.pk for each in made.changed] == [differing.pk]
    assert words["statement"] == ("Worded before.", SENTENCES[0])
    assert [claim.pk for claim in made.gone] == [gone.pk]
    assert set(article.claims.filter(origin="splitter-0")) == {differing, gone}
    assert Change.objects.count() == 0


def test_refreshing_is_asked_for_kept_in_the_history_and_undone() -> None:
    article, by = make.article(TEXT), make.reviewer()
    claim = old(article, SENTENCES[0])

    resplitting.resplit(article.pk, by=by, now=NOON, refresh=True)

    refreshed = Claim.objects.get(pk=claim.pk)
    change = claim.changes.get()
    curation.undo(claim.pk, by=by, now=NOON)
    claim.refresh_from_db()
    assert (refreshed.statement, refreshed.origin) == (SENTENCES[0], splitting.VERSION)
    assert (change.kind, change.by, change.before["statement"]) == (
        "refreshed", by, "Worded before.",
    )  # fmt: skip
    assert (claim.statement, claim.origin) == ("Worded before.", "splitter-0")


def test_a_refreshed_candidate_is_still_untouched_until_a_person_undoes_it() -> None:
    article, by = make.article(TEXT), make.reviewer()
    claim = old(article, SENTENCES[0])
    resplitting.resplit(article.pk, by=by, now=NOON, refresh=True)
    Claim.objects.filter(pk=claim.pk).update(statement="Worded by splitter-1.")

    before = resplitting.report(article.pk)
    curation.undo(claim.pk, by=by, now=NOON)
    after = resplitting.report(article.pk)

    assert ([each.claim.pk for each in before.changed], after.changed) == ([claim.pk], [])
    assert [each.claim.pk for each in after.kept] == [claim.pk]


@pytest.mark.parametrize("act", ["accept", "dismiss", "edit", "move", "cut", "merge", "undo"])
def test_what_a_person_has_touched_stays_as_it_is(act: str) -> None:
    article, by = make.article(TEXT), make.reviewer()
    claim, other = old(article, SENTENCES[0]), old(article, SENTENCES[1])
    touch(act, claim, other, by=by)
    before = list(article.claims.order_by("pk").values())

    made = resplitting.resplit(article.pk, by=by, now=NOON, refresh=True)

    touched = [each for each in before if each["id"] == claim.pk or each["origin"] == "person"]
    now = Claim.objects.filter(pk__in=[each["id"] for each in touched]).order_by("pk").values()
    assert list(now) == touched
    assert SENTENCES[0] in places([each.found for each in made.kept])
    assert SENTENCES[0] not in places(made.added)


def touch(act: str, claim: Claim, other: Claim, *, by: Any) -> None:
    if act == "undo":
        curation.accept(claim.pk, by=by, now=NOON)
        curation.undo(claim.pk, by=by, now=NOON)
        return
    more: dict[str, dict[str, Any]] = {
        "edit": {"statement": "Mine."},
        "move": {"start": claim.start + 4, "end": claim.end},
        "cut": {"at": claim.start + 19},
        "merge": {"into": other.pk},
    }
    getattr(curation, act)(claim.pk, by=by, now=NOON, **more.get(act, {}))


@pytest.mark.parametrize(
    "quote", ["handled 4,210 containers", f"{SENTENCES[0]} The council", SENTENCES[0]]
)
@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.DISMISSED])
def test_words_that_a_person_has_judged_do_not_come_back(quote: str, status: Status) -> None:
    article = make.article(TEXT)
    judged = make.claim(article, quote=quote, status=status, statement="Worded by hand.")

    made = resplitting.resplit(article.pk, by=None, now=NOON)

    assert {each.claim.pk for each in made.kept} == {judged.pk}
    assert SENTENCES[0] not in places(made.added)
    assert SENTENCES[2] in places(made.added)


def test_the_target_of_a_merge_is_a_persons_work_too() -> None:
    article, by = make.article(TEXT), make.reviewer()
    claim, target = old(article, SENTENCES[0]), old(article, SENTENCES[1])
    curation.merge(claim.pk, into=target.pk, by=by, now=NOON)

    made = resplitting.resplit(article.pk, by=by, now=NOON, refresh=True)

    target.refresh_from_db()
    assert (made.changed, target.statement) == ([], "Worded before.")


def test_what_a_language_model_proposed_is_neither_gone_nor_refreshed() -> None:
    article = make.article(TEXT)
    same = old(article, SENTENCES[0], origin="gpt-oss-20b")
    old(article, "3 schools", origin="gpt-oss-20b")

    made = resplitting.resplit(article.pk, by=make.reviewer(), now=NOON, refresh=True)

    same.refresh_from_db()
    assert (made.changed, made.gone, same.statement) == ([], [], "Worded before.")
    assert places(made.added) == SENTENCES[1:]


def test_refreshing_takes_a_reviewer() -> None:
    article = make.article(TEXT)

    with pytest.raises(NotAllowed):
        resplitting.resplit(article.pk, by=make.contributor(), now=NOON)
    with pytest.raises(InvalidInput):
        resplitting.resplit(article.pk, by=None, now=NOON, refresh=True)

    assert article.claims.count() == 0


@pytest.mark.parametrize("size", [1, 3])
def test_the_queries_do_not_grow_with_the_claims(size: int, django_assert_num_queries: Any) -> None:
    article = make.article(TEXT)
    for quote in SENTENCES[:size]:
        old(article, quote)

    with django_assert_num_queries(3):
        resplitting.report(article.pk)


@pytest.mark.django_db(transaction=True)
def test_what_a_person_decides_at_the_same_moment_is_not_lost() -> None:
    """The splitter waits for a decision that has begun, and sees it."""
    article, by = make.article(TEXT), make.reviewer()
    claim = old(article, SENTENCES[0])
    made: list[resplitting.Report] = []
    begun = threading.Event()

    def run() -> None:
        begun.set()
        made.append(resplitting.resplit(article.pk, by=by, now=NOON, refresh=True))
        connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        curation.edit(claim.pk, by=by, now=NOON, statement="Mine.")
        thread.start()
        begun.wait()
        wait_for_a_lock()
    thread.join()

    claim.refresh_from_db()
    assert (claim.statement, made[0].changed) == ("Mine.", [])
    assert [change.kind for change in claim.changes.all()] == ["edited"]


@pytest.mark.django_db(transaction=True)
def test_two_who_split_at_once_add_everything_once() -> None:
    article, by = make.article(TEXT), make.reviewer()

    made = together(*[lambda: resplitting.resplit(article.pk, by=by, now=NOON)] * 2)

    assert sorted(len(each.added) for each in made) == [0, 3]
    assert article.claims.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_proposal_at_the_same_moment_and_the_splitter_do_not_stumble_over_each_other() -> None:
    article, by = make.article(TEXT), make.reviewer()

    made = together(
        lambda: curation.propose(article.pk, start=0, end=len(SENTENCES[0]), by=by, now=NOON),
        lambda: resplitting.resplit(article.pk, by=by, now=NOON),
    )

    kinds = {type(each).__name__ for each in made}
    assert kinds in ({"Claim", "Report"}, {"AlreadyProposed", "Report"})
    assert article.claims.count() == 3


def wait_for_a_lock() -> None:
    """Until some other session of this database waits for a row."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with connection.cursor() as cursor:
        for _ in range(50_000):
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Nobody waited.")


def run(*arguments: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("resplit", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_says_what_it_would_do_and_does_it() -> None:
    article = make.article(TEXT)
    claim = old(article, SENTENCES[0])
    by = make.reviewer()

    would = run(str(article.pk), "--dry-run")[0]
    did = run("--all", "--refresh", "--by", by.username)[0]

    assert [each["quote"] for each in would["added"]] == SENTENCES[1:]
    assert would["changed"][0]["fields"]["statement"] == ["Worded before.", SENTENCES[0]]
    assert did == would | {"done": True, "refreshed": True}
    assert claim.changes.get().by == by


@pytest.mark.parametrize(
    "arguments",
    [[], ["1", "--all"], ["424242"], ["--all", "--refresh"], ["--all", "--by", "nobody-known"]],
)
def test_the_command_refuses_what_makes_no_sense(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)
