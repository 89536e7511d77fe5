"""Addresses as somebody wrote them, fit to be shown."""

import re

# What WHATWG's parser takes out first, and what it then reads as user name and password.
_DROPPED = re.compile(r"\A[\0- ]+|[\0\t\n\r]|[\0- ]+\Z")
_USERINFO = re.compile(r"\A([a-z][a-z0-9+.-]*:[/\\]*)[^/\\?#]*@", re.IGNORECASE)


def as_written(url: str) -> str:
    """`url` without user name and password: what somebody pasted is shown to colleagues."""
    return _USERINFO.sub(r"\1", _DROPPED.sub("", url.strip()))
