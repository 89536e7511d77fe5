"""What a process of a worker does before its first task."""

import subprocess
import sys

STARTED = """
import gc
from celery import signals
import factcheck.celery
before = gc.get_freeze_count()
factcheck.celery.app.loader.import_default_modules()
signals.worker_process_init.send(sender=None)
print(before, gc.get_freeze_count() > 100_000, gc.get_threshold()[0] > 700, gc.isenabled())
"""


def test_what_is_loaded_before_the_first_task_is_not_looked_through_again() -> None:
    told = subprocess.run(
        [sys.executable, "-c", STARTED], capture_output=True, text=True, check=True, timeout=60
    )

    assert told.stdout.split() == ["0", "True", "True", "True"]
