"""Programs run apart: what they say comes back, and nothing else of them does."""

import asyncio
import time

import pytest

from factcheck import apart
from factcheck.apart import running

GREEDY = {
    "memory": "import sys; bytes(3 * 2**30)",
    "time": "while True: pass",
    "disk": "open('x', 'wb').write(b'x')",
    "no words": "print('{')",
    "crash": "import os; os.abort()",
}
ECHO = "import json, sys; json.dump({'read': sys.stdin.buffer.read().decode()}, sys.stdout)"


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder for programs, under bounds a test can wait for."""
    limited = (running.CHILDREN / "limited.py").read_text()
    (tmp_path / "limited.py").write_text(limited.replace("CPU_SECONDS = 20", "CPU_SECONDS = 1"))
    monkeypatch.setattr(running, "CHILDREN", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_what_a_program_says_comes_back_both_ways(tmp_path):
    program = tmp_path / "echo.py"
    program.write_text(ECHO)

    said = apart.run(program, b"body"), await apart.run_beside(program, b"body")

    assert said == ({"read": "body"}, {"read": "body"})


@pytest.mark.parametrize("program", GREEDY.values(), ids=GREEDY.keys())
async def test_the_kernel_keeps_the_bounds(program, programs):
    (programs / "greedy.py").write_text(program)

    with pytest.raises(apart.Failed):
        apart.run(programs / "greedy.py", b"")
    with pytest.raises(apart.Failed):
        await apart.run_beside(programs / "greedy.py", b"")

    assert not (programs / "x").exists() or (programs / "x").stat().st_size == 0


@pytest.mark.parametrize(("problem", "error"), [("locked", apart.Locked), ("x", apart.Failed)])
async def test_a_program_may_tell_why_it_read_nothing(problem, error, tmp_path):
    program = tmp_path / "problem.py"
    program.write_text(f'print(\'{{"problem": "{problem}"}}\')')

    with pytest.raises(apart.Failed) as caught:
        await apart.run_beside(program, b"")

    assert type(caught.value) is error


async def test_time_that_runs_out_ends_the_process(tmp_path):
    program = tmp_path / "sleeper.py"
    program.write_text("import time; time.sleep(600)")
    started = time.monotonic()

    with pytest.raises(apart.Failed):
        await apart.run_beside(program, b"", seconds=0.5)

    assert time.monotonic() - started < 60


async def test_the_loop_goes_on_meanwhile(tmp_path):
    program = tmp_path / "waiting.py"
    program.write_text(f"import time; time.sleep(0.5); {ECHO}")
    reading = asyncio.create_task(apart.run_beside(program, b"x"))
    turns = 0

    while not reading.done():
        turns += 1
        await asyncio.sleep(0.01)

    assert (await reading, turns > 10) == ({"read": "x"}, True)


async def test_whoever_is_cancelled_takes_the_process_along(tmp_path):
    program = tmp_path / "sleeper.py"
    program.write_text("import time; time.sleep(600)")
    reading = asyncio.create_task(apart.run_beside(program, b""))
    await asyncio.sleep(0.2)

    reading.cancel()
    ends = await asyncio.gather(reading, return_exceptions=True)

    assert isinstance(ends[0], asyncio.CancelledError)
