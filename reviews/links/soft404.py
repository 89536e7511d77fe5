"""Pages that say "not found" with status 200.

The order matters, cheapest and surest first. A page that carries the quote is never one of them;
callers look for the quote before they ask here. Phrase lists misfire on articles *about* missing
pages, so a phrase must be the whole title or heading, on a short page.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterable

from factcheck.outbound import Address
from factcheck.outbound.reading import Page
from reviews.links import titles
from reviews.links.outcomes import Reason

SHORT_PAGE = 2_500
"""Code points of visible text up to which an error phrase in the title is believed."""

PARKED_PAGE = 3_000
SHINGLE = 4
LEAST_SHINGLES = 8
SAME_PAGE = 0.9

_ERROR_PATH = re.compile(
    r"(?:^|[/_.-])(?:404|410|error-?404|page-?not-?found|not-?found|errors?|oops|"
    r"file-?not-?found|introuvable|nicht-gefunden|no-encontrad[ao])(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
_HOME_PATH = re.compile(
    r"^/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?$", re.IGNORECASE
)
_PHRASE = re.compile(
    r"""(?:
      (?:oops!?|sorry)?[,.!…\s]*
      (?:
        (?:(?:http|error|fehler|erreur|erro)\s*)?(?:404|410)
          (?:[\s:|–—-]*(?:error|(?:page\ |file\ )?not\ found|gone))?
        | (?:the\ |this\ |that\ |your\ |requested\ )*
          (?:page|article|story|content|document|file|url)
          (?:\ you(?:\ are|'re|\ were)?\ (?:requested|looking\ for))?
          \ (?:(?:was|is|could|can)\ ?(?:not|n't|no\ longer)(?:\ be)?\ (?:found|available|here)
             | (?:cannot|can't|couldn't|wasn't|isn't)(?:\ be)?\ (?:found|available|here)
             | not\ (?:found|available) | doesn't\ exist | does\ not\ exist
             | no\ longer\ (?:exists|available) | has\ been\ (?:removed|deleted) | unavailable)
        | (?:error\ )?not\ found | (?:file|page)\ not\ found
        | (?:we|i)\ (?:can't|cannot|couldn't|could\ not)\ find\ (?:that|this|the|your)\ page.*
        | page\ (?:introuvable|non\ trouvée) | (?:cette|la)\ page\ n'existe\ (?:pas|plus)
        | (?:seite|dokument)\ (?:wurde\ )?nicht\ gefunden
        | página\ no\ encontrada | página\ não\ encontrada | pagina\ non\ trovata
        | pagina\ niet\ gevonden | (?:страница|запись)\ не\ найдена | сторінку\ не\ знайдено
        | (?:الصفحة|صفحة)\ غير\ (?:موجودة|متوفرة)
        | (?:صفحه|برگه)\ (?:مورد\ نظر\ )?(?:یافت|پیدا)\ نشد
        | sayfa\ bulunamadı | 页面不存在 | 找不到页面 | ページが見つかりません
      )[.!…\s]*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_PARKED = re.compile(
    r"(?:this|the) domain (?:name )?(?:is|may be|might be) (?:available )?for sale"
    r"|buy this domain|domain (?:is )?parked|parked (?:free|domain)|this domain has expired"
    r"|interested in this domain|inquire about this domain|domain name has been registered",
    re.IGNORECASE,
)
_PARKING_HOSTS = re.compile(
    r"(?:^|[/.])(?:sedoparking|parkingcrew|bodis|parklogic|hugedomains|afternic|dan|undeveloped|"
    r"uniregistry|above|skenzo|sedo)\.(?:com|net)(?![\w.-])",
    re.IGNORECASE,
)


def judge(page: Page, *, asked: Address, answered: Address) -> Reason | None:
    """Why this page is a "not found" page; None if nothing says so. Needs no further request."""
    astray = by_address(asked, answered)
    if astray is Reason.ERROR_URL:
        return astray
    if len(page.text) <= SHORT_PAGE and says_not_found(page.title, "".join(page.headings[:1])):
        return Reason.PHRASE
    return astray


def by_address(asked: Address, answered: Address) -> Reason | None:
    """What a redirect tells by where it leads: to an error page, or from a page to the home page.

    A site whose home page is what was cited may answer with it under any name.
    """
    if asked.dedup_key == answered.dedup_key:
        return None
    if _is_error_path(answered) and not _is_error_path(asked):
        return Reason.ERROR_URL
    return Reason.TO_HOME if _is_home(answered) and not _is_home(asked) else None


@functools.lru_cache(maxsize=10_000)
def is_parking_host(host: str) -> bool:
    return _PARKING_HOSTS.search(host) is not None


def is_parked(page: Page, *, host: str) -> bool:
    """Whether the domain itself is for sale."""
    if is_parking_host(host):
        return True
    if len(page.text) > PARKED_PAGE:
        return False
    return bool(_PARKED.search(f"{page.title}\n{page.text}")) or any(
        is_parking_host(source) for source in page.script_sources
    )


def shingles(text: str) -> frozenset[int]:
    """Digests of all runs of four words; digits are left out, as clocks and counters change."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return frozenset(
        zlib.crc32(" ".join(words[at : at + SHINGLE]).encode())
        for at in range(max(0, len(words) - SHINGLE + 1))
    )


def same_page(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two pages are nine tenths alike (Jaccard); tiny pages are never compared."""
    if min(len(one), len(other)) < LEAST_SHINGLES:
        return False
    return len(one & other) >= SAME_PAGE * len(one | other)


def says_not_found(title: str, heading: str) -> bool:
    """Whether the title, what stands beside a site's name in it, or the first heading is a phrase
    for "not found" and nothing else.

    A heading that says more than the phrase in the title is that of an article: "404, a review".
    """
    if _is_phrase(heading):
        return True
    said = [part for part in titles.parts(title) if _is_phrase(part)]
    return bool(said) and not any(part.lower() in heading.lower() for part in said)


def may_say_not_found(parts: Iterable[str]) -> bool:
    """Whether `says_not_found` could hold of a page with these parts of titles and headings."""
    return any(map(_is_phrase, parts))


def _is_phrase(text: str) -> bool:
    return _PHRASE.fullmatch(text.strip().replace("’", "'")) is not None


def _is_error_path(address: Address) -> bool:
    return bool(_ERROR_PATH.search(address.path))


def _is_home(address: Address) -> bool:
    return bool(_HOME_PATH.fullmatch(address.path)) and not address.query
