"""Runs one of the programs beside it with bounds that the kernel keeps: `limited.py PROGRAM`."""

import contextlib
import resource
import runpy
import sys

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space. Python, PDFium and 20 MB of input take some 250 MB of it."""
CPU_SECONDS = 20
OPEN_FILES = 64

if __name__ == "__main__":
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no bound on address space
            resource.setrlimit(limit, (most, most))
    runpy.run_path(sys.argv[1], run_name="__main__")
