"""Load from a process of its own, through libcurl: `python -m benchmarks.publishing.load URL ...`.

Prints JSON: requests/s, latencies in ms, failures. With `--rate`, requests start when they are due,
however slow the answers are, and a latency counts from that moment (no coordinated omission).
"""

import argparse
import json
import threading
import time
from dataclasses import dataclass, field

import pycurl


@dataclass
class Seen:
    taken: list[float] = field(default_factory=list)
    failed: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--rate", type=float, default=0.0, help="requests/s; 0: as many as go")
    asked = parser.parse_args()
    print(json.dumps(run(asked.url, asked.seconds, asked.connections, asked.rate)))


def run(url: str, seconds: float, connections: int, rate: float) -> dict[str, float]:
    seen = [Seen() for _ in range(connections)]
    began = time.perf_counter()
    threads = [
        threading.Thread(target=_ask, args=(url, began, began + seconds, rate / connections, each))
        for each in seen
    ]
    for at, thread in enumerate(threads):
        thread.start()
        time.sleep(1 / rate if rate and at < connections else 0)  # spread over the first moments
    for thread in threads:
        thread.join()
    lasted = time.perf_counter() - began
    taken = sorted(one for each in seen for one in each.taken)
    return {
        "per_second": len(taken) / lasted,
        "median": _at(taken, 0.5),
        "p95": _at(taken, 0.95),
        "p99": _at(taken, 0.99),
        "failed": sum(each.failed for each in seen),
    }


def _ask(url: str, began: float, until: float, rate: float, seen: Seen) -> None:
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.WRITEFUNCTION, lambda got: None)
    curl.setopt(pycurl.NOSIGNAL, 1)
    due = time.perf_counter()
    while due < until:
        if (early := due - time.perf_counter()) > 0:
            time.sleep(early)
        start = due if rate else time.perf_counter()
        curl.perform()
        seen.taken.append((time.perf_counter() - start) * 1000)
        seen.failed += curl.getinfo(pycurl.RESPONSE_CODE) != 200
        due = due + 1 / rate if rate else time.perf_counter()
    curl.close()


def _at(taken: list[float], share: float) -> float:
    return taken[min(len(taken) - 1, int(len(taken) * share))] if taken else 0.0


if __name__ == "__main__":
    main()
