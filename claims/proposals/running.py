"""Asking the model about an article: claimed by one worker, bounded in time and cost, recorded."""

import logging
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from claims import candidates, permissions
from claims.exceptions import AlreadyAsked, NoLanguageModel, OlderRevision
from claims.models import Article, Claim, ProposalRun, RunState
from claims.proposals import answers, drafting, endpoint, passages
from claims.proposals.answers import Answer, Proposal
from claims.proposals.endpoint import Endpoint, ModelFailed
from claims.splitting import Candidate
from factcheck.accounts.models import User

logger = logging.getLogger(__name__)

MOST_TRIES: Final = 3
LEASE_SLACK: Final = timedelta(minutes=2)
BACKOFF: Final = timedelta(minutes=5)
FRESH: Final = timedelta(days=2)
"""Articles older than this are not asked about unasked: switching a model on starts no bill."""
_TOKENS_PER_CHARACTER: Final = 1.0  # a cautious estimate for endpoints that do not count


def request_run(article_id: int, *, by: User, now: datetime) -> ProposalRun:
    """Have the model asked about an article. Raises NoLanguageModel, AlreadyAsked, NotAllowed."""
    permissions.check_may_add(by)
    if not Article.objects.live().filter(pk=article_id).exists():
        raise OlderRevision(
            _("This text of the article was replaced. Ask about the newest one."),
        )
    model = endpoint.configured()
    if model is None:
        raise NoLanguageModel(
            _("This desk has no language model. An operator sets FACTCHECK_LLM_URL.")
        )
    try:
        with transaction.atomic():
            return ProposalRun.objects.create(
                article_id=article_id,
                splitter=model.splitter,
                requested_by=by,
                created_at=now,
                next_try_at=now,
            )
    except IntegrityError as error:
        if "one_open_run_per_article" not in str(error):
            raise
        raise AlreadyAsked(
            _("The language model is being asked about this article already.")
        ) from error


def ask(*, now: datetime) -> ProposalRun | None:
    """Ask about one article that is due; None where none is, or no model is set.

    A killed worker's article comes due again when its lease ends. Blocks for at most
    `Endpoint.seconds`, in no transaction.
    """
    model = endpoint.configured()
    if model is None:
        return None
    _notice_new_articles(model, now=now)
    run = _claim(model, now=now)
    if run is None:
        return None
    if _used_today(now) >= model.tokens_a_day:
        return _put_off(run, _("The day's tokens are used up."), until=_tomorrow(now))
    return _store(run, _asked(model, run.article.text), now=now)


def latest(article: Article) -> ProposalRun | None:
    """The newest run about an article."""
    return article.proposal_runs.first()


@dataclass
class _Harvest:
    """What came of all passages together."""

    answers: list[Answer] = field(default_factory=list)
    characters: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    failure: ModelFailed | None = None


def _asked(model: Endpoint, text: str) -> _Harvest:
    """Passage after passage until the article, the time or the luck ends."""
    harvest = _Harvest()
    deadline = time.monotonic() + model.seconds
    for passage in passages.of(text, budget=model.characters):
        left = deadline - time.monotonic()
        if left <= 1:
            harvest.failure = ModelFailed(_("The time for this article was up."), again=False)
            break
        try:
            reply = endpoint.complete(model, passage.words, within=left)
            harvest.answers.append(answers.read(reply.content, passage=passage, text=text))
        except answers.Unreadable as error:
            harvest.failure = ModelFailed(str(error), again=False)
        except ModelFailed as error:
            harvest.failure = error
            break
        estimate = round(len(passage.words) * _TOKENS_PER_CHARACTER)
        harvest.prompt_tokens += reply.prompt_tokens or estimate
        harvest.completion_tokens += reply.completion_tokens
        harvest.characters = passage.start + len(passage.words)
    return harvest


