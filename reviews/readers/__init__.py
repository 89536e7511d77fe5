"""Readers speak, editors answer: reports of errors, suggested claims, and pages about the desk.

`receiving` takes in what is told, `sifting` and `limits` keep spam from the desk's eyes without
losing anything, `moving` is the only writer of a report's status, `deciding` ends disputes,
`suggesting` makes claims of what was suggested, `following` tells its reader how far it is, by
`letters` too. `pages` is what editors write about the desk, `outcomes` counts for the public.
"""

from reviews.readers.deciding import appeal, decide
from reviews.readers.moving import forget, give, hold, look_at, merge, put_back, release, take_apart
from reviews.readers.receiving import About, Sending, Words, receive
from reviews.readers.suggesting import as_article, decline, look_again, take_up, take_up_words

__all__ = [
    "About",
    "Sending",
    "Words",
    "appeal",
    "as_article",
    "decide",
    "decline",
    "forget",
    "give",
    "hold",
    "look_again",
    "look_at",
    "merge",
    "put_back",
    "receive",
    "release",
    "take_apart",
    "take_up",
    "take_up_words",
]
