"""The harness that measures splitting, on its own sample files."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.splitting import (
    __main__,
    attribution,
    clauses,
    fuzz_readers,
    fuzz_targets,
    fuzzing,
    intervals,
    labelled,
    sentence_spans,
    speed,
)
from benchmarks.splitting.intervals import Counts
from claims import splitting

SAMPLES = sorted(speed.SAMPLES.glob("*.jsonl"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_file_is_measured(path):
    lines = __main__.measured(path)

    assert lines[0] == f"{path.name}: {len(labelled.read(path))} texts"
    assert " [" in lines[1]


def test_labelled_sentences_that_are_ours_score_one():
    row = {"text": "Rain fell. It stopped.", "sentences": ["Rain fell.", "It stopped."]}

    assert sentence_spans.counted(row, sentence_spans.ours) == Counts(2, 2, 2, 2)


def test_a_sentence_cut_elsewhere_is_no_hit():
    row = {"text": "Rain fell. It stopped.", "sentences": ["Rain fell. It stopped."]}

    assert sentence_spans.counted(row, sentence_spans.ours) == Counts(0, 2, 1, 0)


def test_an_attribution_counts_with_its_kind_only():
    text = "Anna Cole said that the bank closed 40 branches."
    labels = [{"quote": "the bank closed 40 branches", "kind": "named", "claimant": "Cole"}]
    wrong = [labels[0] | {"kind": "unnamed"}]

    assert attribution.counted({"text": text, "attributions": labels}) == Counts(1, 1, 1, 1)
    assert attribution.counted({"text": text, "attributions": wrong}) == Counts(0, 1, 1, 0)
    assert attribution.claimants({"text": text, "attributions": labels}) == Counts(1, 1, 1, 1)


def test_each_clause_needs_a_candidate_of_its_own():
    text = "Rain fell for nine days."
    row = {"text": text, "clauses": ["Rain fell for nine days", "Rain fell for nine days."]}

    assert clauses.counted(row) == Counts(1, 1, 2, 1)


def test_f1_is_of_all_rows_together():
    rows = [Counts(1, 2, 2, 1), Counts(0, 0, 2, 0)]

    assert (intervals.precision(rows), intervals.recall(rows)) == (0.5, 0.25)
    assert intervals.f1(rows) == pytest.approx(1 / 3)
    assert intervals.f1([Counts(0, 0, 0, 0)]) == 0.0


def test_an_interval_holds_its_figure_and_is_the_same_twice():
    rows = [Counts(hit, 1, 1, hit) for hit in (0, 1, 1, 1) * 10]

    once, again = intervals.figure(rows, intervals.f1), intervals.figure(rows, intervals.f1)

    assert once == again
    assert 0.5 < once.low < once.value < once.high < 1.0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "line 1: not JSON (Expecting property name enclosed in double quotes)."),
        ('{"sentences": []}', "line 1: no object with a `text`."),
        ("\n", "no rows."),
    ],
)
def test_a_file_of_another_shape_is_refused_with_the_line(tmp_path, content, problem):
    path = tmp_path / "rows.jsonl"
    path.write_text(content)

    with pytest.raises(labelled.UnknownShape) as refused:
        labelled.read(path)

    assert str(refused.value).removeprefix(f"{path}").lstrip(",: ") == problem


def test_a_file_without_labels_is_refused_on_the_command_line(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "Rain fell."}')

    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.splitting", str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    assert (run.returncode, run.stderr) == (
        2,
        (
            f"{path}: its rows have none of `sentences`, `label`, `attributions`, `clauses` to "
            "measure.\n"
        ),
    )


def test_articles_to_time_have_the_length_asked_for():
    made = speed.articles(3, 200)

    assert [200 <= len(text.split()) < 280 for text in made] == [True] * 3
    assert len(set(made)) == 3
    speed.ours(made[0])


TARGETS = [*fuzz_targets.TARGETS, *fuzz_readers.READERS]


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_fuzz_target_takes_its_seeds_and_some_mutations(target):
    inputs = [*target.seeds, *(fuzzing.mutated(target, random.Random(n)) for n in range(6))]

    for given in inputs:
        target.check(given)

    assert {type(given) for given in inputs} == {type(target.seeds[0])}


def test_a_candidate_that_is_not_its_slice_is_reported():
    found = splitting.split("The mine closed in May. The town lost 300 jobs.", language="en")

    assert fuzz_targets.broken_promise("x" * 100, found) == "'The mine closed in May.' is not at 0"
