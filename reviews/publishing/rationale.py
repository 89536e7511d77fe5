"""The rationale: Markdown as an editor writes it, HTML as a reader may safely see it."""

from collections.abc import Collection

import nh3

from reviews import citations as citing

TAGS = {
    "p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}


def render(
    markdown: str, *, citations: Collection[int], mark_unknown: bool = False, top: int = 3
) -> str:
    """Sanitised HTML; `[n]` links to evidence n, if n is one of the `citations`.

    With `mark_unknown`, for those who write, any other `[n]` is marked. Headings start at h3, below
    those of the page, or at the level `top`. Raw HTML shows as text; images are left out, since a
    reader's browser would fetch them from somebody else.
    """
    parser = citing.parser()
    env = {"citations": citations, "mark": mark_unknown}
    tokens = parser.parse(markdown, env)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + top - 1)}"
    html = parser.renderer.render(tokens, parser.options, env)
    tags = TAGS | {f"h{top}"} | ({"mark"} if mark_unknown else set())
    return nh3.clean(html, tags=tags, url_schemes=SCHEMES, link_rel="nofollow noopener")
