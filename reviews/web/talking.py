"""Threads as the screens show them, and the passages they are about marked in the rationale."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from reviews import discussion
from reviews.models import Comment, Review, Thread

Span = tuple[int, int]
# Private characters stand where a passage begins and ends while Markdown becomes HTML.
_FIRST, _LAST, _MOST = 0xE100, 0xE900, 0x700
_PRIVATE = re.compile("[\ue100-\uf0ff]")
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class Talk:
    """One thread. `order` counts from 1; `number` is that of its evidence, 0 for a passage."""

    order: int
    thread: Thread
    comments: list[Comment]
    number: int
    place: Span | None
    may_settle: bool

    @property
    def open(self) -> bool:
        return self.thread.resolved_at is None

    @property
    def first(self) -> str:
        return self.comments[0].text if self.comments else ""

    @property
    def gone(self) -> bool:
        """Whether the words it was about no longer stand in the rationale."""
        return self.thread.evidence_id is None and self.place is None


def talks(review: Review, *, rationale: str, numbers: Mapping[int, int], by: User) -> list[Talk]:
    """All threads of a review, oldest first. Two queries."""
    people = ("opened_by", "resolved_by")
    threads = list(
        review.threads.select_related(*people).prefetch_related("comments__by").order_by("pk")
    )
    places = discussion.places(threads, rationale)
    return [
        Talk(
            order=order,
            thread=thread,
            comments=list(thread.comments.all()),
            number=numbers.get(thread.evidence_id or 0, 0),
            place=places.get(thread.pk),
            may_settle=by.pk == thread.opened_by_id or by.at_least(Role.REVIEWER),
        )
        for order, thread in enumerate(threads, 1)
    ]


def moved(talk: Talk, places: Mapping[int, Span | None]) -> Talk:
    """The same thread in another rationale."""
    return replace(talk, place=places.get(talk.thread.pk))


def marked(markdown: str, talks: Iterable[Talk], *, render: Callable[[str], str]) -> str:
    """`render(markdown)` with the passages of open threads as <mark>, each with its way there.

    A passage whose ends would change what the Markdown means is left unmarked.
    """
    plain = render(markdown)
    wanted = [talk for talk in talks if talk.open and talk.place][:_MOST]
    if not wanted or _PRIVATE.search(markdown):
        return plain
    html = render(_with_ends(markdown, wanted))
    if _PRIVATE.sub("", html) != plain:
        wanted = [
            talk
            for talk in wanted
            if _PRIVATE.sub("", render(_with_ends(markdown, [talk]))) == plain
        ]
        html = render(_with_ends(markdown, wanted))
        if _PRIVATE.sub("", html) != plain:
            return plain
    return _drawn(html, {talk.order: talk for talk in wanted})


def _with_ends(markdown: str, talks: list[Talk]) -> str:
    edges = []
    for talk in talks:
        assert talk.place is not None
        edges.append((talk.place[0], 1, chr(_FIRST + talk.order)))
        edges.append((talk.place[1], 0, chr(_LAST + talk.order)))
    for at, _kind, letter in sorted(edges, reverse=True):
        markdown = markdown[:at] + letter + markdown[at:]
    return markdown


def _drawn(html: str, talks: Mapping[int, Talk]) -> str:
    """Each run of text inside of a passage becomes a mark of its own: passages cross elements."""
    running: dict[int, Talk] = {}
    begun: set[int] = set()
    links, ended, parts = 0, [], []
    for piece in _TAG.split(html):
        if _TAG.fullmatch(piece):
            parts.append(piece)
            links += piece.startswith("<a ") - piece.startswith("</a>")
        else:
            for run in re.split(f"({_PRIVATE.pattern})", piece):
                if not _PRIVATE.fullmatch(run):
                    parts.append(_run(run, running, begun))
                elif ord(run) < _LAST:
                    running[ord(run) - _FIRST] = talks[ord(run) - _FIRST]
                else:
                    ended.append(running.pop(ord(run) - _LAST))
        if not links:  # no link inside of another
            parts += [_way(talk) for talk in ended]
            ended = []
    return "".join(parts)


def _run(text: str, running: Mapping[int, Talk], begun: set[int]) -> str:
    if not text.strip():
        return text
    for order, talk in running.items():
        name = "" if order in begun else f' id="passage-{talk.thread.pk}"'
        begun.add(order)
        text = f'<mark class="passage"{name} data-thread="{talk.thread.pk}">{text}</mark>'
    return text


def _way(talk: Talk) -> str:
    return format_html(
        '<sup class="passage__to" data-unsaid><a href="#thread-{}" aria-label="{}">◆{}</a></sup>',
        talk.thread.pk,
        _("Comment %(n)s") % {"n": talk.order},
        talk.order,
    )
