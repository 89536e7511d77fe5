"""Who is said to have said it: the claimant, and whether anyone can ask them.

English rules over tokens; for other languages only the cheapest openers ("según", "selon").
"""

import re
from typing import Final, NamedTuple

from claims.splitting import lexicon
from claims.splitting.candidate import NAMED, NO_ATTRIBUTION, UNNAMED
from claims.splitting.tokens import Token

_SOURCE_HEADS: Final = lexicon.words(
    "source sources official officials witness witnesses eyewitness eyewitnesses analyst analysts "
    "expert experts insider insiders diplomat diplomats activist activists critic critics resident "
    "residents observer observers people person some many others aide aides adviser advisers "
    "employee employees observers locals commentators researchers scientists lawmakers others "
    "campaigners supporters opponents investigators doctors economists villagers survivors "
    "relatives neighbours neighbors everyone"
)
_ANONYMITY: Final = re.compile(
    r"(?:condition of anonymity|asked not to be (?:named|identified)|declined to be (?:named|"
    r"identified)|requested anonymity|speaking anonymously|spoke anonymously|not authori[sz]ed to "
    r"(?:speak|comment)|whose name|who (?:was|were) not named|unnamed|anonymous)",
    re.IGNORECASE,
)
_ACCORDING: Final = re.compile(r"\baccording to\s+", re.IGNORECASE)
_OTHER_LANGUAGES: Final = re.compile(
    r"\b(?:según|de acuerdo con|selon|d['’]après|laut|segundo|secondo|volgens)\s+"
    r"((?:[^\s,.;:]+\s?){1,8})",
    re.IGNORECASE,
)
_UNNAMED_ABROAD: Final = re.compile(
    r"\b(?:fuentes?|sources?|Quellen?|fontes?|fonti|bronnen|expertos|experts)\b", re.IGNORECASE
)
_LONGEST_SPEAKER: Final = 14
_FINITE: Final = lexicon.AUXILIARY | lexicon.DISTINCT_PAST | lexicon.PAST | lexicon.PRESENT
_INVERTED: Final = lexicon.SURE_REPORTING - {"told", "tells"}  # "told reporters" names no speaker
_NOT_IN_SPEAKER: Final = _FINITE | lexicon.RELATIVE
_WHEN_OR_WHERE: Final = lexicon.FRONTED | lexicon.WEEKDAYS
_NO_SPEAKER_BEGINS: Final = lexicon.PREPOSITIONS | lexicon.SUBORDINATORS | {"and", "but", "there"}
_SPEAKER_BEGINS: Final = lexicon.NOMINATIVE | lexicon.DETERMINERS | _SOURCE_HEADS
_AFTER_HEAD: Final = lexicon.PREPOSITIONS | {"familiar", "close", "who", ","}
_LONGEST_TAIL: Final = 40
_LONGEST_APPOSITION: Final = 10
_ARTICLES: Final = frozenset({"the", "a", "an"})
_MAY_GO_ON: Final = frozenset({"told", "tells", "reported", "warned", "added"})
_TELLING: Final = frozenset({"told", "tells"})


class Attribution(NamedTuple):
    """`leading` and `trailing` are offsets: where the reported words begin and where they end."""

    claimant: str
    attribution: str
    words: str
    leading: int
    trailing: int


def find(text: str, tokens: list[Token]) -> Attribution:
    """The attribution of an English sentence given by its tokens."""
    start, end = tokens[0].start, tokens[-1].end
    for rule in (_according_to, _trailing_speaker, _leading_speaker):
        found = rule(text, tokens)
        if found is not None:
            return found
    return Attribution("", NO_ATTRIBUTION, "", start, end)


def find_abroad(text: str, start: int, end: int) -> Attribution:
    """The attribution of a sentence in another language; nothing is said to lead or trail."""
    match = _OTHER_LANGUAGES.search(text, start, end)
    if match is None:
        return Attribution("", NO_ATTRIBUTION, "", start, end)
    claimant = match.group(1).strip()
    status = UNNAMED if _UNNAMED_ABROAD.search(claimant) else NAMED
    return Attribution(claimant, status, match.group().strip(), start, end)


def is_anonymous(words: str) -> bool:
    return bool(_ANONYMITY.search(words))


def is_full_name(claimant: str) -> bool:
    """Two capitalised words and no article: a person who may be "she" in the next sentence."""
    words = claimant.split()
    return (
        bool(words)
        and words[0].lower() not in lexicon.DETERMINERS
        and sum(word[0].isupper() for word in words) > 1
    )


