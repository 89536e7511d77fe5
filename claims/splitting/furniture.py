"""What stands on a news page beside the article: prompts, notices, credits, and datelines.

English only. Judged by how a sentence opens, so that prose about cookies stays prose.
"""

import re
from typing import Final

from claims.splitting import lexicon

_LONGEST: Final = 240  # characters of a notice
_OPENINGS: Final = re.compile(
    r"all rights reserved|copyright |© ?|this material may not be|"
    r"(?:like|follow) us on\b|(?:follow|contact|email|e-mail) us\b|"
    r"follow .{1,40} on (?:twitter|facebook|instagram|x\b)|sign up (?:for|to|here|now)|"
    r"subscribe|already a subscriber|log ?in |click (?:here|on|to)|tap here|"
    r"read (?:more|also|next|the full|our full)|related:|share this|"
    r"you can (?:find|read|follow|contact|unsubscribe|listen|watch|email|sign)\b.{0,60}\b"
    r"(?:website|here|us|app|newsletter|below)\b|"
    r"we use cookies|th(?:is|e) (?:web)?site uses cookies|"
    r"your (?:email|e-mail) address|required fields|"
    r"this (?:story|article|post|piece|report|page|headline|version of this \w+) "
    r"(?:has been|was|will be|is|have been) (?:last |also |first |originally )?"
    r"(?:updated|amended|corrected|published|edited|produced|developing|breaking)|"
    r"this (?:article|story|piece|post) (?:first |originally )?appeared|"
    r"this is a (?:developing|breaking)|"
    r"an earlier version of this|terms (?:of use|of service|and conditions)|privacy policy|"
    r"comments are (?:closed|moderated|now closed)|the (?:views|opinions) (?:expressed|in this)|"
    r"please (?:enable|sign|log|read|refresh|try|note that this)|listen to (?:the|our|this)\b|"
    r"have a (?:story|tip|news)|got a (?:story|tip)|"
    r"get (?:the|our) (?:latest|day['’]s|best|app)|get (?:all the|more) .{0,30}(?:news|stories)|"
    r"advertisement|image (?:caption|source)|file photo|file ?[-–—] |"
    r"reporting by |editing by |additional reporting |by (?:clicking|signing|subscribing)|"
    r"skip to|watch (?:live|now|:|on |the (?:video|full))|download (?:our|the) |stay up to date|"
    r"don['’]t miss|support our (?:work|journalism|news)|join the conversation",
)
_FIRST_WORDS: Final = lexicon.words(
    "all copyright © this like follow contact email e-mail sign subscribe already login log click "
    "tap read related: share you we your required an terms privacy comments the please listen "
    "have got get advertisement image file reporting editing additional by skip watch download "
    "stay don't don’t support join"
)
_ANYWHERE: Final = (
    "rights reserved", "contributed to this", "contributed reporting", "sign up for our newsletter",
)  # fmt: skip
_WRITER: Final = re.compile(
    r".{3,60} is an? (?:[\w-]+ ){0,3}(?:reporter|correspondent|columnist|staff writer|journalist)"
    r"(?: who covers| covering| based| for | at )"
)
_DASH: Final = r"\s*(?:—|–|--|-)(?:\s+|$)"
_AGENCY: Final = r"\([A-Z][\w/. ]{1,20}\)"
_DATELINE: Final = re.compile(
    rf"(?:(?:Mc|Mac)?[A-Z][A-Z.’' -]{{2,30}}(?:,\s(?:[A-Z][\w.]{{1,15}}\s?){{1,3}})?"
    rf"(?:,?\s[A-Z]\w{{2,8}}\.?\s\d{{1,2}})?\s?(?:{_AGENCY})?{_DASH}"
    rf"|(?:[A-Z]\w{{1,20}}[ ,]{{1,2}}){{0,3}}(?:\d{{1,2}} )?{_AGENCY}{_DASH})"
)
_LEADING_DASH: Final = re.compile(r"(?:—|–|--|-)\s+")


def is_furniture(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks to the reader of a page, or of the page itself."""
    if end - start > _LONGEST:
        return False
    lower = text[start:end].lower()
    first = lower.split(None, 1)[0].rstrip(".,")
    if first in _FIRST_WORDS and _OPENINGS.match(lower):
        return True
    if " is a" in lower and _WRITER.match(lower):
        return True
    return max(map(lower.find, _ANYWHERE)) >= 0


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the sentence begins after `PARIS (Reuters) —` or a dash; `end` when nothing does."""
    if text.startswith("FILE", start):
        return start  # a caption
    found = _DATELINE.match(text, start, end) or _LEADING_DASH.match(text, start, end)
    return found.end() if found else start
