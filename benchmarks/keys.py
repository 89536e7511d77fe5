"""From a key press to its answer on screen, with 300 candidates on the page: 100 ms at the median.

    python -m benchmarks.keys [--candidates 300] [--rounds 20]

A whole desk is started (PostgreSQL, granian, worker) and a real Chromium. A press is timed in the
page: from the time stamp of its event to the end of the first frame that shows what it does. For
`e`, `u` and `U` the desk is asked in between; `a` and `x` show what they do before it answers.
"""

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from factcheck import embedded
from factcheck.embedded.state import State
from tests.e2e import browser, people, running

LIMIT_MS = 100.0
WORDS = "In week {n} the harbour of Port Almond handled {m} containers, the port authority said."
WATCH = """
() => {
  const here = document.querySelector("[data-item][aria-current=true]");
  const state = { id: here?.id };
  window.watching = new Promise((tell) => {
    const seen = (began) => requestAnimationFrame(() => {
      if (!(DONE)) return seen(began);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell(performance.now() - began);
      port2.postMessage(0);
    });
    addEventListener("keydown", (event) => seen(event.timeStamp), { capture: true, once: true });
  });
}
"""
HERE = "document.querySelector('[data-item][aria-current=true]')"
MOVED = f"{HERE} && {HERE}.id !== state.id"
SLOT = "document.querySelector('[data-slot] form')"
TICK = f"{HERE}.querySelector('input[name=claim]').checked"
KEYS = (
    ("j", "next", MOVED),
    ("a", "accept", f"{MOVED} && document.getElementById(state.id).dataset.status === 'accepted'"),
    ("x", "dismiss", f"{MOVED} && document.getElementById(state.id).dataset.status==='dismissed'"),
    ("U", "undo my last step", f"{HERE} && {HERE}.id !== state.id"),
    ("k", "previous", MOVED),
    ("j", "next", MOVED),
    ("s", "tick", TICK),
    ("s", "untick", f"!{TICK}"),
    ("e", "edit in the row", SLOT),
    ("Escape", "close it", f"!{SLOT}"),
    ("v", "select a word", "!getSelection().isCollapsed"),
    ("Shift+ArrowRight", "select one more", "getSelection().toString().includes(' ')"),
    ("Escape", "end selecting", "getSelection().isCollapsed"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-", dir="/tmp") as directory:
        place = Path(directory)
        place.chmod(0o711)
        with embedded.running(State(place), throwaway=True) as servers:
            os.environ |= {
                "DATABASE_URL": servers.database_url(),
                "CELERY_BROKER_URL": servers.broker_url(),
                "FACTCHECK_SECRET_KEY": "only-for-benchmarks",
            }
            _measure(place / "desk", arguments.candidates, arguments.rounds)


def _measure(directory: Path, candidates: int, rounds: int) -> None:
    directory.mkdir()
    found = browser.require()
    with running.desk(directory) as started, sync_playwright() as playwright:
        people.hire(started, ("rita", "Rita", "Sol", "reviewer"))
        chromium = playwright.chromium.launch(
            executable_path=found.executable, env=found.environment, args=browser.FLAGS
        )
        page = people.member(chromium, started, "rita")
        sentences = (WORDS.format(n=n, m=4000 + n) for n in range(candidates))
        page.get_by_label("Add an article").fill("\n\n".join(sentences))
        page.get_by_role("button", name="Find claims").click()
        page.locator("[data-item]").first.wait_for()
        rows = page.locator("[data-item]").count()
        _tell(rows, _rounds(page, rounds))


def _rounds(page: Page, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    page.keyboard.press("j")
    for _ in range(rounds):
        for key, name, done in KEYS:
            page.evaluate(WATCH.replace("DONE", done))
            page.keyboard.press(f"Shift+{key}" if key.isupper() and len(key) == 1 else key)
            times.setdefault(f"{key} {name}", []).append(page.evaluate("window.watching"))
    return times


def _tell(rows: int, times: dict[str, list[float]]) -> None:
    print(f"{rows} candidates on the page, limit {LIMIT_MS:.0f} ms at the median\n")
    print("| key | presses | median ms | slowest ms | of the limit |\n|---|---|---|---|---|")
    everything = [each for taken in times.values() for each in taken]
    for name, taken in [*times.items(), ("any of them", everything)]:
        middle = statistics.median(taken)
        share = middle / LIMIT_MS
        print(f"| {name} | {len(taken)} | {middle:.1f} | {max(taken):.1f} | {share:.2f} |")


if __name__ == "__main__":
    main()
