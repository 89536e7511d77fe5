"""The harness that measures the watch on sources, on few addresses. Nothing here minds the time."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.links import (
    acts,
    answers,
    classes,
    contest,
    linkinator,
    lychee,
    measuring,
    pages,
    plot,
    report,
    results,
    truth,
)
from benchmarks.links.classes import Row
from benchmarks.links.contest import Outcome
from benchmarks.links.measuring import Cost, Figure
from benchmarks.links.results import Everything, Stored
from reviews.links.outcomes import Outcome as Said

PORTS = {"http": 80, "closed": 81, **{kind.name.removeprefix("TLS: "): 82 for kind in truth.KINDS}}
ELSEWHERE = {"connection refused", "name does not exist", "name server fails"}


def figure(rate: float, *, cpu: float = 50.0, memory: float = 60.0) -> Figure:
    return Figure(rate, cpu, memory, 3)


def everything() -> Everything:
    """A run in which ours is twice as fast as lychee, and eats as much of a processor."""
    figures = {contest.OURS: figure(2000), contest.LYCHEE: figure(1000, memory=240)}
    outcome = Outcome(
        0, pages.NEWS, figures, tunings=dict.fromkeys(figures, "how"), tried=("a try",)
    )
    outcome.starts = dict.fromkeys(figures, Cost(0.25, 0.2, 40, ""))
    row = Row(truth.STATUSES[0], of=2, right={"ours": 1}, said={"ours": Counter({"ok": 1})})
    row.said["ours"]["gone 404"] = 1
    return Everything(
        urls=200,
        rounds=3,
        peers=[],
        clean=[outcome],
        stored=[Stored(0, 700, {"workers": 90.0})],
        classes=[row],
        growth=12,
        at=datetime(2030, 1, 2, tzinfo=UTC),
    )


def test_every_kind_has_an_answer_or_needs_none():
    silent = {kind.name for kind in (*truth.NEVER, *truth.CERTIFICATES)} | ELSEWHERE

    assert {kind.name for kind in truth.KINDS} - silent == set(answers.ANSWERS) - {"TLS: good"}


def test_every_outcome_and_every_soft_404_is_among_the_truth():
    told = {kind.outcome for kind in (*truth.KINDS, truth.PAGE)}
    impostors = {kind.reason for kind in truth.KINDS if kind.outcome == "soft_404"}

    assert told == set(Said)
    assert impostors == {"error_url", "phrase", "to_home", "sibling", "parked"}


def test_addresses_are_distinct_and_spread_over_the_hosts():
    clean = [case.url for case in truth.clean(400, PORTS)]
    hostile = [case.url for case in truth.hostile(PORTS, copies=2)]

    assert len({*clean, *hostile}) == 400 + 2 * len(truth.KINDS)
    assert Counter(url.split("/")[2] for url in clean) == dict.fromkeys(
        (f"127.1.0.{n}:80" for n in range(1, 201)), 2
    )


def test_a_page_is_the_same_for_everybody_who_makes_it():
    sizes = [len(pages.article(seed)) for seed in range(40)]

    assert pages.article(5) == pages.article(5)
    assert min(sizes) >= 3_000
    assert max(sizes) >= 49_000
    assert 2_000 <= len(pages.light(5)) < 3_000


def test_a_bomb_grows_a_thousandfold():
    bomb = acts._bomb(31)

    assert 9_000_000 < len(bomb) < 12_000_000


def test_ours_tells_every_kind_as_the_truth_says_within_its_deadline():
    with measuring.site(0) as served:
        rows = classes.compared(served, copies=1, urls=200, peers=[])

    asked = [row for row in rows if row.of]
    wrong = {row.kind.name: row.said.get("ours") for row in asked if row.right["ours"] != row.of}
    assert wrong == {}
    assert sum(row.of for row in asked) == 200
    assert sum(row.late for row in asked) == 0


def test_the_harness_prints_its_tables():
    line = [sys.executable, "-m", "benchmarks.links", "--only", "clean", "--quick"]

    ran = subprocess.run(
        [*line, "--urls", "200", "--rounds", "1", "--latency", "50", "--pages", "light", "--peers"],
        capture_output=True,
        text=True,
        check=True,
        cwd=measuring.ROOT,
    )

    printed = ran.stdout.splitlines()
    heads = [cell.partition(" | ")[0] for cell in printed if cell.startswith("| ours")]
    assert "### 200 light pages at 50 ms" in printed
    assert heads == [f"| {contest.OURS_POLITE}", f"| {contest.OURS}"]
    assert ran.stderr == "measured: clean\nno bar missed\n"


@pytest.mark.worker
def test_links_pass_through_celery_into_postgresql():
    line = [*measuring.ours("through_celery"), "--urls", "200"]
    mine = ("DATABASE_URL", "CELERY_BROKER_URL", "FACTCHECK_STATE", "DJANGO_SETTINGS_MODULE")

    ran = subprocess.run(
        [*line, "--rounds", "1", "--latency", "0", "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=measuring.ROOT,
        env={name: value for name, value in os.environ.items() if name not in mine},
    )

    (told,) = json.loads(ran.stdout.splitlines()[-1])
    assert (told["latency"], sorted(told["cpu"])) == (0, ["PostgreSQL", "site", "workers"])
    assert told["rate"] > 0


def test_bars_are_ratios_of_one_run():
    bars = {bar.name: (bar.measured, bar.reached) for bar in results.bars(everything())}

    assert bars == {
        "URLs/s, news pages at 0 ms, of tuned lychee's": (2.0, True),
        "CPU per URL, news pages at 0 ms, of tuned lychee's": (1.0, True),
        "memory, news pages at 0 ms, of tuned lychee's": (0.25, True),
        "stored through Celery, news pages at 0 ms, of tuned lychee alone": (0.7, False),
        "hostile mix, share told as the truth says": (0.5, False),
        "answers later than their deadline": (0, True),
        "MB by which bombs make us grow": (12, True),
    }


def test_what_lacks_a_peer_is_not_measured():
    found = everything()
    del found.clean[0].figures[contest.LYCHEE]

    assert [bar.reached for bar in results.bars(found)][:4] == [None] * 4


def test_results_are_written_between_the_marks(tmp_path):
    page, picture = tmp_path / "page.md", tmp_path / "picture.svg"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")

    report.write(everything(), page, picture)

    written = page.read_text(encoding="utf-8")
    row = "| ours, tuned | how | 2,000 | 2.00 | 50 | 60 | 0.25 |"
    assert [written.count(part) for part in ("before\n", "\nafter\n", "\nold\n", row)] == [
        1,
        1,
        0,
        1,
    ]
    assert "| 404 | gone 404 | ✗ ok 1, gone 404 1 |" in written.splitlines()


def test_the_picture_says_in_words_what_it_shows():
    drawn = ET.fromstring(plot.drawn(everything()))

    names = [part.tag.rpartition("}")[2] for part in drawn]
    said = "ours, tuned 2,000, lychee, tuned 1,000, ours, stored through Celery 700."
    assert names[:3] == ["title", "desc", "style"]
    assert (drawn[0].text, drawn[1].text) == (
        "URLs checked per second",
        f"news pages at 0 ms: {said}",
    )
    assert names.count("rect") == 3


def test_a_missing_peer_is_skipped_with_a_message(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")

    found = classes.available(["lychee", "linkinator"])

    assert found == []
    assert capsys.readouterr().err == f"{lychee.MISSING}\n{linkinator.MISSING}\n"


def test_a_program_that_fails_is_told_with_its_last_words():
    with pytest.raises(measuring.Failed) as failed:
        measuring.run([sys.executable, "-c", "import sys; sys.exit('no such luck')"])

    assert str(failed.value).endswith("ended with 1.\nno such luck\n")


def test_the_page_has_the_marks():
    text = Path(report.PAGE).read_text(encoding="utf-8")

    assert (text.count(report.BEGIN), text.count(report.END)) == (1, 1)
