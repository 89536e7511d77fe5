"""Whatever bytes come in, a reading comes out or a refusal in words: never anything else."""

import random

import hypothesis
import pytest
from hypothesis import strategies as st

from claims.exceptions import UnusableText
from claims.ingestion import formats
from claims.ingestion.formats import Kind, guarded
from tests.claims.ingestion import documents
from tests.claims.ingestion.formats.test_html import PAGE
from tests.claims.ingestion.formats.test_markdown import NOTES

SEEDS = {
    "pdf": documents.pdf(documents.PARAGRAPHS[:3]),
    "docx": documents.report(),
    "html": PAGE.encode(),
    "markdown": NOTES.encode(),
}


def outcome(body: bytes, **hints: str) -> str:
    """What came of it; anything but a reading or UnusableText fails the test."""
    try:
        read, _ = formats.read(body, **hints)
    except UnusableText as refused:
        return "refused" if len(str(refused)) > 20 else "refused without a word"
    assert read.text.strip()
    assert not set("\0\r") & set(read.text + read.title + read.author)
    read.text.encode()
    return "read"


def mutated(body: bytes, chance: random.Random) -> bytes:
    """Bytes turned, runs of them taken out, doubled, or put in another place."""
    damaged = bytearray(body)
    for _ in range(chance.randint(1, 30)):
        at, run = chance.randrange(len(damaged)), chance.randint(1, 200)
        kind = chance.randrange(4)
        if kind == 0:
            damaged[at] = chance.randrange(256)
        elif kind == 1 and len(damaged) > 2 * run:
            del damaged[at : at + run]
        elif kind == 2:
            damaged[at:at] = damaged[at : at + run]
        else:
            damaged[at : at + run] = chance.randbytes(run)
    return bytes(damaged)


@pytest.mark.parametrize("name", SEEDS)
def test_real_files_with_damage_are_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    tries = 400 if name in ("html", "markdown") else 25  # these start a process each

    outcomes = {outcome(mutated(SEEDS[name], chance)) for _ in range(tries)}

    assert outcomes <= {"read", "refused"}


@pytest.mark.parametrize("name", ["pdf", "docx"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_files_that_are_cut_off_are_read_or_refused(name: str, share: float) -> None:
    body = SEEDS[name]

    assert outcome(body[: int(len(body) * share)]) in ("read", "refused")


@hypothesis.settings(max_examples=150)
@hypothesis.given(st.binary(max_size=2000), st.sampled_from(["", "text/html", "text/markdown"]))
def test_random_bytes_are_read_or_refused(body: bytes, declared: str) -> None:
    assert outcome(body, content_type=declared) in ("read", "refused")


@hypothesis.settings(max_examples=150)
@hypothesis.given(st.text(max_size=2000), st.sampled_from(["", "notes.md", "page.html"]))
def test_random_text_is_read_or_refused(text: str, name: str) -> None:
    assert outcome(text.encode("utf-8", "surrogatepass"), name=name) in ("read", "refused")


@pytest.mark.parametrize("program", ["pdf", "docx"])
def test_a_reader_that_breaks_takes_nobody_with_it(program: str) -> None:
    with pytest.raises(UnusableText, match="damaged, or too large or too complicated"):
        guarded.run(program, b"%PDF-1.7" + bytes(100))


def test_a_document_of_many_pages_is_read_in_time() -> None:
    """It has more letters than an article may have: told with the limit."""
    with pytest.raises(UnusableText, match="characters; an article may have"):
        formats.read(documents.drawn(["The harbour of Port Almond is busy. " * 4] * 4000))


def test_a_declared_type_does_not_hide_what_the_bytes_are() -> None:
    read, kind = formats.read(SEEDS["docx"], content_type="text/html", name="page.html")

    assert (kind, read.title) == (Kind.DOCX, "Harbour report")
