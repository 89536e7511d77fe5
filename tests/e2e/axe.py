"""axe-core in a page: what of WCAG 2.2 A and AA it finds broken."""

from importlib import resources

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SOURCE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()
RUN = """
async ([within, only]) => {
  const asked = { runOnly: only, resultTypes: ["violations"] };
  const { violations } = await axe.run(within || document, asked);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, any }) =>
    [id, target.join(" "), html.slice(0, 160), any.map((each) => each.message)[0] ?? ""].join(" ")
  ));
}
"""


def faults(page: Page, *, rules: list[str] | None = None, within: str = "") -> list[str]:
    """Every violation on the page as it is now, each with the element; of these rules or of all,
    and in the element `within` where one is named.

    The policy of the pages lets no foreign script tag in, so its source is evaluated.
    """
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(SOURCE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(RUN, [within, only])
    return found
