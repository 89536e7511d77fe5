"""Processor time of whole families of processes, from Linux's /proc."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PARENT, _OWN, _CHILDREN = 1, slice(11, 13), slice(13, 15)
"""Places in /proc/PID/stat after the name: its parent; ticks of its own, of children it buried."""


def cpu(roots: Iterable[int]) -> float:
    """Seconds that these processes and all below them have used, the dead included."""
    stats = _all()
    family = set(roots)
    grown = True
    while grown:
        born = {pid for pid, stat in stats.items() if int(stat[_PARENT]) in family} - family
        family |= born
        grown = bool(born)
    ticks = sum(
        int(tick)
        for pid in family
        if pid in stats
        for tick in (*stats[pid][_OWN], *stats[pid][_CHILDREN])
    )
    return ticks / _TICKS


def _all() -> dict[int, list[str]]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                text = (folder / "stat").read_text()
            except OSError:  # it ended meanwhile
                continue
            found[int(folder.name)] = text.rpartition(")")[2].split()
    return found
