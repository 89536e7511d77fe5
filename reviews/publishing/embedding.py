"""oEmbed 1.0 (oembed.com): how other sites show a fact-check when somebody pastes its address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

from django.utils.html import format_html
from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput
from reviews.models import Publication
from reviews.publishing import entries, picture, reading
from reviews.publishing.claimreview import Json, Site, address

WIDEST, TALLEST = 600, 300  # px of the card
SLIMMEST, LOWEST = 200, 160
CACHE_SECONDS = 3_600


@dataclass(frozen=True)
class Room:
    """What the consumer has: px, None where it does not say."""

    width: int | None = None
    height: int | None = None


def slug_of(url: str, *, site: Site) -> str:
    """The fact-check at `url`, one of its versions, or its card. Raises NothingHere."""
    try:
        asked, ours = urlsplit(url), urlsplit(site.url)
    except ValueError:
        asked, ours = urlsplit(""), urlsplit(site.url)
    parts = asked.path.removeprefix(ours.path).strip("/").split("/")
    if asked.netloc.lower() != ours.netloc.lower() or parts[0] != "fact-checks" or len(parts) < 2:
        raise reading.NothingHere(_("There is no fact-check of this desk at that address."))
    return unquote(parts[1])


def answer(publication: Publication, *, site: Site, room: Room) -> Json:
    """A frame with the card, which tells of flags and of a retraction as they come."""
    version = entries.latest(publication)
    page = address(publication.slug, site=site)
    drawn = picture.of(version, site=site)
    width, height = min(WIDEST, room.width or WIDEST), min(TALLEST, room.height or TALLEST)
    if width < SLIMMEST or height < LOWEST:
        raise InvalidInput(
            _("The card needs %(width)s × %(height)s pixels at least.")
            % {"width": SLIMMEST, "height": LOWEST},
            field="maxwidth" if width < SLIMMEST else "maxheight",
        )
    made: Json = {
        "version": "1.0",
        "type": "rich",
        "title": drawn.alt,
        "author_name": site.name,
        "author_url": f"{site.url}/",
        "provider_name": site.name,
        "provider_url": f"{site.url}/",
        "cache_age": CACHE_SECONDS,
        "width": width,
        "height": height,
        "html": frame(publication.slug, title=drawn.alt, site=site, width=width, height=height),
    }
    fits = (room.width or picture.WIDTH) >= picture.WIDTH
    fits = fits and (room.height or picture.HEIGHT) >= picture.HEIGHT
    if not fits:
        return made
    thumbnail = f"{page}v/{version.number}/share.png"
    size = {"thumbnail_width": picture.WIDTH, "thumbnail_height": picture.HEIGHT}
    return made | {"thumbnail_url": thumbnail} | size


def frame(slug: str, *, title: str, site: Site, width: int = WIDEST, height: int = TALLEST) -> str:
    """HTML to paste into a page: no script, and nothing of the page's is readable to it."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" '
        'sandbox="allow-popups allow-top-navigation-by-user-activation" '
        'referrerpolicy="no-referrer" frameborder="0"></iframe>',
        f"{address(slug, site=site)}card/",
        title,
        width,
        height,
    )


def as_xml(told: Json) -> str:
    fields = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in told.items())
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    return entries.carried(f"{head}<oembed>{fields}</oembed>")
