"""The history of a review in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.events import Kind
from reviews.models import Condition, Event, ReplyOutcome, Stance
from reviews.reader_states import ReportStatus
from reviews.states import Status, moves_from

Data = Mapping[str, Any]
FIELDS = {
    "rating": gettext_lazy("rating"),
    "summary": gettext_lazy("summary"),
    "rationale": gettext_lazy("rationale"),
    "few_sources_reason": gettext_lazy("reason for fewer sources"),
    "one_sided_reason": gettext_lazy("reason for one side only"),
}
PLANNED = {
    "to": gettext_lazy("given to another person"),
    "freed": gettext_lazy("given to nobody"),
    "priority": gettext_lazy("priority changed"),
    "due_on": gettext_lazy("due date changed"),
    "why": gettext_lazy("why it was chosen changed"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline; `tone` colours it, `text` is what the person wrote."""

    what: str
    text: str
    by: str
    at: datetime
    tone: str = ""


def entries(events: list[Event], numbers: Mapping[int, int]) -> list[Entry]:
    """Newest first. `numbers`: the number of each piece of evidence by its id."""
    return [_entry(event, numbers) for event in reversed(events)]


def comments(events: list[Event]) -> list[Event]:
    return [event for event in events if event.kind == Kind.COMMENTED]


def _entry(event: Event, numbers: Mapping[int, int]) -> Entry:
    number = numbers.get(event.data.get("evidence", 0), 0)
    what = WORDS.get(event.kind, _other)(event.data | {"n": number, "kind": event.kind})
    text = event.data.get("reason") or event.data.get("text") or event.data.get("note") or ""
    by = str(event.actor) if event.actor else _machine(event)
    return Entry(capfirst(what), str(text), by, event.at, TONES.get(event.kind, ""))


def _machine(event: Event) -> str:
    return _("a reader") if event.kind == Kind.DISPUTED else _("link watch")


def _opened(data: Data) -> str:
    return _("review opened")


def _moved(data: Data) -> str:
    start, to = Status(data["start"]), Status(data["to"])
    step = moves_from(start).get(to)
    verb = str(step.verb) if step else ""
    return _("%(verb)s: now “%(status)s”") % {"verb": verb, "status": to.label}


def _assigned(data: Data) -> str:
    """Each thing that was changed; events of old hold `to` also where nobody was named."""
    named = {name: words for name, words in PLANNED.items() if name in data}
    if not data.get("to"):
        named.pop("to", None)
    return ", ".join(str(words) for words in named.values())


def _commented(data: Data) -> str:
    return _("comment")


def _opened_thread(data: Data) -> str:
    if data["n"]:
        return _("comment on evidence %(n)s") % data
    return _("comment on “%(quote)s”") % {"quote": Truncator(data.get("quote", "")).words(8)}


def _answered(data: Data) -> str:
    if data["n"]:
        return _("answer to a comment on evidence %(n)s") % data
    return _("answer to a comment on “%(quote)s”") % {
        "quote": Truncator(data.get("quote", "")).words(8)
    }


def _resolved(data: Data) -> str:
    return _("comment on evidence %(n)s resolved") % data if data["n"] else _("comment resolved")


def _reopened(data: Data) -> str:
    return _("comment on evidence %(n)s reopened") % data if data["n"] else _("comment reopened")


def _attached(data: Data) -> str:
    stance = Stance(data["stance"]).label
    if data.get("occurrences", 0) > 1:
        return _("evidence %(n)s attached (%(stance)s); its quote stands in %(places)s places") % {
            "n": data["n"],
            "stance": stance,
            "places": data["occurrences"],
        }
    return _("evidence %(n)s attached (%(stance)s)") % {"n": data["n"], "stance": stance}


def _changed(data: Data) -> str:
    return _("evidence %(n)s revised") % data


def _withdrawn(data: Data) -> str:
    return _("evidence %(n)s withdrawn") % data


def _replaced(data: Data) -> str:
    return _("evidence %(n)s replaced: %(was)s gave way to %(url)s") % {
        "n": data["n"],
        "was": data.get("was_url", ""),
        "url": data.get("url", ""),
    }


def _article_changed(data: Data) -> str:
    said = {
        "here": _("the article has a new text; the claim was found in it"),
        "gone": _("the article no longer says this"),
    }
    return said.get(
        str(data.get("settled")),
        _("the article has a new text; somebody has to look where the claim is in it"),
    )


def _troubled(data: Data) -> str:
    known = data.get("condition") in Condition.values
    label = Condition(data["condition"]).label if known else _("in trouble")
    return _("source of evidence %(n)s: %(condition)s") % {"n": data["n"], "condition": label}


