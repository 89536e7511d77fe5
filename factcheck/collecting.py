"""How a server process that lives for days looks for garbage."""

import gc

_NEW_OBJECTS = 50_000
"""Allocations before the young are looked through: some pages' worth, not a tenth of one."""


def settle() -> None:
    """To be called once, when everything is loaded and before work comes.

    What is there by then stays for good, and is not looked through again. Without this a full
    collection walks over every loaded module, 100 to 200 ms in the middle of somebody's page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 50)
