"""PDFs as sources: read apart, searched like pages, never a reason for an exception."""

from __future__ import annotations

import asyncio
import random

import pytest
from aiohttp import web

from factcheck import outbound
from reviews import links
from tests.claims.ingestion import documents
from tests.factcheck.outbound import servers
from tests.reviews.links.looking import seen, told

REPORT = documents.pdf(documents.PARAGRAPHS * 2, columns=documents.TWO_COLUMNS, title="Ports")
WHOLE = documents.PARAGRAPHS[3]
LATE = documents.PARAGRAPHS[11]


def pdf(body: bytes, *, media_type: str = "application/pdf") -> dict[str, servers.Page]:
    return {"/news/article": web.Response(body=body, content_type=media_type)}


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (WHOLE, ("ok", "exact")),
        (LATE[LATE.index("the port authority") :], ("ok", "exact")),
        (WHOLE.replace("the well-known", "the “well-known”"), ("ok", "fuzzy")),
        (WHOLE.replace("4004", "4400"), ("drifted", "numbers")),
        (WHOLE.replace("had paid", "had not paid"), ("drifted", "negation")),
        ("The crane was sold to a neighbouring harbour for scrap", ("drifted", "missing")),
        (None, ("ok", "")),
    ],
    ids=["over columns", "over pages", "nearly", "figures", "negation", "missing", "no quote"],
)
async def test_quotes_are_looked_for_in_documents(quote, expected):
    assert told(await seen(pdf(REPORT), quote=quote)) == expected


async def test_words_broken_at_the_end_of_a_line_are_found_whole():
    lines = [
        "The second crane of Port Almond paid for it-",
        "self within a year, the council heard.",
    ]

    observation = await seen(pdf(documents.drawn(lines)), quote="paid for itself within a year")

    assert told(observation)[0] == "ok"
    assert observation.match is not None
    assert observation.match.found


async def test_title_and_text_of_a_document_are_kept():
    observation = await seen(pdf(REPORT), quote=WHOLE)

    assert (observation.title, observation.media_type, observation.charset) == (
        "Ports",
        "application/pdf",
        "",
    )
    assert observation.text.splitlines()[:2] == ["Harbour figures", documents.PARAGRAPHS[0]]
    assert len(observation.text_sha256) == 64


@pytest.mark.parametrize("media_type", ["application/octet-stream", "application/pdf"])
async def test_a_document_is_known_by_its_type_or_its_first_bytes(media_type):
    observation = await seen(pdf(REPORT, media_type=media_type), quote=WHOLE)

    assert told(observation) == ("ok", "exact")


DAMAGED = {
    "cut off": REPORT[: len(REPORT) // 3],
    "nothing": b"%PDF-1.7",
    "empty": b"",
    "locked": documents.drawn(["The crane is new."], password="let me in"),
    "scanned": documents.drawn([]),
    "noise": b"%PDF-1.7\n" + random.Random(7).randbytes(20_000),
}


@pytest.mark.parametrize("body", DAMAGED.values(), ids=DAMAGED.keys())
async def test_what_holds_no_text_cannot_be_verified(body):
    observation = await seen(pdf(body), quote=WHOLE)

    assert (told(observation), observation.match) == (("ok", "content_type"), None)


@pytest.mark.parametrize("quote", [WHOLE, None], ids=["quote", "none"])
async def test_a_document_beyond_the_limit_cannot_be_read(quote):
    observation = await seen(pdf(REPORT), quote=quote, limits=outbound.Limits(body=2_000))

    assert (told(observation), observation.capped) == (("ok", "body_capped"), True)


async def test_many_documents_are_read_two_at_a_time():
    async with servers.site(pdf(REPORT)) as origin, servers.client() as client:
        url = f"{origin}/news/article"
        batch = [links.inspect(url, WHOLE, client=client) for _ in range(5)]
        outcomes = {told(observation) for observation in await asyncio.gather(*batch)}

    assert outcomes == {("ok", "exact")}
