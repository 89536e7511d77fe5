import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.splitting import MAX_BYTES

ROOT = Path(__file__).parents[3]
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"
TEXT = "Zürich’s mine 😀 lost 300 jobs in 2019 and closed a school.\r\n\r\nWhy?\r\n"


@pytest.fixture
def run(monkeypatch, capsys):
    """The command on given standard input; the test runner refuses it any database."""

    def run(*arguments: str, stdin: bytes = b"") -> tuple[str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        call_command("split", *arguments)
        out, err = capsys.readouterr()
        return out, err

    return run


def test_the_command_needs_no_database(tmp_path):
    article = tmp_path / "article.txt"
    article.write_bytes(TEXT.encode())

    done = subprocess.run(
        [sys.executable, "manage.py", "split", str(article), "--format", "jsonl"],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "DATABASE_URL": NOWHERE},
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, b"", 2)


def test_candidates_are_printed_one_json_object_a_line(run, tmp_path):
    article = tmp_path / "article.txt"
    article.write_bytes(TEXT.encode())

    out, err = run(str(article), "--format", "jsonl")

    found = [json.loads(line) for line in out.splitlines()]
    cleaned = TEXT.replace("\r\n", "\n")
    assert err == ""
    assert [(c["quote"], c["kind"]) for c in found] == [
        ("Zürich’s mine 😀 lost 300 jobs in 2019", "quantity"),
        ("closed a school.", "event"),
    ]
    assert [cleaned[c["start"] : c["end"]] for c in found] == [c["quote"] for c in found]


def test_standard_input_is_read_and_the_text_format_is_for_people(run):
    out, _ = run("-", "--language", "en", stdin=b"Officials said the mine closed.")

    assert out.splitlines()[0].startswith("0–31  event  0.")
    assert out.splitlines()[1:3] == [
        "  Officials said the mine closed.",
        "  said by Officials (unnamed)",
    ]


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        (b"", "-: The text is empty. Give a text with at least one sentence."),
        (
            b"a" * (MAX_BYTES + 1),
            (
                "-: The text is larger than 5,242,880 bytes (5 MB), which is the limit. "
                "Split it into several articles."
            ),
        ),
        (b"%PDF-1.7", "-: This is a PDF, not text. Export its text and give that."),
    ],
)
def test_unreadable_input_is_one_clear_sentence(run, stdin, message):
    with pytest.raises(CommandError) as refused:
        run("-", "--format", "jsonl", stdin=stdin)

    assert str(refused.value) == message


def test_a_file_that_is_not_there_is_named(run):
    with pytest.raises(CommandError) as refused:
        run("no-such-file.txt")

    assert str(refused.value) == "no-such-file.txt cannot be read: No such file or directory."


def test_a_language_that_is_no_tag_is_refused(run):
    with pytest.raises(CommandError) as refused:
        run("-", "--language", "english!", stdin=b"Text.")

    assert str(refused.value) == (
        "Error: argument --language: 'english!' is not a language tag such as en, fa or pt-BR"
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "  last week: needs the day the text appeared"),
        (("--published", "2023-06-14"), "  last week: 2023-06-05–2023-06-11"),
    ],
)
def test_times_are_printed_with_their_days(run, arguments, line):
    out, _ = run("-", *arguments, stdin=b"The mine closed last week.")

    assert out.splitlines()[-1] == line


def test_a_day_that_is_none_is_refused(run):
    with pytest.raises(CommandError) as refused:
        run("-", "--published", "2023-02-30", stdin=b"Text.")

    assert str(refused.value) == (
        "Error: argument --published: '2023-02-30' is not a day such as 2019-02-14"
    )


def test_a_text_without_claims_says_so(run):
    out, err = run("-", stdin=b"Who knows?")

    assert (out, err) == ("", "No checkable claims were found in this text.\n")
