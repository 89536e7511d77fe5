"""Selecting words of an article in a browser, and what the desk made of it."""

from typing import Any

import psycopg
from playwright.sync_api import Page

from tests.e2e.running import Desk

SELECT = """
([from, to]) => {
  // Each is a paragraph and a number of UTF-16 code units into it.
  const place = ([number, offset]) => {
    const block = document.querySelectorAll("[data-article-text] [data-start]")[number];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (offset > node.data.length) {
      offset -= node.data.length;
      node = walker.nextNode();
    }
    return [node, offset];
  };
  document.getSelection().setBaseAndExtent(...place(from), ...place(to));
}
"""
LIFT = """
() => {
  document.dispatchEvent(new PointerEvent("pointerup"));
  const value = (name) => document.querySelector("[data-selection-form]").elements[name].value;
  return [value("start"), value("end"), value("quote")];
}
"""
SEND = """
async () => {
  const form = document.querySelector("[data-selection-form]");
  const body = new FormData(form);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
  return answer.type === "opaqueredirect" ? 302 : answer.status;
}
"""
Point = tuple[int, int]


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines that hold text, each with where it begins."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def select(page: Page, text: str, first: Point, last: Point) -> None:
    """From one point to another: each is a line of `lines_of` and a code point of it."""
    lines = lines_of(text)
    points = [[line, units(lines[line][1][:at])] for line, at in (first, last)]
    page.evaluate(SELECT, points)


def stored(desk: Desk, page: Page, what: str) -> list[tuple[Any, ...]]:
    """`what` of the claims of the article on the page, in the order in which they came."""
    article = int(page.url.split("/articles/")[1].split("/")[0])
    query = f"SELECT {what} FROM claims_claim WHERE article_id = %s ORDER BY id"
    with psycopg.connect(desk.environment["DATABASE_URL"]) as connection:
        return connection.execute(query, [article]).fetchall()


def text_of(desk: Desk, page: Page) -> str:
    """The text of the article on the page, as the desk keeps it."""
    article = int(page.url.split("/articles/")[1].split("/")[0])
    with psycopg.connect(desk.environment["DATABASE_URL"]) as connection:
        found = connection.execute("SELECT text FROM claims_article WHERE id = %s", [article])
        return str(found.fetchall()[0][0])
