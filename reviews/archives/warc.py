"""Copies as WARC 1.1 (ISO 28500:2017), the format that every web archive reads.

Each copy is a `response` record with its `metadata` and a `conversion` to the text that quotes are
anchored in. A body that came before in the same file is a `revisit`.
"""

import base64
import io
import itertools
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from http.client import responses

from django.conf import settings
from django.db.models import QuerySet
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factcheck import keeping
from reviews.models import Publication, Snapshot, SourceLink

MEDIA_TYPE = "application/warc"
CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
AT_ONCE = 20
"""Copies that are fetched from the database together: at most 2 MB of text each."""

CHANGED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""What a header says of the bytes on the wire; we keep the bytes inflated."""

NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A header's name (RFC 9110, section 5.1)."""

ORIGINAL = "X-Archive-Orig-"
"""Prefix under which web archives pass on headers that do not hold any more."""


def of_source(link: SourceLink) -> QuerySet[Snapshot]:
    return link.snapshots.order_by("taken_at", "pk")


def of_fact_check(publication: Publication) -> QuerySet[Snapshot]:
    """All copies of the pages that were ever cited in it."""
    cited = publication.review.evidence.values("link")
    return _by_body(Snapshot.objects.filter(link__in=cited))


def of_desk() -> QuerySet[Snapshot]:
    return _by_body(Snapshot.objects.all())


def stream(copies: QuerySet[Snapshot], *, about: str, now: datetime) -> Iterator[bytes]:
    """A gzipped WARC in pieces, the first being its `warcinfo`, then one for each copy.

    Equal bodies must follow each other to be told apart from new ones. A copy whose body is lost
    is told in its `metadata`, with its text. Raises StorageAway.
    """
    out = _Out()
    out.write(_info(out, about=about, now=now))
    yield out.taken()
    before: Snapshot | None = None
    for copy in _one_by_one(copies):
        for record in _records(out, copy, before=before):
            out.write(record)
        before = copy
        yield out.taken()


