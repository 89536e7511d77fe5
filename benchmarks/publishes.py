"""500 publications and corrections of the same 50 fact-checks at once, told to two webhooks.

    python -m benchmarks.publishes [--checks 50] [--versions 10] [--people 16]

PostgreSQL waits for the disk as in production. Two real workers send; one is killed with -9 as soon
as a fifth has arrived. Prints what was counted and ends with 1 where a promise is broken: versions
without gaps, chains and digests that hold, every message at both receivers under the id it has.
"""

import argparse
import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import desk

ROOT = Path(__file__).resolve().parents[1]
SEND = (
    "import django, time; django.setup()\n"
    "from reviews.webhooks import sending\n"
    "while True:\n"
    "    sending.run_due()\n"
    "    time.sleep(0.2)\n"
)
LONGEST_WAIT = 180.0
"""Seconds for what is left: the lease of the killed worker ends after 60."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=50)
    parser.add_argument("--versions", type=int, default=10, help="of each check")
    parser.add_argument("--people", type=int, default=16, help="who do it at once")
    asked = parser.parse_args()
    os.environ["FACTCHECK_OUTBOUND_ALLOW_NETWORKS"] = "127.0.0.0/8"
    with desk.running(durable=True):
        broken = _run(checks=asked.checks, versions=asked.versions, people=asked.people)
    for each in broken:
        print(f"BROKEN: {each}")
    sys.exit(bool(broken))


def _run(*, checks: int, versions: int, people: int) -> list[str]:
    from django.utils import timezone  # noqa: PLC0415 - settings exist from here on

    from reviews.models import WebhookKind  # noqa: PLC0415
    from reviews.webhooks import endpoints  # noqa: PLC0415
    from tests import make  # noqa: PLC0415
    from tests.reviews.webhooks.receivers import receiving  # noqa: PLC0415
    from tests.reviews.webhooks.storm import Storm  # noqa: PLC0415

    storm = Storm(checks=checks, versions=versions, people=people)
    storm.prepare()
    with receiving() as receiver:
        for path in ("/one", "/two"):
            endpoints.add(
                url=f"{receiver.url}{path}", kinds=list(WebhookKind), by=make.editor(),
                now=timezone.now(),
            )  # fmt: skip
        workers = [_worker() for _each in range(2)]
        fifth = checks * versions * 2 * 2 // 5  # a reopening is told, too

        def kill_one() -> None:
            if len(receiver.got) > fifth:
                _kill(workers[0])

        try:
            storm.run(meanwhile=kill_one)
            killed = workers[0].poll() is not None
            left = _wait()
        finally:
            for worker in workers:
                _kill(worker)
        arrived = {path: [got.uid for got in receiver.at(path)] for path in ("/one", "/two")}
    print(
        f"{storm.published} versions of {checks} checks by {people} people in {storm.took:.1f} s:"
    )
    print(f"  {storm.published / storm.took:.1f}/s; {storm.refused} times somebody came second")
    print(
        f"  a worker was killed meanwhile: {'yes' if killed else 'NO'}; the rest took {left:.1f} s"
    )
    return [*_versions(checks, versions), *_messages(arrived), *([] if killed else ["no kill"])]


def _versions(checks: int, versions: int) -> list[str]:
    from reviews.models import PublishedVersion  # noqa: PLC0415 - settings exist from here on
    from reviews.publishing import proving  # noqa: PLC0415

    rows = PublishedVersion.objects.order_by("publication", "number")
    numbers = list(rows.values_list("publication", "number"))
    by_check = [
        [n for _, n in group] for _, group in itertools.groupby(numbers, lambda row: row[0])
    ]
    faults = list(proving.faults())
    print(f"  {len(numbers)} versions; faults in chains and digests: {len(faults)}")
    whole = by_check == [list(range(1, versions + 1))] * checks
    return faults + ([] if whole else ["versions are not numbered from 1 without gaps"])


def _messages(arrived: dict[str, list[str]]) -> list[str]:
    from reviews.models import Delivery  # noqa: PLC0415 - settings exist from here on

    broken = []
    for path, uids in arrived.items():
        written = set(
            Delivery.objects.filter(endpoint__url__endswith=path).values_list("uid", flat=True)
        )
        print(f"  {path}: {len(written)} messages written, {len(uids)} requests received")
        if missing := len(written - set(uids)):
            broken.append(f"{path}: {missing} messages never arrived")
        if unknown := len(set(uids) - written):
            broken.append(f"{path}: {unknown} ids that nobody wrote")
    return broken


def _wait() -> float:
    """Seconds until nothing waits any more."""
    from reviews.models import Delivery  # noqa: PLC0415 - settings exist from here on

    began = time.monotonic()
    while Delivery.objects.waiting().exists() and time.monotonic() - began < LONGEST_WAIT:
        time.sleep(0.2)
    return time.monotonic() - began


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SEND], cwd=ROOT, start_new_session=True)


def _kill(worker: subprocess.Popen[bytes]) -> None:
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(timeout=10)


if __name__ == "__main__":
    main()