def _store(run: ProposalRun, harvest: _Harvest, *, now: datetime) -> ProposalRun:
    """Keep what stood the test, unless another worker has taken over meanwhile."""
    proposals = [each for answer in harvest.answers for each in answer.proposals]
    article = run.article
    drafts = [
        (each, drafting.candidate(article, each, splitter=run.splitter)) for each in proposals
    ]
    with transaction.atomic():
        mine = ProposalRun.objects.select_for_update().get(pk=run.pk)
        if mine.state != RunState.RUNNING or mine.tries != run.tries:
            return mine
        mine.error = ""
        _keep(mine, drafts, now=now)
        dropped: Counter[str] = sum((answer.dropped for answer in harvest.answers), Counter())
        mine.dropped, mine.dropped_total = dict(dropped), dropped.total()
        mine.proposed = sum(answer.proposed for answer in harvest.answers)
        mine.reworded = sum(answer.reworded for answer in harvest.answers)
        mine.prompt_tokens = F("prompt_tokens") + harvest.prompt_tokens
        mine.completion_tokens = F("completion_tokens") + harvest.completion_tokens
        mine.characters_read = harvest.characters
        _finish(mine, harvest, now=now)
        mine.save()
    mine.refresh_from_db()
    return mine


def _keep(run: ProposalRun, drafts: list[tuple[Proposal, Candidate]], *, now: datetime) -> None:
    """Store the new ones, with the article held: nobody decides, splits or revises meanwhile.

    An article that was revised while the model was asked takes nothing more: its claims have gone
    to the new text, about which the model is asked anew.
    """
    article = Article.objects.select_for_update(no_key=True).get(pk=run.article_id)
    taken = Claim.objects.filter(article=article).values_list("start", "end").order_by("start")
    fresh, known = drafting.divided([each for each, _draft in drafts], taken)
    if not article.live:
        run.error = _("The article was revised meanwhile.")
        run.stored, run.known = 0, len(drafts)
        return
    wanted = {(each.start, each.end) for each in fresh}
    made = candidates.store(
        article,
        [draft for each, draft in drafts if (each.start, each.end) in wanted],
        now=now,
        origin=run.splitter,
    )
    run.stored, run.known = len(made), known + len(fresh) - len(made)


def _finish(run: ProposalRun, harvest: _Harvest, *, now: datetime) -> None:
    failure = harvest.failure
    run.error, run.lease_expires = str(failure or run.error), None
    if failure is not None and failure.again and run.tries < MOST_TRIES and not harvest.answers:
        run.state, run.next_try_at = RunState.WAITING, now + BACKOFF * run.tries
        return
    run.state = RunState.DONE if harvest.answers or failure is None else RunState.FAILED
    run.finished_at, run.next_try_at = now, None


def _notice_new_articles(model: Endpoint, *, now: datetime) -> None:
    """A run for each fresh article that has none; of two workers, one makes it."""
    fresh = Article.objects.live().filter(created_at__gt=now - FRESH, proposal_runs=None)
    runs = [
        ProposalRun(article_id=pk, splitter=model.splitter, created_at=now, next_try_at=now)
        for pk in fresh.order_by("pk").values_list("pk", flat=True)[:50]
    ]
    ProposalRun.objects.bulk_create(runs, ignore_conflicts=True)


@transaction.atomic
def _claim(model: Endpoint, *, now: datetime) -> ProposalRun | None:
    """The next due run, leased to this worker."""
    due = Q(state=RunState.WAITING, next_try_at__lte=now) | Q(
        state=RunState.RUNNING, lease_expires__lte=now
    )
    run = (
        ProposalRun.objects.filter(due)
        .order_by("next_try_at", "pk")
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("article")
        .first()
    )
    if run is None:
        return None
    if run.tries >= MOST_TRIES:
        run.state, run.finished_at, run.lease_expires = RunState.FAILED, now, None
        run.error = run.error or _("Workers were lost while asking.")
        run.save()
        return None
    run.state, run.tries, run.splitter = RunState.RUNNING, run.tries + 1, model.splitter
    run.lease_expires = now + timedelta(seconds=model.seconds) + LEASE_SLACK
    run.save()
    return run


def _put_off(run: ProposalRun, why: str, *, until: datetime) -> ProposalRun:
    """Back in the queue; nothing was asked, so it was no try."""
    run.state, run.tries, run.lease_expires = RunState.WAITING, run.tries - 1, None
    run.error, run.next_try_at = why, until
    run.save()
    logger.warning("Language model: %s", why)
    return run


def _used_today(now: datetime) -> int:
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    used = ProposalRun.objects.filter(finished_at__gte=day).aggregate(
        total=Sum(F("prompt_tokens") + F("completion_tokens"))
    )
    return int(used["total"] or 0)


def _tomorrow(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
