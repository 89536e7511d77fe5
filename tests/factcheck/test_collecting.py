"""A served process looks for garbage among what came since it started."""

import subprocess
import sys

SERVED = """
import gc, sys
import factcheck.wsgi
loaded = "claims.web.triage" in sys.modules
print(gc.get_freeze_count() > 100_000, gc.isenabled(), loaded)
"""


def test_what_is_loaded_before_the_first_page_is_not_looked_through_again() -> None:
    told = subprocess.run(
        [sys.executable, "-c", SERVED], capture_output=True, text=True, check=True, timeout=60
    )

    assert told.stdout.split() == ["True", "True", "True"]
