"""linkinator, the link checker of the npm world, on a page that links to the addresses.

    python -m benchmarks.links.linkinator [--urls 2000] [--latency 0]

From npm: `npm install linkinator`, then put node_modules/.bin on PATH. It asks with HEAD and only
where that fails with GET, so that it reads no page; it has no limit per host.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from benchmarks.links import measuring, truth

MISSING: Final = (
    "linkinator is not compared: it is not on PATH. "
    "npm install linkinator brings it, in node_modules/.bin."
)
GOOD: Final = (0, 1)
"""1 is linkinator's status when it found broken links."""

AT_ONCE: Final = 200
FEWER: Final = 2_000
"""Addresses it is measured with: it is too slow for all of them, and no quicker with more."""


def program() -> str | None:
    """Where linkinator is, if it is."""
    return measuring.program("linkinator")


def command(page: Path, *, timeout: int = 20, tell_all: bool = False) -> list[str]:
    """`page` links to the addresses; linkinator serves it to itself."""
    return [
        *(program() or "linkinator", str(page), "--format", "json"),
        *("--concurrency", str(AT_ONCE), "--timeout", str(timeout * 1000)),
        *("--verbosity", "info" if tell_all else "error"),
    ]


def write(page: Path, urls: Iterable[str]) -> Path:
    links = "".join(f'<li><a href="{escape(url)}">a page</a></li>\n' for url in urls)
    page.write_text(f"<!doctype html><title>List</title><ul>{links}</ul>", encoding="utf-8")
    return page


def verdicts(page: Path, *, authority: str, timeout: int) -> dict[str, bool]:
    """By address whether linkinator calls it well."""
    ran = measuring.run(
        command(page, timeout=timeout, tell_all=True),
        good=GOOD,
        environment={"NODE_EXTRA_CA_CERTS": authority},
    )
    found = json.loads(ran.output[ran.output.index("{") :])
    return {each["url"]: each["state"] == "OK" for each in found["links"]}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.links.linkinator", description=__doc__
    )
    parser.add_argument("--urls", type=int, default=FEWER)
    parser.add_argument("--latency", type=int, default=0, help="milliseconds")
    options = parser.parse_args()
    if not program():
        parser.exit(2, MISSING + "\n")
    with tempfile.TemporaryDirectory() as folder, measuring.site(options.latency) as served:
        urls = [case.url for case in truth.clean(options.urls, served.ports)]
        cost = measuring.run(command(write(Path(folder) / "list.html", urls)), good=GOOD)
        print(
            f"linkinator ({AT_ONCE} at once): {options.urls / cost.seconds:,.0f} URLs/s, "
            f"{cost.cpu / options.urls * 1e6:,.0f} µs CPU each, {cost.memory:.0f} MB"
        )


if __name__ == "__main__":
    main()
