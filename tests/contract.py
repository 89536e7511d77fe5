"""What `/api/schema/` promises, asked of it: for `test_api_contract` and `benchmarks.contract`.

No answer may be a 5xx, and status, media type, headers and body must be such as the document
describes. Not asked: that all input which fits the document is accepted. What a schema cannot say
(this quote is not in that article) is refused by the domain.
"""

import itertools
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from claims.models import Feed, Import, ImportState, WorthModel
from reviews import discussion, fetching, readers, replies, saved, topics
from reviews.discussion import Remark
from reviews.models import RatingScale, ReaderReport, Stance, Verdict, WebhookEndpoint
from reviews.reader_states import Told
from reviews.readers import Sending
from reviews.states import Status
from tests import make, published


def shape_of_whole_answers(context: Any, response: Any, case: Any) -> bool | None:
    """Whoever asks for some `fields` is sent these: no document can tell which.

    Names of fields stand in our code, where generated requests take words from.
    """
    if "fields" in (case.query or {}):
        return None
    return checks.response_schema_conformance(context, response, case)


CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    shape_of_whole_answers,
    checks.negative_data_rejection,
]
_numbers = itertools.count(1)


def bounded(examples: int, *, again: bool) -> settings:
    """So many requests of each operation; `again`: the same ones each time."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=again,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def operations(document: Any) -> list[Any]:
    return [found.ok() for found in document.get_all_operations()]


def broken(
    operation: Any,
    mode: GenerationMode,
    *,
    addressed: dict[str, Any],
    headers: dict[str, str],
    bounds: settings,
) -> Iterator[str]:
    """The promises that an operation does not keep, with a request that shows it."""

    @bounds
    @given(case=operation.as_strategy(generation_mode=mode))
    def keeps_its_word(case: Any) -> None:
        _address(case, addressed)
        case.call_and_validate(headers=headers, checks=CHECKS)

    try:
        keeps_its_word()
    except Unsatisfiable:
        return  # nothing is sent to this operation that could be wrong
    except FailureGroup as failures:
        yield f"{operation.label}: {failures}"


def _address(case: Any, addressed: dict[str, Any]) -> None:
    """Half of the requests are about something that is there."""
    kind = case.operation.path.split("/")[3]
    for name, value in case.path_parameters.items():
        if len(str(value)) % 2:
            case.path_parameters[name] = addressed.get(kind, value)


def desk() -> dict[str, Any]:
    """Work in several states: how each kind is addressed, by its first word."""
    version = published.publish()
    review = make.review(Status.IN_REVIEW)
    evidence = make.evidence(review)
    make.review(Status.SUBMITTED)
    candidate = make.claim()
    assert review.assignee is not None
    by: dict[str, Any] = {"by": review.assignee, "now": make.NOON}
    fetch = fetching.ask(
        review.pk, url="https://ports.example/x", quote="x", stance=Stance.CONTEXT, **by
    )
    remark = Remark("Which page?", evidence=evidence.pk)
    thread = discussion.open_thread(review.pk, remark=remark, **by)
    asked = replies.ask(
        review.pk, party="Port", channel="email", question="?", asked_at=make.NOON, **by
    )
    return {
        "fetches": fetch.pk,
        "threads": thread.pk,
        "replies": asked.pk,
        "articles": candidate.article_id,
        "claims": candidate.pk,
        "reviews": review.pk,
        "views": saved.save(by=make.reviewer(), now=make.NOON, name="Late", query="overdue=1").pk,
        "evidence": evidence.pk,
        "sources": evidence.link_id,
        "source-hosts": evidence.link.host_id,
        "fact-checks": version.publication.slug,
        "figures": "intake",
        "events": review.events.order_by("pk").values_list("pk", flat=True)[0],
        "verdicts": Verdict.objects.values_list("pk", flat=True)[0],
        "scales": RatingScale.objects.get(active=True).pk,
        "webhooks": _webhook().pk,
        "reports": _told().pk,
        "topics": topics.put(review.pk, names=["Ports"], **by)[0].pk,
        "pages": "method",
        **NOBODYS,
        **_incoming(),
    }


# Each person reads their own notices, nothing was sent, and a program that ends its own key can ask
# no more.
NOBODYS = {"notices": 1, "webhook-deliveries": 1, "keys": "abcdefgh"}


def _webhook() -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(
        name="CMS",
        url="https://cms.example/",
        kinds=[],
        secret="x",
        made_by=make.editor(),
        made_at=make.NOON,
    )


def _told() -> ReaderReport:
    """A dispute that somebody looks at."""
    what = f"The ledger has another figure ({next(_numbers)})."
    report = readers.receive(Told.ERROR, now=make.NOON, what=what, sending=Sending())
    return readers.look_at(report.pk, by=make.editor(), now=make.NOON)


def _incoming() -> dict[str, Any]:
    """A feed, a list of articles and a version of the score, none of them at work."""
    number = next(_numbers)
    feed = Feed.objects.create(
        url=f"https://feed-{number}.example/",
        key=f"feed-{number}.example/",
        title="Feed",
        active=False,
        interval=3600,
        next_fetch_at=make.NOON,
        next_due_at=make.NOON,
        created_at=make.NOON,
    )
    sent = Import.objects.create(
        name="list.csv",
        storage_key=f"imports/{number}.csv",
        bytes_total=1,
        state=ImportState.CHECKED,
        next_due_at=make.NOON,
        added_by=make.editor(),
        created_at=make.NOON,
    )
    plain = {"format": 1, "intercept": 0.5, "base": 1.0, "signals": {}, "words": {}}
    score = WorthModel.objects.create(
        version=number, trained_at=make.NOON, source="x.csv", counts={}, metrics={}, weights=plain
    )
    return {"feeds": feed.pk, "imports": sent.pk, "worth-models": score.version}
