"""The text of PDFs, as far as it is text: pictures of pages hold none.

PDFium reads them in a process of its own (`factcheck.apart`), bounded in time and memory, while
the event loop goes on; lines are put together to paragraphs again, so that a quote is found over
the ends of lines, columns and pages.
"""

from __future__ import annotations

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

from factcheck import apart
from factcheck.apart import layout
from factcheck.outbound.response import Response

MEDIA_TYPE = "application/pdf"
UNDECLARED = frozenset({"", MEDIA_TYPE, "application/octet-stream", "binary/octet-stream"})
MARK = b"%PDF-"
MARK_WITHIN = 1024
"""Bytes before which the mark must stand (ISO 32000-1, implementation note 13 of the reference)."""

SECONDS = 15.0
"""Wall-clock time for one document; most take tenths of a second."""

AT_ONCE = 2
"""Documents read at the same time: each is a process."""

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def is_one(response: Response) -> bool:
    """Whether this is a PDF: declared as one, or nothing else declared and marked as one."""
    if response.media_type not in UNDECLARED:
        return False
    return response.media_type == MEDIA_TYPE or MARK in response.body[:MARK_WITHIN]


async def read(response: Response) -> tuple[str, str] | None:
    """Title and text; None where there is no text to be had: damaged, locked, scanned, cut off."""
    if response.undecoded or response.capped or not response.body:
        return None
    turns = _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    async with turns:
        try:
            said = await apart.run_beside(apart.PDF, response.body, seconds=SECONDS)
        except apart.Failed:
            return None
        text = await asyncio.to_thread(_text, said)
    return (str(said["about"].get("Title", "")), text) if text else None


def _text(said: dict[str, Any]) -> str:
    lines = (
        layout.line(number, text, left, right, y=y, size=size)
        for number, page in enumerate(said["pages"])
        for text, left, right, y, size in page
    )
    return "\n".join(layout.paragraphs(lines)).replace("\0", "").strip()
