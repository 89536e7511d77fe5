"""The part of the settings that Celery reads: the broker, how tasks run, and which sweeps run when.

A sweep looks in the database for what is due; `reviews.tasks` and `claims.tasks` say how.
"""

from typing import Any

from celery.schedules import crontab

from factcheck import embedded
from factcheck.variables import env

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "") or embedded.broker_url()
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"confirm_publish": True}
    if CELERY_BROKER_URL.startswith("amqp")
    else {
        "visibility_timeout": 600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 10,
    }
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 150
CELERY_TASK_TIME_LIMIT = 180
CELERY_TIMEZONE = "UTC"
LINK_SWEEP_SECONDS = env.float("FACTCHECK_LINK_SWEEP_SECONDS", 30.0)
FEED_SWEEP_SECONDS = env.float("FACTCHECK_FEED_SWEEP_SECONDS", 60.0)
MAIL_SWEEP_SECONDS = env.float("FACTCHECK_MAIL_SWEEP_SECONDS", 30.0)
WEBHOOK_SWEEP_SECONDS = env.float("FACTCHECK_WEBHOOK_SWEEP_SECONDS", 5.0)
WEBHOOK_DEADLINE_SECONDS = min(env.float("FACTCHECK_WEBHOOK_DEADLINE_SECONDS", 15.0), 30.0)
LLM_SWEEP_SECONDS = 30.0
MATCH_SWEEP_SECONDS = 5.0  # a person reads the article meanwhile; looking costs two queries
DEADLINE_SWEEP_SECONDS = 600.0
SEAL_SWEEP_SECONDS = 600.0


def _sweep(task: str, seconds: float) -> dict[str, Any]:
    """A sweep that nobody ran in time is not owed: the next one asks again."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


CELERY_BEAT_SCHEDULE = {
    "check-due-links": _sweep("reviews.tasks.check_due_links", LINK_SWEEP_SECONDS),
    "ask-language-model": _sweep("claims.tasks.ask_language_model", LLM_SWEEP_SECONDS),
    "match-claims": _sweep("claims.tasks.match_claims", MATCH_SWEEP_SECONDS),
    "sweep-feeds": _sweep("claims.tasks.sweep_feeds", FEED_SWEEP_SECONDS),
    "work-on-imports": _sweep("claims.tasks.work_on_imports", LINK_SWEEP_SECONDS),
    "ask-archives": _sweep("reviews.tasks.ask_archives", 60.0),
    "send-webhooks": _sweep("reviews.tasks.send_webhooks", WEBHOOK_SWEEP_SECONDS),
    "tell-deadlines": _sweep("reviews.tasks.tell_deadlines", DEADLINE_SWEEP_SECONDS),
    "write-letters": _sweep("reviews.tasks.write_letters", MAIL_SWEEP_SECONDS),
    "send-letters": _sweep("factcheck.accounts.tasks.send_letters", MAIL_SWEEP_SECONDS),
    "seal-history": _sweep("reviews.tasks.seal_history", SEAL_SWEEP_SECONDS),
    "forget-calls": _sweep("factcheck.accounts.tasks.forget_calls", 3600.0),
    "tend-partitions": {
        "task": "reviews.tasks.tend_partitions",
        "schedule": crontab(hour=3, minute=17),
    },
}
