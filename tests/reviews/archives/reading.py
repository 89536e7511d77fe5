"""A WARC read back with warcio, the reader that web archives use."""

import io
from dataclasses import dataclass

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker


@dataclass(frozen=True)
class Record:
    kind: str
    headers: dict[str, str]
    status: str
    http: list[tuple[str, str]]
    content: bytes


def records(warc: bytes) -> list[Record]:
    """Raises where a digest does not agree."""
    return [
        Record(
            each.rec_type,
            dict(each.rec_headers.headers),
            each.http_headers.statusline if each.http_headers else "",
            each.http_headers.headers if each.http_headers else [],
            each.content_stream().read(),
        )
        for each in ArchiveIterator(io.BytesIO(warc), check_digests="raise")
    ]


def complaints(path: str) -> int:
    """The exit code of `warcio check`."""

    class Asked:
        inputs = (path,)
        verbose = False

    return int(Checker(Asked).process_all())
