"""A bar for what takes long, where somebody looks at a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def telling() -> Iterator[Callable[[str, int, int], None]]:
    """Told what is under way, how many of it are done and how many there are, it draws them."""
    now = ""
    with tqdm(total=0, file=sys.stderr, disable=None) as bar:

        def tell(what: str, done: int, total: int) -> None:
            nonlocal now
            if what != now:
                now = what
                bar.reset(total)
                bar.set_description(what)
            bar.update(done - bar.n)

        yield tell
