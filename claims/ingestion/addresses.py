"""When two addresses lead to the same article: the forms that sites give to one page.

The link registry keeps `m.example.org` and `example.org` apart, as it watches each; an article
read at one of them is the article at the other.
"""

import hashlib
import re
from urllib.parse import unquote

from claims.ingestion import fetching

_LONGEST_KEY = 2000  # bytes; PostgreSQL cannot index more than 2,704 (a third of a page)
_DEVICE = re.compile(r"(?:www|m|mobile|amp)\.(?=[^.]+\.[^.])")
_CACHE = re.compile(r"[^/]+\.cdn\.ampproject\.org/(?:[cv]|wp)/(?:s/)?(?=[^/]+\.)")
_VIEWER = re.compile(r"google\.[a-z.]{2,6}/amp/(?:s/)?(?=[^/]+\.)")
_AMP_PATH = re.compile(r"(?:/amp|\.amp|/index\.(?:html?|php)|\.amp(?=\.html?$))+(?:$|(?=\.html?$))")
_AMP_QUERY = frozenset({"amp", "amp=1", "amp=true", "outputtype=amp", "_amp=true", "m=1"})
# What papers and their programs put behind addresses that they share, besides what
# `factcheck.outbound` leaves out of every address.
_CAMPAIGN = re.compile(
    r"(?:at_|mtm_|pk_|piwik_|matomo_|hsa_|ns_|_hs|guce_|fb_|sc_|wt_|__twitter|trk_)\w*"
    r"|xtor|cmp|cmpid|ocid|smid|ito|spm|s_cid|cid_source|ref_src|ref_url|guccounter|partner|share"
    r"|socialshare|sharetype|mkt_tok|_ga|_gl|vero_id|oly_\w+|[a-z_]*clid|[gw]braid|gad_source|sr_share",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"%(?:2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])", re.IGNORECASE)


def key(url: str) -> str:
    """The form in which addresses of articles are compared, as the database can index it.

    Raises UnusableAddress. Never fetched.
    """
    compared = _same_for_all(fetching.parse(url).dedup_key)
    if len(compared.encode()) <= _LONGEST_KEY:
        return compared
    return f"sha256:{hashlib.sha256(compared.encode()).hexdigest()}"


def _same_for_all(compared: str) -> str:
    """`compared` is host, path and query without tracking, as `factcheck.outbound` makes it."""
    compared = _VIEWER.sub("", _CACHE.sub("", compared, count=1), count=1)
    where, _mark, query = compared.partition("?")
    host, slash, path = where.partition("/")
    path = _AMP_PATH.sub("", f"{slash}{_plain(path)}").rstrip("/")
    pairs = sorted(pair for pair in query.split("&") if pair and _tells_pages_apart(pair))
    return f"{_device_free(host)}{path}{'?' if pairs else ''}{'&'.join(pairs)}"


def _tells_pages_apart(pair: str) -> bool:
    name = pair.partition("=")[0]
    return pair.lower() not in _AMP_QUERY and not _CAMPAIGN.fullmatch(name)


def _device_free(host: str) -> str:
    while found := _DEVICE.match(host):
        host = host[found.end() :]
    return host


def _plain(path: str) -> str:
    """Letters, digits, `-._~` need no escape (RFC 3986, section 6.2.2.2)."""
    return _ESCAPE.sub(lambda found: unquote(found[0]), path)
