"""Lighthouse on the fact-check page, the queue, and a workbench with fifty pieces of evidence.

    npm install --prefix /tmp/lighthouse lighthouse@12
    python -m benchmarks.lighthouse /tmp/lighthouse/node_modules/.bin/lighthouse [--rounds 3]

A whole desk is started (PostgreSQL, granian, worker) with the sample work. The public page is
measured as on a telephone with a slow network, which is Lighthouse's default; the desk's screens as
on a desk. Of several rounds the median counts: a busy machine lowers single ones. Lighthouse 12
runs on Node 18 and newer; it is no dependency of the desk.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from factcheck import embedded
from factcheck.embedded.state import State
from tests.e2e import browser, running, walking

LIMIT = 95
PIECES = 50
CATEGORIES = ("performance", "accessibility", "best-practices")
MAKE = """
from factcheck.accounts.models import User
from reviews.models import Stance
from reviews.states import Status
from tests import make
import itertools, time
make._numbers = itertools.count(time.time_ns())
author = User.objects.get(username="ada")
made = make.review(Status.IN_REVIEW, by=author)
stances = [Stance.SUPPORTS, Stance.REFUTES, Stance.CONTEXT]
for number in range({pieces} - made.evidence.count()):
    make.evidence(made, by=author, stance=stances[number % 3])
print(made.pk)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lighthouse", type=Path, help="the program that npm installed")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-", dir="/tmp") as directory:
        place = Path(directory)
        place.chmod(0o711)
        with embedded.running(State(place), throwaway=True) as servers:
            os.environ |= {
                "DATABASE_URL": servers.database_url(),
                "CELERY_BROKER_URL": servers.broker_url(),
                "FACTCHECK_SECRET_KEY": "only-for-benchmarks",
                "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            }
            (place / "desk").mkdir()
            with running.desk(place / "desk", samples=True) as desk:
                _measure(desk, arguments.lighthouse, arguments.rounds)


def _measure(desk: running.Desk, lighthouse: Path, rounds: int) -> None:
    review = desk.manage("shell", "-v0", "-c", MAKE.format(pieces=PIECES)).split()[-1]
    found = browser.require()
    fact_check, cookie = _looked_up(desk, found)
    pages = (
        ("fact-check page, telephone", fact_check, ()),
        ("queue", "/reviews/", ("--preset=desktop",)),
        (f"workbench, {PIECES} pieces", f"/reviews/{review}/", ("--preset=desktop",)),
    )
    print(f"Median of {rounds}, limit {LIMIT}\n")
    print(f"| page | {' | '.join(CATEGORIES)} | lowest of the limit |\n|---|---|---|---|---|")
    for name, path, options in pages:
        command = [str(lighthouse), desk.url + path, *options]
        taken = [_scores(command, cookie, found) for _ in range(rounds)]
        middle = [statistics.median(each) for each in zip(*taken, strict=True)]
        figures = " | ".join(f"{each:.0f}" for each in middle)
        print(f"| {name} | {figures} | {min(middle) / LIMIT:.2f} |", flush=True)


def _looked_up(desk: running.Desk, found: browser.Browser) -> tuple[str, str]:
    """The address of a fact-check, and the cookies of a person who is signed in."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found.executable, env=found.environment, args=browser.FLAGS
        )
        page = chromium.new_context(base_url=desk.url).new_page()
        walking.sign_in(page, desk)
        page.goto("/fact-checks/")
        links = page.locator("main a[href^='/fact-checks/']", has_text="4,210 containers")
        cookies = page.context.cookies()
        return (
            links.first.get_attribute("href") or "",
            "; ".join(f"{each.get('name')}={each.get('value')}" for each in cookies),
        )


def _scores(command: list[str], cookie: str, found: browser.Browser) -> list[float]:
    done = subprocess.run(
        [
            *command,
            *("--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"),
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            f"--extra-headers={json.dumps({'Cookie': cookie})}",
        ],
        env={**os.environ, "CHROME_PATH": str(found.executable)},
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)["categories"]
    return [round(100 * (told[name]["score"] or 0)) for name in CATEGORIES]


if __name__ == "__main__":
    main()
