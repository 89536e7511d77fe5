"""The rationale: Markdown as an editor writes it, HTML as a reader may safely see it."""

import re
from collections.abc import Collection

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

TAGS = {
    "p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}
CITATION = re.compile(r"\[(\d{1,3})\](?![(\[])")


def render(markdown: str, *, citations: Collection[int]) -> str:
    """Sanitised HTML; `[n]` links to evidence n, if n is one of the `citations`.

    Headings start at h3, below those of the page. Raw HTML shows as text; images are left out,
    since a reader's browser would fetch them from somebody else.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.disable("image")
    parser.inline.ruler.before("link", "citation", _citation)
    env = {"citations": citations}
    tokens = parser.parse(markdown, env)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    html = parser.renderer.render(tokens, parser.options, env)
    return nh3.clean(html, tags=TAGS, url_schemes=SCHEMES, link_rel="nofollow noopener")


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    found = CITATION.match(state.src, state.pos)
    if found is None or int(found[1]) not in state.env["citations"]:
        return False
    if not silent:
        state.push("link_open", "a", 1).attrSet("href", f"#evidence-{int(found[1])}")
        state.push("text", "", 0).content = found[0]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
