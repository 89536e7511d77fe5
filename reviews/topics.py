"""What reviews are about. Readers browse by topic, and subscribe to one."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput
from reviews import events, permissions, wording
from reviews.models import Publication, Review, Topic

LONGEST = 60  # characters of a name
MOST = 8  # of one review: more say nothing


class NameTaken(Conflict):
    """Two topics of one name could not be told apart."""

    code = "name-taken"


@transaction.atomic
def put(review_id: int, *, names: list[str], by: User, now: datetime) -> list[Topic]:
    """The review is about these topics and no others; topics that are new are made.

    Reviewers on the review they have, editors on any, also on one that is published: the archive
    shows it under its topics at once, the page with its next version. What is so already records
    nothing. Raises NotAllowed, InvalidInput.
    """
    review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
    _check_may_put(by, review)
    wanted = [topic for topic in map(_topic, _names(names)) if topic is not None]
    if set(review.topics.all()) == set(wanted):
        return wanted
    review.topics.set(wanted)
    slugs = sorted(topic.slug for topic in wanted)
    page = Publication.objects.filter(review=review)
    page.update(topic_slugs=slugs, changed_at=now)
    told = [topic.name for topic in wanted]
    events.record(review, kind=events.Kind.TOPICS_PUT, by=by, at=now, topics=told)
    return wanted


@transaction.atomic
def rename(topic_id: int, *, name: str, by: User) -> Topic:
    """Another name; the address stays. Versions published before keep the name they had.

    Raises NotAllowed, InvalidInput, NameTaken.
    """
    permissions.check_at_least(by, Role.EDITOR, to_do=_("rename a topic"))
    topic = Topic.objects.select_for_update().get(pk=topic_id)
    topic.name = _cleaned(name)
    try:
        with transaction.atomic():
            topic.save(update_fields=["name"])
    except IntegrityError as taken:
        raise NameTaken(
            _("There is a topic “%(name)s” already. Choose another name.") % {"name": topic.name},
            field="name",
        ) from taken
    return topic


def of(review: Review) -> list[dict[str, str]]:
    """As the published document has them."""
    return [{"slug": topic.slug, "name": topic.name} for topic in review.topics.all()]


def _check_may_put(by: User, review: Review) -> None:
    if not by.at_least(Role.EDITOR):
        permissions.check_at_least(by, Role.REVIEWER, to_do=_("choose topics"))
        permissions.check_is_assignee(by, review)


def _names(sent: list[str]) -> list[str]:
    """Each once, in order, whatever the case. Raises InvalidInput."""
    names: dict[str, str] = {}
    for name in map(_cleaned, filter(str.strip, sent)):
        names.setdefault(name.casefold(), name)
    if len(names) > MOST:
        raise InvalidInput(
            _("A review is about %(most)s topics at the most.") % {"most": MOST}, field="topics"
        )
    return list(names.values())


def _cleaned(name: str) -> str:
    cleaned = wording.clean(" ".join(name.split()), field="topics", longest=LONGEST)
    if not any(map(str.isalnum, cleaned)):
        raise InvalidInput(_("Write the topic in words."), field="topics")
    return cleaned


def _topic(name: str) -> Topic | None:
    """The one of this name, whatever its case. Of two who make it at once, both get the same."""
    found = _named(name)
    if found is not None:
        return found
    plain = slugify(name, allow_unicode=True)[:LONGEST] or "topic"
    mark = hashlib.sha256(name.casefold().encode()).hexdigest()[:8]
    return _made(name, plain) or _named(name) or _made(name, f"{plain[: LONGEST - 9]}-{mark}")


def _named(name: str) -> Topic | None:
    """Compared as the database's own constraint does."""
    return Topic.objects.annotate(low=Lower("name")).filter(low=Lower(Value(name))).first()


def _made(name: str, slug: str) -> Topic | None:
    """None where the name or the address is taken."""
    try:
        with transaction.atomic():
            return Topic.objects.create(name=name, slug=slug)
    except IntegrityError:
        return None
