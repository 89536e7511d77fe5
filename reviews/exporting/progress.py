"""How far it is, for whoever watches."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is under way, how many of it are done, and how many there are."""

EVERY = 1000
"""Rows between two words of progress."""