def _according_to(text: str, tokens: list[Token]) -> Attribution | None:
    start, end = tokens[0].start, tokens[-1].end
    match = _ACCORDING.search(text, start, end)
    if match is None:
        return None
    speaker: list[Token] = []
    for token in tokens:
        if token.start < match.end():
            continue
        if _ends_speaker(token, speaker) or len(speaker) == _LONGEST_SPEAKER:
            break
        speaker.append(token)
    if not speaker:
        return None
    claimant = text[speaker[0].start : speaker[-1].end]
    if match.start() == start:
        after = [t.start for t in tokens if t.start > speaker[-1].end]
        words = text[start : speaker[-1].end]
        leading = after[0] if after else end
        return Attribution(claimant, _status(speaker, text[start:end]), words, leading, end)
    rest = [t for t in tokens if t.start >= speaker[-1].end]
    trailing = _before(text, tokens, match.start()) if _only_describes(rest) else end
    words = text[match.start() : end if trailing < end else speaker[-1].end].rstrip(".")
    return Attribution(claimant, _status(speaker, words), words, start, trailing)


def _ends_speaker(token: Token, speaker: list[Token]) -> bool:
    if token.text in {",", ";", ":", ".", "—", "–"} or token.lower in {"who", "which", "that"}:
        return True
    return bool(speaker) and token.lower in lexicon.AUXILIARY


def _only_describes(rest: list[Token]) -> bool:
    """Whether nothing follows a trailing attribution but words about the speaker."""
    words = [t for t in rest if t.is_word]
    return not words or words[0].lower in {"who", "whose", "which", "speaking", "on", "in"}


def _before(text: str, tokens: list[Token], at: int) -> int:
    """End of the last word before `at`, without the comma that led to the attribution."""
    ends = [t.end for t in tokens if t.end <= at and t.text not in {",", "—", "–"}]
    return ends[-1] if ends else at


def _trailing_speaker(text: str, tokens: list[Token]) -> Attribution | None:
    """`…, officials said on Monday.` and `“…,” said Anna Smith, a teacher.`"""
    for at in range(len(tokens) - 1, max(1, len(tokens) - _LONGEST_TAIL), -1):
        mark = tokens[at]
        if mark.text not in {",", "”", '"', "’"} or (mark.text == "," and mark.inside):
            continue
        tail = [t for t in tokens[at + 1 :] if t.is_word or t.text == ","]
        speaker = _tail_speaker(tail)
        if speaker:
            return _trailing(text, tokens, at, speaker)
    return None


def _trailing(text: str, tokens: list[Token], at: int, speaker: list[Token]) -> Attribution:
    """The attribution after the mark at `at`; `…, the mayor, Ana Ruiz, said` begins earlier."""
    beside = _apposed(tokens, at)
    mark = beside - 1 if beside else at
    other = tokens[beside:at] if beside else []
    first = other[0] if other else tokens[at + 1]
    words = text[first.start : tokens[-1].end].rstrip(".")
    named = max(speaker, other, key=lambda phrase: sum(t.is_capitalised for t in phrase))
    claimant = text[named[0].start : named[-1].end]
    trailing = tokens[mark].start if tokens[mark].text == "," else tokens[mark].end
    if any(t.lower in lexicon.AUXILIARY for t in tokens[at + 1 :]):
        trailing = tokens[-1].end  # `The bridge, the mayor said, was safe`
    return Attribution(claimant, _status(named, words), words, tokens[0].start, trailing)


def _apposed(tokens: list[Token], at: int) -> int:
    """Where the other half of an apposition before the comma at `at` begins; 0 when none does."""
    for left in range(at - 1, max(1, at - _LONGEST_APPOSITION), -1):
        if tokens[left].inside or tokens[left].lower in _NOT_IN_SPEAKER:
            return 0
        if tokens[left].text == ",":
            half = tokens[left + 1 : at]
            has_name = any(t.is_capitalised for t in tokens[at + 1 : at + 4])
            titled = half and half[0].lower in _ARTICLES and has_name
            full = (
                half and all(t.is_capitalised for t in half) and tokens[at + 1].lower in _ARTICLES
            )
            return left + 1 if titled or full else 0
    return 0


