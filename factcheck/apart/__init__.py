"""Reading hostile files in a process of their own, so that nothing they do reaches the desk.

A file may crash the library that reads it, keep it busy for ever or make it ask for all memory.
A program is run with bounds on time, memory and files; what it says is JSON. Programs import
nothing of ours, and are run by path. No Django here.
"""

from factcheck.apart.running import PDF, Failed, Locked, run, run_beside

__all__ = ["PDF", "Failed", "Locked", "run", "run_beside"]
