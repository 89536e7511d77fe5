"""What a page should tell, for whoever writes it first: questions, not answers.

A desk that has not answered them says so in public; nothing is claimed in its name. Taken from the
IFCN Code of Principles (3 to 5) and the EFCSN Code of Standards (transparency, methodology).
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reviews.models import PageName

QUESTIONS: Mapping[PageName, tuple[Promise | str, ...]] = MappingProxyType(
    {
        PageName.METHOD: (
            _("How do we choose what to check, and from whom?"),
            _("How many sources do we ask for, and which do we prefer?"),
            _("Who writes a verdict, and who approves it?"),
            _("Whom do we ask for a reply, and how long do we wait?"),
            _("Which tools do we use, also those that write or sort by themselves?"),
        ),
        PageName.SCALE: (
            _("Which words do we use, and what does each mean?"),
            _("When do we give no rating?"),
            _("When did the scale change last, and why?"),
        ),
        PageName.CORRECTIONS: (
            _("How does a reader tell us of an error, and what happens then?"),
            _("Who decides, and how long does it take?"),
            _("What do we call a correction, an update, a retraction?"),
            _("How do we show what was changed?"),
            _("Where can a reader go who does not agree?"),
        ),
        PageName.FUNDING: (
            _("Who owns this desk?"),
            _("Who paid for it in the last year, and how much (above 5% of our income)?"),
            _("Do those who pay have a say in what we check or find?"),
        ),
        PageName.ABOUT: (
            _("Who works here, and what did they do before?"),
            _("Are members of the desk bound to a party or a campaign?"),
            _("How can we be reached, and by whom are we supervised?"),
        ),
    }
)


def outline(page: PageName) -> str:
    """The questions as headings, to write beneath."""
    return "\n\n".join(f"# {question}\n\n…" for question in QUESTIONS[page])
