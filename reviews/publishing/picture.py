"""The picture that a shared link shows: the claim, its rating by word and shape, and whose it is.

Drawn once for each version and kept under the digest of what it shows. An SVG that resvg shapes and
rasterises: see docs/adr/0034-share-pictures.md.
"""

import hashlib
import html
import logging
import re
import unicodedata
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import justmytype_intl_cjk
import justmytype_intl_rtl
import justmytype_western_core
import resvg_py
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from factcheck.variables import BASE_DIR
from reviews.models import ChangeKind, PublishedVersion
from reviews.publishing import setting
from reviews.publishing.claimreview import Site
from reviews.publishing.entries import carried

logger = logging.getLogger(__name__)

FORM = 1  # raise it with the layout: pictures are drawn anew then
WIDTH, HEIGHT = 1200, 630  # what Open Graph readers ask for
MARGIN = 72
SPRITE = BASE_DIR / "factcheck" / "static" / "img" / "sprite.svg"
# The tokens of css/tokens.css, light, in sRGB.
GROUND, INK, SOFT, RULE = "#f4f6f8", "#171b22", "#464b53", "#dadce0"
TONES = {
    "false": "#a71a1b",
    "mostly-false": "#944211",
    "mixed": "#775607",
    "mostly-true": "#066755",
    "true": "#09672e",
    "unknown": "#4e535a",
}
FAMILIES = ("NotoSans[", "NotoSansArabic[", "NotoSansHebrew[")
CJK = ("NotoSansSC[", "NotoSansJP[", "NotoSansKR[", "NotoSansTC[")
# Han letters differ by language: the family of the language is asked for first.
BY_LANGUAGE = {"ja": "Noto Sans JP", "ko": "Noto Sans KR", "zh-tw": "Noto Sans TC"}
SYMBOL = re.compile(r'<symbol id="rating-([a-z-]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)


@dataclass(frozen=True)
class Drawn:
    """All that the picture shows: what is the same is drawn once."""

    claim: str
    word: str
    tone: str
    desk: str
    host: str
    language: str
    form: int = FORM

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()

    @property
    def alt(self) -> str:
        return f"{self.word}: “{self.claim}” — {self.desk}"


def of(version: PublishedVersion, *, site: Site) -> Drawn:
    content = version.content
    rating = content["rating"]
    gone = version.kind == ChangeKind.RETRACTION
    return Drawn(
        claim=_plain(content["claim"]["statement"]),
        word=_("Retracted") if gone else _plain(rating["word"]),
        tone="unknown" if gone else rating["tone"],
        desk=_plain(site.name),
        host=urlsplit(site.url).netloc,
        language=content["language"],
    )


def png(drawn: Drawn) -> bytes:
    """From the storage, or drawn and kept. A storage that is away keeps nobody from the picture."""
    name = f"pictures/{drawn.digest[:2]}/{drawn.digest}.png"
    try:
        if default_storage.exists(name):
            with default_storage.open(name) as file:
                kept: bytes = file.read()
            return kept
        made = draw(drawn)
        default_storage.save(name, ContentFile(made))
    except OSError as error:
        logger.warning("Pictures cannot be kept: %s", error)
        return draw(drawn)
    return made


def draw(drawn: Drawn) -> bytes:
    """A PNG of WIDTH × HEIGHT."""
    fonts = [str(path) for path in _fonts(needs_cjk=_has_cjk(drawn.claim + drawn.word))]
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg(drawn), font_files=fonts, skip_system_fonts=True)
    )


def svg(drawn: Drawn) -> str:
    """Mirrored where the claim is written from right to left."""
    rtl, colour = setting.is_rtl(drawn.claim), TONES.get(drawn.tone, TONES["unknown"])
    side = WIDTH - MARGIN if rtl else MARGIN
    claim = setting.fit(
        f"“{drawn.claim}”",
        width=WIDTH - 2 * MARGIN,
        height=300,
        sizes=(64, 56, 48, 42, 36, 32),
        leading=1.28,
    )
    rating = setting.fit(drawn.word, width=700, height=90, sizes=(64, 54, 44, 36), leading=1.2)
    family = BY_LANGUAGE.get(drawn.language.lower(), BY_LANGUAGE.get(drawn.language[:2], ""))
    families = ", ".join(filter(None, ["Noto Sans", family, "Noto Sans SC"]))
    shape_at = WIDTH - MARGIN - 84 if rtl else MARGIN
    word_at = side - 110 if rtl else side + 110
    first = 150 + claim.size
    lines = "".join(
        _text(line, x=side, y=first + round(n * claim.size * 1.28), size=claim.size, rtl=rtl)
        for n, line in enumerate(claim.lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="{families}" fill="{INK}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>'
        f'<rect width="{WIDTH}" height="14" fill="{colour}"/>'
        f'<g fill="{SOFT}">{_text(drawn.desk, x=side, y=104, size=34, rtl=rtl)}</g>'
        f'<g font-weight="600">{lines}</g>'
        f'<rect x="{MARGIN}" y="486" width="{WIDTH - 2 * MARGIN}" height="2" fill="{RULE}"/>'
        f'<g fill="{colour}" color="{colour}"><g transform="translate({shape_at} 514) scale(3.5)">'
        f"{_shapes().get(drawn.tone, '')}</g>"
        f'<g font-weight="700">'
        f"{_text(rating.lines[0], x=word_at, y=578, size=rating.size, rtl=rtl)}</g></g>"
        f'<g fill="{SOFT}">{_host(drawn.host, rtl=rtl)}</g></svg>'
    )


def _text(words: str, *, x: int, y: int, size: int, rtl: bool) -> str:
    """resvg lays lines out from left to right; an isolate turns the whole line, marks and all."""
    said = f"\u2067{words}\u2069" if rtl else f"\u2066{words}\u2069"
    anchor = "end" if rtl else "start"
    place = f'x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"'
    return f"<text {place}>{html.escape(said)}</text>"


def _host(host: str, *, rtl: bool) -> str:
    x, anchor = (MARGIN, "start") if rtl else (WIDTH - MARGIN, "end")
    return f'<text x="{x}" y="574" font-size="26" text-anchor="{anchor}">{html.escape(host)}</text>'


def _plain(text: str) -> str:
    """One line, of what the fonts hold: no control characters, no emoji."""
    kept = (c for c in carried(text) if c <= "\uffff" or unicodedata.category(c) != "So")
    return " ".join("".join(kept).split())


def _has_cjk(text: str) -> bool:
    return any(unicodedata.east_asian_width(letter) in "WF" for letter in text)


@cache
def _shapes() -> dict[str, str]:
    """The shape of each tone, from the sprite that pages show."""
    return dict(SYMBOL.findall(SPRITE.read_text()))


@cache
def _fonts(*, needs_cjk: bool) -> list[Path]:
    """The 48 MB of East Asian letters are opened only where they are needed."""
    packs = [justmytype_western_core, justmytype_intl_rtl]
    wanted: tuple[str, ...] = FAMILIES
    if needs_cjk:
        packs, wanted = [*packs, justmytype_intl_cjk], (*FAMILIES, *CJK)
    found = (path for pack in packs for path in Path(str(pack.__file__)).parent.rglob("*.ttf"))
    return sorted(path for path in found if path.name.startswith(wanted))
