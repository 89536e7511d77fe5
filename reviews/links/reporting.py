"""What was seen at one address, as a line of text or of JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from types import MappingProxyType

from reviews.links import outcomes, phrases, written
from reviews.links.observing import Observation
from reviews.links.outcomes import Outcome
from reviews.links.surveying import Target

SHOWN = ("http_status", "final_url", "retry_after", "bytes_read", "elapsed_ms", "media_type")
DIGESTS = ("body_sha256", "text_sha256", "title", "error")

Repeated = list[Target] | None


def as_text(target: Target, seen: Observation, *, again: Repeated = None) -> list[str]:
    """The outcome, the address as it was written and what that means, for each line it is on."""
    status = f" {seen.http_status}" if seen.http_status else ""
    told = f"{_one_line(target.url)}  {_words(target, seen)}"
    repeats = [
        f"{seen.outcome}{status}  {_one_line(each.url)}  as line {target.line}"
        for each in again or ()
    ]
    return [f"{seen.outcome}{status}  {told}", *repeats]


def as_json(target: Target, seen: Observation, *, again: Repeated = None) -> list[str]:
    """One JSON object for each line; `same_as` is the line that says the same and was fetched."""
    found = {
        "outcome": seen.outcome,
        "reason": seen.reason,
        "family": outcomes.family(seen.outcome, seen.reason),
        "hops": [asdict(hop) for hop in seen.hops],
        "match": asdict(seen.match) if seen.match else None,
        "passage": _passage(seen),
        **{name: getattr(seen, name) for name in (*SHOWN, *DIGESTS)},
    }
    lines = [(target, None), *((each, target.line) for each in again or ())]
    # Escaped: a page's title may hold anything, and a line must stay a line for every reader.
    return [
        json.dumps(
            {"url": written.as_written(each.url), "line": each.line, "same_as": same, **found},
            default=dict,
        )
        for each, same in lines
    ]


FORMATS: Mapping[str, Callable[..., list[str]]] = MappingProxyType(
    {"text": as_text, "jsonl": as_json}
)


def _words(target: Target, seen: Observation) -> str:
    """What changed, where something did; else the outcome in words."""
    if seen.outcome is Outcome.DRIFTED and seen.match:
        return phrases.changed(target.quote, _passage(seen), kind=seen.match.kind)
    words = phrases.outcome(seen.outcome, seen.reason)
    led_on = seen.outcome in (Outcome.REDIRECTED, Outcome.MOVED)
    return f"{words}: {_one_line(seen.final_url)}" if led_on else words


def _passage(seen: Observation) -> str:
    match = seen.match
    return seen.text[match.start : match.end] if match and match.end else ""


def _one_line(url: str) -> str:
    """Without a password, and without what would be an order to a terminal."""
    shown = written.as_written(url)
    return "".join(letter if letter.isprintable() else "�" for letter in shown)
