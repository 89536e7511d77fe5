"""How a fact-check looks elsewhere: picture, card, oEmbed, references."""

import struct
from urllib.parse import urlsplit

import orjson
import pytest
from django.test import Client
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from reviews.models import Publication, PublishedVersion
from tests import published
from tests.published import LATER

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def address(version: PublishedVersion) -> str:
    return f"/fact-checks/{version.publication.slug}/"


def test_the_picture_is_of_the_size_that_is_told(client: Client) -> None:
    version = published.publish()

    response = client.get(f"{address(version)}v/1/share.png")

    body = response.content
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", body[16:24]) == (1200, 630)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_page_tells_its_picture_and_what_it_shows(client: Client) -> None:
    version = published.publish("He said “so” & left.")

    page = LexborHTMLParser(client.get(address(version)).content)

    told = {
        node.attributes["property"]: node.attributes["content"]
        for node in page.css("meta[property^=og]")
    }
    assert told["og:image"] == f"{SITE}{address(version)}v/1/share.png"
    assert told["og:image:alt"] == "Mostly true: “He said “so” & left.” — Factcheck"
    assert client.get(urlsplit(told["og:image"] or "").path).status_code == 200


def test_a_retracted_page_tells_no_picture(client: Client) -> None:
    version = published.publish()
    published.retract(version)

    page = LexborHTMLParser(client.get(address(version)).content)

    assert page.css("meta[property^=og]") == []


def test_a_version_without_picture_is_not_found(client: Client) -> None:
    version = published.publish()

    for number in (2, 99_999_999_999):
        assert client.get(f"{address(version)}v/{number}/share.png").status_code == 404


def test_the_card_may_be_framed_by_anybody_and_runs_nothing(client: Client) -> None:
    version = published.publish()

    response = client.get(f"{address(version)}card/")

    rules = response["Content-Security-Policy"]
    assert "frame-ancestors *" in rules
    assert "script-src 'none'" in rules
    assert "X-Frame-Options" not in response
    assert "Set-Cookie" not in response
    assert LexborHTMLParser(response.content).css("script, style, [style], form") == []


def test_other_pages_may_not_be_framed(client: Client) -> None:
    version = published.publish()

    response = client.get(address(version))

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_the_card_tells_of_flag_and_retraction(client: Client) -> None:
    version = published.publish()
    sound = published.text(client.get(f"{address(version)}card/").content.decode())

    Publication.objects.update(flagged_at=LATER, flag_reason="Gone.")
    flagged = published.text(client.get(f"{address(version)}card/").content.decode())
    published.retract(version)
    gone = published.text(client.get(f"{address(version)}card/").content.decode())

    assert "Needs another look" not in sound
    assert "Needs another look" in flagged
    assert "Retracted Wrong harbour." in gone
    assert "Mostly true" not in gone


def test_oembed_answers_with_the_card(client: Client) -> None:
    version = published.publish()

    told = client.get("/oembed", {"url": f"{SITE}{address(version)}"}).json()

    frame = LexborHTMLParser(told["html"]).css_first("iframe")
    assert frame is not None
    assert (told["version"], told["type"], told["width"], told["height"]) == (
        "1.0",
        "rich",
        600,
        300,
    )
    assert frame.attributes["src"] == f"{SITE}{address(version)}card/"
    assert (told["thumbnail_url"], told["thumbnail_width"]) == (
        f"{SITE}{address(version)}v/1/share.png",
        1200,
    )


def test_the_page_offers_the_same_frame_and_the_address_of_oembed(client: Client) -> None:
    version = published.publish("A “claim” & <more>.")

    page = LexborHTMLParser(client.get(address(version)).content)

    code, link = page.css_first("textarea.embed"), page.css_first("link[type$=json\\+oembed]")
    assert code is not None
    assert link is not None
    found = urlsplit(link.attributes["href"] or "")
    told = client.get(f"{found.path}?{found.query}").json()
    assert code.text() == told["html"]


def test_oembed_keeps_to_the_room_there_is(client: Client) -> None:
    version = published.publish()
    query = {"url": f"{SITE}{address(version)}", "maxwidth": "320", "maxheight": "5000"}

    told = client.get("/oembed", query).json()

    assert (told["width"], told["height"], "thumbnail_url" in told) == (320, 300, False)


def test_oembed_speaks_xml(client: Client) -> None:
    version = published.publish("A & b.")
    query = {"url": f"{SITE}{address(version)}v/1/", "format": "xml"}

    root = etree.fromstring(client.get("/oembed", query).content)

    assert (root.tag, root.findtext("type"), root.findtext("title")) == (
        "oembed",
        "rich",
        "Mostly true: “A & b.” — Factcheck",
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": "http://other.example/fact-checks/x/"}, 404),
        ({"url": f"{SITE}/topics/x/"}, 404),
        ({"url": f"{SITE}/fact-checks/none-1/"}, 404),
        ({"url": f"{SITE}/fact-checks/a%00b/"}, 404),
        ({"url": "http://[::1"}, 404),
        ({"url": "HERE", "format": "yaml"}, 501),
        ({"url": "HERE", "maxwidth": "x"}, 400),
        ({"url": "HERE", "maxwidth": "0"}, 400),
        ({"url": "HERE", "maxwidth": "100"}, 400),
        ({"url": "HERE", "maxheight": "20"}, 400),
    ],
)
def test_what_oembed_cannot_answer_is_refused(
    client: Client, query: dict[str, str], status: int
) -> None:
    here = f"{SITE}{address(published.publish())}"

    asked = {name: value.replace("HERE", here) for name, value in query.items()}

    assert client.get("/oembed", asked).status_code == status


def test_a_reference_names_the_version_it_cites(client: Client) -> None:
    version = published.publish()
    published.correct(version.publication.review)

    latest = client.get(f"{address(version)}cite.csl.json")
    first = client.get(f"{address(version)}v/1/cite.csl.json")

    assert orjson.loads(latest.content)[0]["URL"] == f"{SITE}{address(version)}v/2/"
    assert orjson.loads(first.content)[0]["URL"] == f"{SITE}{address(version)}v/1/"
    assert latest["Content-Type"] == "application/vnd.citationstyles.csl+json"


def test_a_page_leads_to_its_references(client: Client) -> None:
    version = published.publish()

    page = LexborHTMLParser(client.get(address(version)).content)

    links = [node.attributes["href"] or "" for node in page.css("#use a")]
    cites = [link for link in links if "/cite." in link]
    assert len(cites) == 3
    assert [client.get(link).status_code for link in cites] == [200, 200, 200]
