"""The Celery application: `celery -A factcheck worker`, `celery -A factcheck beat`."""

import os

from celery import Celery, signals

from factcheck import collecting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.worker_process_init.connect
def _settle(**_: object) -> None:
    """In each process that carries out tasks: all tasks are loaded by then."""
    collecting.settle()
