"""What readers told the sample desk, and what its editors wrote about it."""

from datetime import datetime, timedelta

from factcheck.accounts.models import User
from reviews import readers
from reviews.models import PageName, Publication
from reviews.reader_states import ReportStatus, Told
from reviews.readers import pages

TOPICS = {
    "harbour": ["Port Almond", "Economy"],
    "night-bus": ["Velmora", "Transport"],
    "desalination": ["المياه"],
}
_METHOD = """We check statements of fact that many people hear or that decide something.

1. **We choose** by what is at stake, not by who speaks, and write down why.
2. **We look for the record**: the primary source first, then whoever says otherwise. Each quote is
   kept with a copy of its page.
3. **We ask** the person who made the claim, and print the answer.
4. **A second person** reads everything before it is published. Nobody approves their own verdict.
5. **We go on watching.** When a source dies or changes, the verdict comes back to the desk and its
   page says so at once.
"""
_CORRECTIONS = """We correct in public. A verdict that changes becomes a new version; the
earlier one stays readable under its own address, with every word that differs marked, and why.

- A **correction** says that we were wrong. An **update** says that the world has changed since.
- A **retraction** takes a verdict back. Its page stays and says why.

Anybody can [report an error](/report/). Each report is answered with reasons, by
somebody who did not write the verdict, and has a page on which its reader can follow it.
"""
_FUNDING = """This is a sample desk on an invented coast. Nobody pays for it.

A real desk names here everybody who gives more than five per cent of its budget, and what they were
promised: nothing.
"""
_PAGES = {
    PageName.METHOD: ("How we check", _METHOD),
    PageName.CORRECTIONS: ("How we correct", _CORRECTIONS),
    PageName.FUNDING: ("Who pays for this", _FUNDING),
}


def tell(team: dict[str, User], *, now: datetime) -> None:
    """A report that waits, one that was answered, and a claim to be checked."""
    crane, harbour = (
        Publication.objects.get(review__claim__statement__icontains=words).slug
        for words in ("second crane", "4,210 containers")
    )
    nobody = readers.Sending()
    answered = readers.receive(
        Told.ERROR,
        sending=nobody,
        now=now,
        about=crane,
        what="Two members were absent, so the vote was not 17 to 14 of all 33 members.",
        relies_on="Minutes of the April meeting, page 2",
    )
    readers.look_at(answered.pk, by=team["ada"], now=now + timedelta(hours=3))
    readers.decide(
        answered.pk,
        outcome=ReportStatus.REJECTED,
        answer="The page says that two members were absent, in the second sentence of the "
        "reasoning. The verdict is about “unanimously”, which 14 votes against contradict.",
        by=team["ada"],
        now=now + timedelta(days=1),
    )
    readers.receive(
        Told.ERROR,
        sending=nobody,
        now=now + timedelta(days=6),
        about=harbour,
        what="The customs figure counts papers, so “handled” is the wrong word for it.",
        relies_on="https://port-almond.example/how-we-count",
        name="A reader of the Courier",
    )
    readers.receive(
        Told.CLAIM,
        sending=nobody,
        now=now + timedelta(days=7),
        what="The new crane lifts sixty tonnes, said a poster at the ferry terminal.",
        seen_at="Poster at the ferry terminal, 20 November",
    )


def write_pages(team: dict[str, User], *, now: datetime) -> None:
    for page, (title, text) in _PAGES.items():
        pages.write(
            page, language="en", base=0, by=team["edda"], now=now, title=title, markdown=text
        )
