"""Find, or bring, a Chromium for the browser tests. `python -m tests.e2e.browser` says which.

Every candidate has to start and lay out a page: a program that exists proves nothing (missing
libraries, no fonts, a wrapper that only prints how to install it).
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.e2e import chromium_package

ROOT = Path(__file__).resolve().parents[2]
BROUGHT = ROOT / "var" / "chromium"  # not under FACTCHECK_STATE: a test run throws that away
START_MILLISECONDS = 30_000
FLAGS = [
    "--headless",
    "--no-sandbox",  # in containers and as root Chromium has no sandbox; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
PLAYWRIGHT_PATTERNS = (
    "chromium_headless_shell-*/*/headless_shell",
    "chromium_headless_shell-*/*/chrome-headless-shell",
    "chromium-*/*/chrome",
    "chromium-*/*/*.app/Contents/MacOS/*",
)
NONE_FOUND = (
    "NO BROWSER: no Chromium was found on this machine and none could be brought, so the browser "
    "tests did not run. Install one (Debian: apt-get install chromium) or name one in CHROME_BIN."
)


@dataclass(frozen=True)
class Browser:
    """What Playwright needs: `launch(executable_path=…, env=…, args=FLAGS)`."""

    executable: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str | float | bool]:
        return {**os.environ, **self.variables}

    def works(self) -> bool:
        with sync_playwright() as playwright, contextlib.suppress(Error):
            chromium = playwright.chromium.launch(
                executable_path=self.executable,
                env=self.environment,
                args=FLAGS,
                timeout=START_MILLISECONDS,
            )
            with contextlib.closing(chromium):
                page = chromium.new_page()
                page.set_content("<p>seen</p>")
                height = page.evaluate("document.querySelector('p').offsetHeight")
                return page.inner_text("p") == "seen" and bool(height > 0)
        return False


def require() -> Browser:
    """A working browser, else the test is skipped loudly; where CI is set it fails.

    Not to be called while a Playwright of the caller's is running in the same thread.
    """
    found = find()
    if found is None and os.environ.get("CI"):
        pytest.fail(NONE_FOUND, pytrace=False)
    if found is None:
        pytest.skip(NONE_FOUND)
    return found


def find() -> Browser | None:
    """The first that works: present ones first, then brought ones. One process brings at a time."""
    BROUGHT.parent.mkdir(exist_ok=True)
    with BROUGHT.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for way in (named, system, cached_by_playwright, brought_before):
            if found := first_working(way()):
                return found
        for bring in (install_with_playwright, install_with_npm, install_with_apt):
            if found := first_working(bring()):
                return found
    return None


def first_working(candidates: Iterator[Browser]) -> Browser | None:
    return next((candidate for candidate in candidates if candidate.works()), None)


def named() -> Iterator[Browser]:
    if chosen := os.environ.get("CHROME_BIN"):
        yield Browser(Path(chosen))


def system() -> Iterator[Browser]:
    for name in NAMES:
        if found := shutil.which(name):
            yield Browser(Path(found))
    yield from (Browser(place) for place in MAC_PLACES if place.exists())


def cached_by_playwright() -> Iterator[Browser]:
    default = "Library/Caches" if sys.platform == "darwin" else ".cache"
    configured = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    cache = Path(configured) if configured else Path.home() / default / "ms-playwright"
    for pattern in PLAYWRIGHT_PATTERNS:
        yield from (Browser(found) for found in sorted(cache.glob(pattern), reverse=True))


def brought_before() -> Iterator[Browser]:
    if (BROUGHT / "chromium").exists():
        variables = {"LD_LIBRARY_PATH": str(BROUGHT / "lib"), "FONTCONFIG_PATH": str(BROUGHT)}
        yield Browser(BROUGHT / "chromium", variables)


def install_with_playwright() -> Iterator[Browser]:
    _quietly(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
    yield from cached_by_playwright()


def install_with_npm() -> Iterator[Browser]:
    _attempt(lambda: chromium_package.unpack_into(BROUGHT))
    yield from brought_before()


def install_with_apt() -> Iterator[Browser]:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _quietly("apt-get", "update", "-q")
        options = ("-y", "-q", "--no-install-recommends")
        _quietly("apt-get", "install", *options, "chromium", "fonts-dejavu-core")
        yield from system()


def _quietly(*command: str) -> None:
    _attempt(
        lambda: subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=600,
            check=True,
        )
    )


def _attempt(action: Callable[[], object]) -> None:
    """One way of several: when it fails the next is tried, and the log says so."""
    try:
        action()
    except (subprocess.SubprocessError, OSError) as error:
        sys.stderr.write(f"browser: {error}\n")


def main() -> int:
    found = find()
    sys.stdout.write(f"{found.executable}\n" if found else f"{NONE_FOUND}\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
