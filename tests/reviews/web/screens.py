"""The screens of sources, and a source whose cited number changed."""

from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from factcheck import door
from factcheck.accounts.models import Role
from reviews import links
from reviews.links import checks, registry, snapshots
from reviews.models import (
    Evidence,
)
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Pages

SOURCES = "/sources/"
QUOTE = "The line made 1,204 crossings in the first half of the year."


def desk(role: Role = Role.REVIEWER) -> Client:
    client = Client()
    client.force_login(make.user(role))
    return client


def page(client: Client, path: str = SOURCES, **query: str) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(path, query).content)


def first(found: LexborHTMLParser | LexborNode, css: str) -> LexborNode:
    """What a page must hold."""
    node = found.css_first(css)
    assert node is not None, css
    return node


def urls(found: LexborHTMLParser) -> list[str]:
    return [under.text().strip() for under in found.css(".table__under.url")]


def drifted(web: Pages) -> Evidence:
    """Evidence of a published verdict whose number changed, as the machine found it."""
    url = web.put("/report", QUOTE)
    review = make.review(Status.PUBLISHED)
    link = registry.register(url, now=NOON)
    copy = snapshots.keep(link, links.inspect_now(url, **door.options()), now=NOON)
    evidence = make.evidence(review, snapshot=copy, quote=QUOTE, start=0, end=len(QUOTE))
    web.put("/report", QUOTE.replace("1,204", "1,240"))
    checks.run_due(worker="test", clock=lambda: NOON)
    evidence.refresh_from_db()
    return evidence
