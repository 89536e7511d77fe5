"""What an address says beside where the page is: credentials, and the passage that is meant."""

import re
from urllib.parse import unquote

# What WHATWG's parser takes out first, and what it then reads as user name and password.
_DROPPED = re.compile(r"\A[\0- ]+|[\0\t\n\r]|[\0- ]+\Z")
_USERINFO = re.compile(r"\A([a-z][a-z0-9+.-]*:[/\\]*)[^/\\?#]*@", re.IGNORECASE)

# https://wicg.github.io/scroll-to-text-fragment/: …#anchor:~:text=[before-,]start[,end][,-after]
_DIRECTIVES = ":~:"
_TEXT = "text="
GAP = " … "
"""Between start and end of a passage; a quote with a gap is found piece by piece."""


def as_written(url: str) -> str:
    """`url` without user name and password: what somebody pasted is shown to colleagues."""
    return _USERINFO.sub(r"\1", _DROPPED.sub("", url.strip()))


def passage(url: str) -> str:
    """The words that a text fragment points at, "" without one: what a quote may begin as."""
    _, _, directives = url.partition("#")[2].partition(_DIRECTIVES)
    for directive in directives.split("&"):
        if directive.startswith(_TEXT):
            parts = directive.removeprefix(_TEXT).split(",")
            words = [part for part in parts if not part.endswith("-") and not part.startswith("-")]
            return GAP.join(unquote(part).strip() for part in words[:2] if part.strip())
    return ""