def _tail_speaker(tail: list[Token]) -> list[Token]:
    """The speaker in a clause that holds only a speaker, a reporting verb, and when or where."""
    if len(tail) < 2 or tail[0].text == ",":
        return []
    if tail[0].lower in _INVERTED:
        speaker = _until_comma(tail[1:])
        return speaker if _can_speak(speaker) else []
    for at, token in enumerate(tail[:_LONGEST_SPEAKER]):
        follows = tail[at + 1] if at + 1 < len(tail) else None
        if token.text == ",":
            spoken = follows is not None and follows.lower in lexicon.SURE_REPORTING
            return tail[:at] if spoken and _can_speak(tail[:at]) else []
        if token.lower in lexicon.SURE_REPORTING and at:
            ends = token.lower in _MAY_GO_ON or follows is None or follows.text == ","
            ends = ends or (follows is not None and follows.lower in _WHEN_OR_WHERE)
            return tail[:at] if ends and _can_speak(tail[:at]) else []
    return []


def _until_comma(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens[:_LONGEST_SPEAKER]:
        if token.text == "," or token.lower in _WHEN_OR_WHERE:
            break
        found.append(token)
    return found


def _can_speak(speaker: list[Token]) -> bool:
    """A noun phrase that can speak: no verb in it, and a name, a pronoun or a kind of speaker."""
    if not speaker or any(t.lower in _NOT_IN_SPEAKER for t in speaker):
        return False
    first = speaker[0]
    if first.lower in _NO_SPEAKER_BEGINS:
        return False
    return (
        first.lower in _SPEAKER_BEGINS
        or first.is_capitalised
        or any(t.is_capitalised or t.lower in _SOURCE_HEADS for t in speaker)
        or len(speaker) <= 2
    )


def _leading_speaker(text: str, tokens: list[Token]) -> Attribution | None:
    """`The ministry said that …`, `On Monday, Anna Smith, the mayor, told reporters: “…”`."""
    first = _after_fronting(tokens)
    for at in range(first + 1, min(len(tokens) - 1, first + _LONGEST_SPEAKER + 6)):
        token = tokens[at]
        if token.inside or token.lower in lexicon.SURE_FINITE:
            return None
        if token.lower not in lexicon.SURE_REPORTING:
            continue
        if tokens[at - 1].lower in lexicon.RELATIVE:
            return None
        speaker = _until_comma_or_relative(tokens[first:at])
        if not _can_speak(speaker) or not _reports(tokens, at):
            return None
        words = text[speaker[0].start : token.end]
        claimant = text[speaker[0].start : speaker[-1].end]
        around = text[speaker[0].start : tokens[at].end]
        leading = _content(tokens, at)
        return Attribution(claimant, _status(speaker, around), words, leading.start, tokens[-1].end)
    return None


def _until_comma_or_relative(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if _ends_speaker(token, found):
            break
        found.append(token)
    return found


def _after_fronting(tokens: list[Token]) -> int:
    """Index of the first token after `On Monday, ` and the like; 0 when nothing is fronted."""
    if tokens[0].lower not in lexicon.FRONTED:
        return 0
    commas = [i for i, t in enumerate(tokens[:20]) if t.text == ","]
    return commas[0] + 1 if commas and commas[0] + 1 < len(tokens) else 0


def _reports(tokens: list[Token], at: int) -> bool:
    """Whether what follows the verb is something said rather than something done or named."""
    verb, follows = tokens[at], tokens[at + 1]
    if verb.lower in _TELLING:
        return True
    if follows.lower in {"that", ",", ":"} or follows.text in '“"‘«':
        return True
    rest = tokens[at + 1 : at + 16]
    return not follows.inside and any(t.lower in _FINITE for t in rest[1:])


def _content(tokens: list[Token], at: int) -> Token:
    """The first token of what is reported."""
    rest = tokens[at + 1 :]
    if tokens[at].lower in _TELLING:
        for i, token in enumerate(rest[:8]):
            if token.lower in {"that", ":", ","} and i + 1 < len(rest):
                return rest[i + 1]
    skipped = [t for t in rest[:2] if t.lower in {"that", ":", ","}]
    return rest[len(skipped)] if len(skipped) < len(rest) else rest[0]


def _status(speaker: list[Token], around: str) -> str:
    """Unnamed when the head of the phrase is a kind of source and no person's name follows it."""
    if is_anonymous(around):
        return UNNAMED
    core: list[Token] = []
    for token in speaker:
        if core and token.lower in _AFTER_HEAD:
            break
        core.append(token)
    heads = [i for i, t in enumerate(core) if t.lower in _SOURCE_HEADS]
    if not heads:
        return NAMED
    return NAMED if any(t.is_capitalised for t in core[heads[-1] + 1 :]) else UNNAMED
