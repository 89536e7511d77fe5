"""A notice in words, for the page and for the letter alike."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from reviews.models import Notice, NoticeKind

LONGEST = 300


def headline(notice: Notice) -> str:
    """What happened, in one sentence."""
    who = str(notice.event.actor) if notice.event and notice.event.actor else ""
    on = formats.date_format(notice.due_on, "DATE_FORMAT") if notice.due_on else ""
    words = _by_somebody() if who else _by_itself()
    sentence = words.get(notice.kind) or str(NoticeKind(notice.kind).label)
    return sentence % {"who": f"\u2068{who}\u2069", "on": on}


def detail(notice: Notice) -> str:
    """What somebody wrote about it; never a vote, whose event carries none."""
    data = notice.event.data if notice.event else {}
    named = {NoticeKind.MENTIONED: "text", NoticeKind.CHANGES: "reason"}
    text = str(data.get(named.get(NoticeKind(notice.kind), ""), ""))
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def place(notice: Notice) -> str:
    """The address of what it is about, on the desk."""
    data = notice.event.data if notice.event else {}
    if "report" in data and notice.kind in (NoticeKind.DISPUTED, NoticeKind.DECIDED):
        return reverse("reviews:report", args=[data["report"]])
    anchor = ""
    if "thread" in data:
        anchor = f"#thread-{data['thread']}"
    elif notice.kind == NoticeKind.MENTIONED:
        anchor = "#comments"
    return reverse("reviews:workbench", args=[notice.review_id]) + anchor


def address(notice: Notice) -> str:
    """For a letter: marks it as read and goes to the place."""
    return settings.SITE_URL + reverse("reviews:notice", args=[notice.pk])


def _by_somebody() -> dict[str, str]:
    return {
        NoticeKind.MENTIONED: _("%(who)s mentioned you"),
        NoticeKind.ASSIGNED: _("%(who)s gave you a review"),
        NoticeKind.CHANGES: _("%(who)s asks for changes"),
        NoticeKind.APPROVED: _("%(who)s approved your verdict"),
        NoticeKind.VOTES: _("%(who)s asks for independent votes"),
        NoticeKind.DECIDED: _("%(who)s decided on a reader’s report"),
    }


def _by_itself() -> dict[str, str]:
    return {
        NoticeKind.LOOK: _("A source died or changed: the verdict needs another look"),
        NoticeKind.DISPUTED: _("A reader disputes this verdict"),
        NoticeKind.NEAR: _("Due on %(on)s"),
        NoticeKind.OVER: _("Was due on %(on)s"),
    }
