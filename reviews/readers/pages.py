"""Pages about the desk, as editors write them. A version that was public stays readable."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import InvalidInput
from reviews import permissions, wording
from reviews.exceptions import StalePage
from reviews.models import PageName, PageText
from reviews.publishing import rationale

LONGEST_TITLE, LONGEST_TEXT = 200, 50_000


def newest(page: PageName, *, language: str) -> PageText | None:
    """In exactly this language."""
    return PageText.objects.filter(page=page, language=language).first()


def shown(page: PageName, *, language: str) -> PageText | None:
    """In this language, else in the desk's own, else in any: a reader can have it translated."""
    latest = PageText.objects.filter(page=page).order_by("language", "-version")
    texts = {each.language: each for each in latest.distinct("language")}
    any_other = next(iter(texts.values()), None)
    return texts.get(language) or texts.get(settings.LANGUAGE_CODE) or any_other


def version(page: PageName, *, language: str, number: int) -> PageText:
    """Raises PageText.DoesNotExist."""
    return PageText.objects.get(page=page, language=language, version=number)


def versions(text: PageText) -> list[PageText]:
    """Of the same page in the same language, the newest first."""
    found = PageText.objects.filter(page=text.page, language=text.language)
    return list(found.select_related("by").defer("markdown"))


def write(
    page: PageName, *, language: str, base: int, by: User, now: datetime, **words: str
) -> PageText:
    """Publish the next version; `words`: title and markdown, `base`: the version they change.

    The same words again are no new version. Raises NotAllowed, InvalidInput, and StalePage where
    somebody has written one since.
    """
    permissions.check_at_least(by, Role.EDITOR, to_do=_("write the pages of the desk"))
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput(_("This desk does not speak that language."), field="language")
    title, markdown = _title(words.get("title", "")), _markdown(words.get("markdown", ""))
    before = newest(page, language=language)
    if before is not None and (before.title, before.markdown) == (title, markdown):
        return before
    if base != (before.version if before else 0):
        raise StalePage(_stale(before))
    text = PageText(page=page, language=language, version=base + 1, by=by, at=now)
    text.title, text.markdown = title, markdown
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except IntegrityError as error:  # written at the same moment
        raise StalePage(_stale(newest(page, language=language))) from error
    return text


def html(markdown: str) -> str:
    """Sanitised, headings from h2 on: the page has its title above."""
    return rationale.render(markdown, citations=(), top=2)


def _title(title: str) -> str:
    clean = " ".join(wording.clean(title, field="title", longest=LONGEST_TITLE).split())
    if not clean:
        raise InvalidInput(_("Give the page a title."), field="title")
    return clean


def _markdown(markdown: str) -> str:
    clean = wording.clean(markdown, field="markdown", longest=LONGEST_TEXT)
    if not clean:
        raise InvalidInput(
            _("Write the page first. What was public stays public."), field="markdown"
        )
    return clean


def _stale(newest: PageText | None) -> str:
    who, number = (newest.by, newest.version) if newest else (_("Somebody"), 0)
    return _(
        "%(name)s has published version %(number)s since you began. Your text is still here: "
        "compare the two, then publish yours upon it."
    ) % {"name": who, "number": number}
