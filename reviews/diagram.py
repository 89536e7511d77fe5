"""`docs/workflow.md`, drawn from `states.TRANSITIONS`."""

from django.utils import translation

from reviews.states import TRANSITIONS, Status, Transition

HEAD = """\
# The life of a review

Drawn from `reviews/states.py` by `manage.py states_diagram`; `make check` fails when they differ.

"""
NEEDS = {
    "free": "it waits for nobody else; or by an editor",
    "assignee": "by the person who has it, or an editor",
    "draft": "a verdict is written",
    "complete": "the checklist of policy is complete",
    "other_person": "not the author, not the last editor (a database constraint)",
    "approved_verdict": "the approved verdict's public version is written with it",
    "retracted_page": "the public page says so, with the reason",
    "no_live_publication": "no verdict of it is public, or it was retracted",
}


def markdown() -> str:
    """The whole document: a Mermaid diagram and a table. Always in English."""
    with translation.override("en"):
        return HEAD + _mermaid() + "\n" + _table()


def _mermaid() -> str:
    arrows = [
        f"    {start} --> {to}: {move.verb} ({move.role})"
        for (start, to), move in TRANSITIONS.items()
    ]
    names = [f"    {status.value}: {status.label}" for status in Status]
    lines = ["stateDiagram-v2", *names, f"    [*] --> {Status.QUEUED}", *arrows]
    return "\n".join(["```mermaid", *lines, "```", ""])


def _table() -> str:
    rows = ["| from | to | move | role | what must hold |", "|---|---|---|---|---|"]
    for (start, to), move in TRANSITIONS.items():
        rows.append(f"| {start.label} | {to.label} | {move.verb} | {move.role} | {_holds(move)} |")
    return "\n".join(rows) + "\n"


def _holds(move: Transition) -> str:
    return "; ".join([NEEDS[each] for each in move.needs] + ["a written reason"] * move.reason)
