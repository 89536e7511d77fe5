"""Query parameters of Google's methods: their types, limits and the page token."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import orjson
from django.core import signing
from django.http import QueryDict

from reviews.api import google_fields
from reviews.api.google_answers import BadParameter
from reviews.foreign import values as read

INT32 = 2**31 - 1
MOST = 100  # rows of one page
LONGEST = 2_000  # characters of a query
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
T = TypeVar("T")
SALT = "reviews.api.google"
PAGING = ("pageSize", "pageToken", "offset")
OWN = ("query", "languageCode", "reviewPublisherSiteFilter", "maxAgeDays", *PAGING)
NOT_OURS = "pageToken is not one this server gave out."
# Those of every Google API: accepted, and without effect here unless `shape` reads them.
COMMON = (
    "key",
    "alt",
    "fields",
    "prettyPrint",
    "quotaUser",
    "callback",
    "access_token",
    "oauth_token",
    "uploadType",
    "upload_protocol",
    "$.xgafv",
    "$alt",
    "$fields",
    "$key",
    "$prettyPrint",
)


@dataclass(frozen=True)
class Shape:
    """How the answer is to look, whatever was asked."""

    pretty: bool = True
    mask: google_fields.Mask = field(default_factory=dict)


@dataclass(frozen=True)
class Params:
    query: str
    language: str  # primary subtag; the region is ignored
    site: str  # host without www.
    max_age_days: int  # 0: any age
    page_size: int
    token: str
    offset: int

    @property
    def digest(self) -> str:
        """Over what must stay the same from page to page."""
        same = [self.query, self.language, self.site, self.max_age_days, self.page_size]
        return _digest(same)


@dataclass(frozen=True)
class PageParams:
    """Of `pages.list`: exactly one of `url` and `site`."""

    url: str
    site: str
    page_size: int
    token: str
    offset: int

    @property
    def digest(self) -> str:
        return _digest(["pages", self.site, self.page_size])


def parse(sent: QueryDict) -> Params:
    """Those of `claims:search`. Raises BadParameter."""
    values = known(sent, OWN)
    query, site = values.get("query", "").strip(), values.get("reviewPublisherSiteFilter", "")
    if not query and not site:
        raise BadParameter("query", "query is required unless reviewPublisherSiteFilter is set.")
    if len(query) > LONGEST:
        raise BadParameter("query", f"query is limited to {LONGEST} characters.")
    if "\0" in query:
        raise BadParameter("query", "query must be text without NUL characters.")
    return Params(
        query=query,
        language=_language(values.get("languageCode", "")),
        site=_site(site, "reviewPublisherSiteFilter"),
        max_age_days=_number(values, "maxAgeDays"),
        page_size=min(_number(values, "pageSize") or 10, MOST),
        token=values.get("pageToken", ""),
        offset=_number(values, "offset"),
    )


def parse_pages(sent: QueryDict) -> PageParams:
    """Those of `pages.list`. Raises BadParameter."""
    values = known(sent, ("url", "organization", *PAGING))
    url, organization = values.get("url", ""), values.get("organization", "")
    if bool(url) == bool(organization):
        raise BadParameter("url", "Send either url or organization, and not both.")
    if url and not read.address(url):
        raise BadParameter("url", f"“{url[:80]}” is not a web address.")
    return PageParams(
        url=read.address(url),
        site=_site(organization, "organization"),
        page_size=min(_number(values, "pageSize") or 10, MOST),
        token=values.get("pageToken", ""),
        offset=_number(values, "offset"),
    )


def check_image(sent: QueryDict) -> None:
    """Those of `claims:imageSearch`. Raises BadParameter."""
    values = known(sent, ("imageUri", "languageCode", *PAGING))
    image = values.get("imageUri", "")
    if not image:
        raise BadParameter("imageUri", "imageUri is required.")
    if not read.address(image):
        raise BadParameter("imageUri", f"“{image[:80]}” is not the web address of an image.")
    _language(values.get("languageCode", ""))
    for name in ("pageSize", "offset"):
        _number(values, name)
    if values.get("pageToken"):
        raise BadParameter("pageToken", NOT_OURS)


def shape(sent: QueryDict) -> Shape:
    """Raises BadParameter."""
    values = {name.removeprefix("$"): str(value) for name, value in sent.items()}
    if values.get("alt", "json").partition(";")[0] != "json":
        raise BadParameter("alt", "alt must be json; no other form is offered.")
    if values.get("callback"):
        raise BadParameter("callback", "JSONP is not offered; this address allows any origin.")
    wanted = values.get("fields", "")
    mask = google_fields.parse(wanted) if wanted else {}
    return Shape(pretty=_bool(values, "prettyPrint"), mask=mask)


def seal(asked: Params | PageParams, place: list[Any]) -> str:
    """An opaque token for the rows behind `place`, good for the same question only."""
    return signing.dumps([asked.digest, place], salt=SALT)


def unseal(asked: Params | PageParams) -> list[Any]:
    """Raises BadParameter where the token is not ours, or belongs to another question."""
    try:
        digest, place = signing.loads(asked.token, salt=SALT)
    except signing.BadSignature:
        raise BadParameter("pageToken", NOT_OURS) from None
    if digest != asked.digest:
        raise BadParameter(
            "pageToken", "With a pageToken all other parameters must stay as they were."
        )
    rows: list[Any] = place
    return rows


def _digest(same: list[Any]) -> str:
    return hashlib.sha256(orjson.dumps(same)).hexdigest()[:16]


def known(sent: QueryDict, own: Iterable[str]) -> dict[str, str]:
    """By camelCase name; Google takes snake_case too. Of a repeated parameter the last counts."""
    values = {}
    for name, value in sent.items():
        camel = name if name in COMMON else re.sub(r"_([a-z])", _upper, name)
        if camel not in (*own, *COMMON):
            raise BadParameter(name, f"Unknown name “{name[:80]}”: there is no such parameter.")
        values[camel] = str(value)
    return values


def _upper(match: re.Match[str]) -> str:
    return match[1].upper()


def _language(value: str) -> str:
    if value and not LANGUAGE.fullmatch(value):
        raise BadParameter("languageCode", f"“{value}” is not a BCP 47 language code.")
    return value.split("-")[0].lower()


def _site(value: str, name: str) -> str:
    """The host of `nytimes.com`, `www.nytimes.com` or `https://www.nytimes.com/`."""
    if not value:
        return ""
    try:
        host = urlsplit(value if "//" in value else f"//{value}").hostname
    except ValueError:
        host = None
    if not host:
        raise BadParameter(name, f"“{value[:80]}” is not a site such as nytimes.com.")
    return host.removeprefix("www.")


def _number(values: Mapping[str, str], name: str) -> int:
    return _checked(values, name, _int32, "a number from 0 to 2147483647", "0")


def _bool(values: Mapping[str, str], name: str) -> bool:
    return _checked(values, name, _true_or_false, "true or false", "true")


def _checked(
    values: Mapping[str, str], name: str, read: Callable[[str], T], kind: str, default: str
) -> T:
    try:
        return read(values.get(name) or default)
    except ValueError:
        raise BadParameter(
            name, f"Invalid value at “{name}”: “{values[name][:40]}” is not {kind}."
        ) from None


def _int32(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) > INT32:
        raise ValueError(text)
    return int(text)


def _true_or_false(text: str) -> bool:
    if text.lower() not in ("true", "1", "false", "0"):
        raise ValueError(text)
    return text.lower() in ("true", "1")
