"""Lists of addresses in text files: a URL a line, a tab, and a quote to look for, if you like."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from factcheck import outbound
from reviews.links import fragments
from reviews.links.surveying import Target

COMMENT = "#"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class NotText(ValueError):
    """A line is not UTF-8; `line` is its number, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is not UTF-8 text")
        self.line = line


@dataclass
class Listing:
    """`targets`: each page and quote once. `again`: by its first line, the lines that repeat it."""

    targets: list[Target] = field(default_factory=list)
    again: dict[int, list[Target]] = field(default_factory=dict)

    @property
    def repeated(self) -> int:
        return sum(len(targets) for targets in self.again.values())


def read(chunks: Iterable[bytes]) -> Listing:
    """The targets in lines of any kind of ending, with or without a byte order mark.

    Empty lines and comments are left out. Without a quote, the words that a text fragment of the
    address points at are looked for. Raises NotText.
    """
    listing = Listing()
    first: dict[tuple[str, str], int] = {}
    raw_lines = (raw for chunk in chunks for raw in chunk.splitlines())
    for number, raw in enumerate(raw_lines, start=1):
        target = _target(raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw, number)
        if target is None:
            continue
        earlier = first.setdefault((_page(target.url), target.quote), number)
        if earlier == number:
            listing.targets.append(target)
        else:
            listing.again.setdefault(earlier, []).append(target)
    return listing


def _target(raw: bytes, number: int) -> Target | None:
    try:
        line = raw.decode()
    except UnicodeDecodeError as error:
        raise NotText(number) from error
    url, _, quote = line.strip().partition("\t")
    if not url or url.startswith(COMMENT):
        return None
    return Target(url.strip(), quote.strip() or fragments.words(url), number)


def _page(url: str) -> str:
    """What is asked of the site: a fragment is not, and an address has many spellings."""
    try:
        return outbound.parse(url).href.partition("#")[0]
    except outbound.OutboundError:
        return url