class _Out:
    """A writer whose bytes are taken away while it goes on."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self.writer = WARCWriter(self._buffer, gzip=True, warc_version="1.1")

    def write(self, record: ArcWarcRecord) -> None:
        self.writer.write_record(record)

    def taken(self) -> bytes:
        content = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return content


def _by_body(copies: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    return copies.order_by("body_sha256", "taken_at", "pk")


def _one_by_one(copies: QuerySet[Snapshot]) -> Iterator[Snapshot]:
    """In order, however many there are: numbers first, texts a few at a time."""
    numbers = iter(list(copies.values_list("pk", flat=True)))
    while some := list(itertools.islice(numbers, AT_ONCE)):
        found = Snapshot.objects.select_related("link").in_bulk(some)
        yield from (found[pk] for pk in some)


def _info(out: _Out, *, about: str, now: datetime) -> ArcWarcRecord:
    fields = {
        "software": settings.OUTBOUND_USER_AGENT,
        "format": "WARC File Format 1.1",
        "conformsTo": CONFORMS_TO,
        "operator": f"{settings.SITE_NAME} <{settings.CONTACT_EMAIL}>",
        "description": about,
    }
    record = out.writer.create_warcinfo_record(
        None, {name: _line(value) for name, value in fields.items()}
    )
    record.rec_headers.replace_header("WARC-Date", _moment(now))
    return record


def _records(out: _Out, copy: Snapshot, *, before: Snapshot | None) -> Iterable[ArcWarcRecord]:
    body = keeping.get(copy.storage_key, sha256=copy.body_sha256)
    if body is None:
        note = "The body of this copy is missing from the storage or damaged; its text is here."
        return [_metadata(out, copy, note=note), _conversion(out, copy)]
    if not copy.link.on_web:
        answer = _resource(out, copy, body)
    elif before is not None and before.body_sha256 == copy.body_sha256:
        answer = _revisit(out, copy, before)
    else:
        answer = _response(out, copy, body)
    return [answer, _metadata(out, copy), _conversion(out, copy)]


def _response(out: _Out, copy: Snapshot, body: bytes) -> ArcWarcRecord:
    headers = _headers(copy, "response") | {"WARC-Payload-Digest": _digest(copy)}
    if copy.capped:
        headers["WARC-Truncated"] = "length"
    return out.writer.create_warc_record(
        copy.final_url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=_http(copy),
        warc_headers_dict=headers,
    )


def _resource(out: _Out, copy: Snapshot, body: bytes) -> ArcWarcRecord:
    """A file that was sent to the desk: no site ever answered with it (section 6.4)."""
    return out.writer.create_warc_record(
        copy.final_url,
        "resource",
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type=copy.media_type,
        warc_headers_dict=_headers(copy, "response") | {"WARC-Payload-Digest": _digest(copy)},
    )


def _revisit(out: _Out, copy: Snapshot, before: Snapshot) -> ArcWarcRecord:
    headers = _headers(copy, "response") | {"WARC-Refers-To": _name(before, "response")}
    return out.writer.create_revisit_record(
        copy.final_url,
        _digest(copy),
        before.final_url,
        _moment(before.taken_at),
        http_headers=_http(copy),
        warc_headers_dict=headers,
    )


def _metadata(out: _Out, copy: Snapshot, *, note: str = "") -> ArcWarcRecord:
    """`via` is the address as it was cited, where it redirects."""
    fields = {
        "via": copy.link.url if copy.link.url != copy.final_url else "",
        "title": copy.title,
        "charset": copy.charset,
        "textDigest": f"sha256:{copy.text_sha256}",
        "httpHeaders": ""
        if copy.headers or not copy.link.on_web
        else "not kept; made up from what is known",
        "note": note,
    }
    lines = "".join(f"{name}: {_line(value)}\r\n" for name, value in fields.items() if value)
    content = lines.encode()
    return out.writer.create_warc_record(
        copy.final_url,
        "metadata",
        payload=io.BytesIO(content),
        length=len(content),
        warc_headers_dict=_headers(copy, "metadata")
        | {"WARC-Concurrent-To": _name(copy, "response")},
    )


def _conversion(out: _Out, copy: Snapshot) -> ArcWarcRecord:
    content = copy.text.encode()
    return out.writer.create_warc_record(
        copy.final_url,
        "conversion",
        payload=io.BytesIO(content),
        length=len(content),
        warc_content_type="text/plain; charset=utf-8",
        warc_headers_dict=_headers(copy, "conversion")
        | {"WARC-Refers-To": _name(copy, "response")},
    )


def _http(copy: Snapshot) -> StatusAndHeaders:
    """The headers as received; those that do not fit the inflated body under another name."""
    kept = [(str(name), _line(_read(value))) for name, value in copy.headers if _is_name(name)]
    if not copy.headers and copy.media_type:
        kept = [("Content-Type", _line(copy.media_type))]
    headers = [
        (ORIGINAL + name if name.lower() in CHANGED else name, value) for name, value in kept
    ]
    return StatusAndHeaders(
        _status(copy), [*headers, ("Content-Length", str(copy.body_bytes))], protocol="HTTP/1.1"
    )


def _read(value: str) -> str:
    """The door hands over each byte as a character; most that are not ASCII were UTF-8."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _status(copy: Snapshot) -> str:
    """“200 OK”: readers of WARC know only HTTP/1, whatever was spoken."""
    _protocol, _number, reason = (*_line(copy.status_line).split(" ", 2), "", "", "")[:3]
    reason = reason.encode("ascii", "replace").decode()
    return f"{copy.http_status} {reason or responses.get(copy.http_status, '')}".strip()


def _headers(copy: Snapshot, kind: str) -> dict[str, str]:
    headers = {"WARC-Record-ID": _name(copy, kind), "WARC-Date": _moment(copy.taken_at)}
    if copy.address and kind == "response":
        headers["WARC-IP-Address"] = copy.address
    if copy.status_line.upper().startswith("HTTP/2") and kind == "response":
        headers["WARC-Protocol"] = "h2"
    return headers


def _name(copy: Snapshot, kind: str) -> str:
    """The same record has the same name in every export of this desk."""
    at = f"{settings.SITE_URL}/copies/{copy.pk}/{copy.body_sha256}/{kind}"
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, at)}>"


def _digest(copy: Snapshot) -> str:
    """Labelled, in base 32, as web archives write it; the digest we published, in hexadecimal."""
    return "sha256:" + base64.b32encode(bytes.fromhex(copy.body_sha256)).decode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _is_name(name: object) -> bool:
    """Whether it can stand before a colon; what is no name at all is left out."""
    return isinstance(name, str) and NAME.fullmatch(name) is not None


def _line(value: object) -> str:
    """One line: a break in a value would end a header."""
    return " ".join(str(value).split())
