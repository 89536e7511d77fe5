"""One question to an OpenAI-compatible endpoint (`POST {url}/chat/completions`).

The operator names the endpoint, which often runs on the same machine or in the same house, so its
address may be private; nothing an article says can change where the request goes, and redirects
are not followed. Format: https://platform.openai.com/docs/api-reference/chat/create
"""

import json
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from claims.proposals import prompts
from factcheck import door, exceptions, outbound

ANYWHERE: Final = ("0.0.0.0/0", "::/0")
_LARGEST_ANSWER: Final = 512 * 1024
_MOST_TOKENS_OUT: Final = 4_000
_MOST_TOKENS: Final = 10_000_000  # an endpoint that claims more does not count


class ModelFailed(exceptions.DeskError):
    """The language model gave no usable answer. `again` says whether it may later."""

    code = "language-model-failed"

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.again = again


@dataclass(frozen=True)
class Endpoint:
    """Where the model answers, and what asking it may cost.

    `seconds` bounds one article, `characters` how much of it is read, `tokens_a_day` the desk.
    """

    url: str
    model: str
    key: str
    seconds: float
    characters: int
    tokens_a_day: int

    @property
    def splitter(self) -> str:
        """What candidates carry as their origin."""
        return f"{self.model[:100]} {prompts.PROMPT}"


class Reply(NamedTuple):
    content: str
    prompt_tokens: int
    completion_tokens: int


def configured() -> Endpoint | None:
    """The endpoint the settings name; None where the desk has no language model."""
    if not settings.LLM_URL:
        return None
    return Endpoint(
        url=settings.LLM_URL.rstrip("/"),
        model=settings.LLM_MODEL,
        key=settings.LLM_KEY,
        seconds=settings.LLM_SECONDS,
        characters=settings.LLM_CHARACTERS,
        tokens_a_day=settings.LLM_TOKENS_A_DAY,
    )


def complete(endpoint: Endpoint, passage: str, *, within: float) -> Reply:
    """Ask about one passage; blocks for at most `within` seconds. Raises ModelFailed."""
    question = {
        "model": endpoint.model,
        "messages": prompts.messages(passage),
        "temperature": 0,
        "max_tokens": _MOST_TOKENS_OUT,
        "response_format": {"type": "json_object"},
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    options = door.options()
    options["allow_networks"] = ANYWHERE
    options["limits"] = replace(options["limits"], total=within, body=_LARGEST_ANSWER)
    try:
        response = outbound.post(
            f"{endpoint.url}/chat/completions",
            body=json.dumps(question, ensure_ascii=False).encode(),
            headers=headers,
            **options,
        )
    except outbound.OutboundError as error:
        raise ModelFailed(
            _("The language model cannot be reached: %s") % error, again=True
        ) from error
    return _reply(response)


def _reply(response: outbound.Response) -> Reply:
    if not response.ok:
        raise ModelFailed(
            _("The language model's endpoint answered with status %s.") % response.status,
            again=response.status in {408, 409, 425, 429} or response.status >= 500,
        )
    if response.capped:
        raise ModelFailed(_("The language model's answer is too long to be one."), again=False)
    try:
        given = json.loads(response.body)
        content = given["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise _no_completion() from error
    if not isinstance(content, str):
        raise _no_completion()
    usage = given.get("usage")
    return Reply(content, _count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))


def _no_completion() -> ModelFailed:
    return ModelFailed(
        _("The endpoint did not answer as a chat completion. Check FACTCHECK_LLM_URL."),
        again=False,
    )


def _count(usage: Any, name: str) -> int:
    value = usage.get(name) if isinstance(usage, dict) else None
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return min(max(value, 0), _MOST_TOKENS)
