"""What a page says of itself, and the place and agency before a report."""

import pytest

from claims.splitting import split

NOTICES = [
    "Follow us on Facebook for the latest news from the valley.",
    "Sign up for our newsletter and get the day's top stories every morning.",
    "All rights reserved.",
    "This material may not be published, broadcast or redistributed.",
    "The Holm Courier contributed to this report.",
    "You can find more information on our website.",
    "We use cookies to improve your experience on this site.",
    "Your email address will not be published.",
    "Required fields are marked.",
    "This story has been updated to include comment from the mayor.",
    "FILE - The mayor speaks in Holm in May 2020.",
    "Comments are closed for this article.",
    "The views expressed in this article are the author’s own.",
    "Ann Poe is a reporter who covers the harbour for the Courier.",
]
PROSE = [
    "This report has 40 pages on the mine.",
    "Like us, they lost the vote in May.",
    "The views of the mayor cost her 400 votes.",
    "Ann Poe is a reporter with 40 prizes.",
    "You can find 300 mines in the valley.",
    "Support for our party fell to 9%.",
]
DATELINES = [
    "PARIS (Reuters) — ",
    "HOLM, Norway (AP) -- ",
    "HOLM, Va. — ",
    "Holm (AFP) - ",
    "(CNN) — ",
    "HOLM, March 3 (Reuters) - ",
    "NEW HOLM — ",
    "— ",
]


@pytest.mark.parametrize("text", NOTICES)
def test_a_notice_to_the_reader_is_no_claim(text):
    assert split(f"The mine closed in May. {text}", language="en")[1:] == []


@pytest.mark.parametrize("text", PROSE)
def test_prose_that_only_sounds_like_a_notice_is_kept(text):
    assert [c.quote for c in split(text, language="en")] == [text]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_no_part_of_what_it_stands_before(dateline):
    told = "Police arrested 14 people on Sunday, the ministry said."
    (found,) = split(f"{dateline}{told}", language="en")

    assert (found.quote, found.statement, found.claimant) == (
        told,
        "Police arrested 14 people on Sunday.",
        "the ministry",
    )


def test_a_word_in_capitals_before_a_hyphen_is_no_dateline():
    text = "NATO-led troops left the valley in May."

    assert [c.quote for c in split(text, language="en")] == [text]
