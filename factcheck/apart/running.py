"""Running a program on a file, and taking what it says."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SECONDS = 30.0
CHILDREN = Path(__file__).with_name("children")
PDF = CHILDREN / "pdf.py"


class Failed(Exception):
    """The file is damaged, or too large or too complicated to be read within the bounds."""


class Locked(Failed):
    """The file opens with a password only."""


def run(program: Path, body: bytes, *, seconds: float = SECONDS) -> dict[str, Any]:
    """What `program` makes of `body`. Raises Failed."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, no word of the file in it
            _command(program), input=body, capture_output=True, timeout=seconds, check=False, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise Failed from error
    return _said(done.returncode, done.stdout)


async def run_beside(program: Path, body: bytes, *, seconds: float = SECONDS) -> dict[str, Any]:
    """`run`, while the event loop goes on. Whoever is cancelled takes the process along."""
    process = await asyncio.create_subprocess_exec(
        *_command(program),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    try:
        async with asyncio.timeout(seconds):
            told, _ = await process.communicate(body)
    except TimeoutError as error:
        raise Failed from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return _said(process.returncode, told)


def _command(program: Path) -> list[str]:
    return [sys.executable, "-I", str(CHILDREN / "limited.py"), str(program)]


def _said(code: int | None, told: bytes) -> dict[str, Any]:
    if code != 0:
        raise Failed
    try:
        said: dict[str, Any] = json.loads(told)
    except ValueError as error:  # it ended well, and yet its words did not come through
        raise Failed from error
    if "problem" in said:
        raise Locked if said["problem"] == "locked" else Failed
    return said