def _cleared(data: Data) -> str:
    return _("source of evidence %(n)s accepted as it is") % data


def _saved(data: Data) -> str:
    names = ", ".join(str(FIELDS[name]) for name in data.get("changed", []) if name in FIELDS)
    return _("verdict %(version)s saved: %(names)s") % {
        "version": data.get("version", ""),
        "names": names or _("no words yet"),
    }


def _approved(data: Data) -> str:
    return _("verdict %(version)s approved") % data


def _published(data: Data) -> str:
    return _("version %(version)s published") % data


def _retracted(data: Data) -> str:
    return _("retracted")


def _votes_asked(data: Data) -> str:
    return _("blind votes asked for: %(asked)s") % data


def _vote_cast(data: Data) -> str:
    return _("blind vote cast")


def _votes_closed(data: Data) -> str:
    """Each vote by name: from here on they are no secret."""
    if data.get("adjudicated"):
        return _("votes adjudicated: %(word)s") % {"word": data["adjudicated"]}
    cast = [_("%(name)s: %(word)s") % _ballot(each) for each in data.get("votes", [])]
    return _("votes closed (%(votes)s)") % {"votes": "; ".join(cast)}


def _ballot(cast: Data) -> dict[str, str]:
    return {"name": str(cast["person"]), "word": str(cast["rating"])}


def _other(data: Data) -> str:
    return str(data["kind"]).replace("_", " ")


def _ordered(data: Data) -> str:
    return _("evidence put in another order")


def _reply_asked(data: Data) -> str:
    return _("%(party)s asked for a reply") % {"party": data.get("party", "")}


def _reply_received(data: Data) -> str:
    known = data.get("outcome") in ReplyOutcome.values
    outcome = ReplyOutcome(data["outcome"]).label if known else _("answered")
    return _("reply of %(party)s: %(outcome)s") % {
        "party": data.get("party", ""),
        "outcome": outcome,
    }


def _topics_put(data: Data) -> str:
    names = ", ".join(data.get("topics", []))
    return _("topics: %(names)s") % {"names": names} if names else _("no topics any more")


def _disputed(data: Data) -> str:
    if data.get("appeal"):
        return _("a reader appealed (report %(n)s)") % {"n": data["report"]}
    return _("a reader reported an error (report %(n)s)") % {"n": data["report"]}


def _dispute_decided(data: Data) -> str:
    outcome = ReportStatus(data["outcome"]).label
    return _("report %(n)s of a reader: %(outcome)s") % {"n": data["report"], "outcome": outcome}


WORDS: dict[str, Callable[[Data], str]] = {
    Kind.OPENED: _opened,
    Kind.MOVED: _moved,
    Kind.ASSIGNED: _assigned,
    Kind.COMMENTED: _commented,
    Kind.THREAD_OPENED: _opened_thread,
    Kind.THREAD_ANSWERED: _answered,
    Kind.THREAD_RESOLVED: _resolved,
    Kind.THREAD_REOPENED: _reopened,
    Kind.EVIDENCE_ATTACHED: _attached,
    Kind.EVIDENCE_CHANGED: _changed,
    Kind.EVIDENCE_WITHDRAWN: _withdrawn,
    Kind.EVIDENCE_REPLACED: _replaced,
    Kind.EVIDENCE_ORDERED: _ordered,
    Kind.REPLY_ASKED: _reply_asked,
    Kind.REPLY_RECEIVED: _reply_received,
    Kind.ARTICLE_CHANGED: _article_changed,
    Kind.SOURCE_TROUBLED: _troubled,
    Kind.SOURCE_CLEARED: _cleared,
    Kind.VOTES_ASKED: _votes_asked,
    Kind.VOTE_CAST: _vote_cast,
    Kind.VOTES_CLOSED: _votes_closed,
    Kind.VERDICT_SAVED: _saved,
    Kind.VERDICT_APPROVED: _approved,
    Kind.TOPICS_PUT: _topics_put,
    Kind.PUBLISHED: _published,
    Kind.RETRACTED: _retracted,
    Kind.DISPUTED: _disputed,
    Kind.DISPUTE_DECIDED: _dispute_decided,
}
TONES: dict[str, str] = {
    Kind.EVIDENCE_REPLACED: "link",
    Kind.ARTICLE_CHANGED: "link",
    Kind.SOURCE_TROUBLED: "link",
    Kind.SOURCE_CLEARED: "link",
    Kind.VERDICT_APPROVED: "approved",
    Kind.PUBLISHED: "published",
    Kind.RETRACTED: "retraction",
}
