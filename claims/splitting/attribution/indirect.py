"""Who says it where no subject of a reporting verb does: passives, nouns, labels, signatures."""

from typing import Final

from claims.splitting import lexicon, verbs
from claims.splitting.attribution import reporting, speaking
from claims.splitting.attribution.found import Attribution, rumour
from claims.splitting.attribution.phrases import MARKS
from claims.splitting.tokens import Token

_BE: Final = frozenset({"is", "are", "was", "were", "been"})
_BY: Final = lexicon.words(
    "accused blamed reported claimed alleged said described denied announced estimated cited quoted"
)
_ENDS: Final = lexicon.words("of for over as to after in on at during when while who which that")
_TELLS_OF: Final = frozenset({"who", "which", "whose"})
_LONGEST: Final = 12
_LABEL: Final = 6
_NEAR: Final = 6
_SIGNATURE: Final = 8


def passive(text: str, tokens: list[Token], cues: list[int]) -> Attribution | None:
    """`The firm was accused by residents of hiding …`, `as reported by Reuters`."""
    for at in cues:
        if tokens[at].lower != "by" or at < 2:
            continue
        near = tokens[max(0, at - 4) : at]
        if not any(t.lower in _BY and not t.inside for t in near) or "to" in {
            t.lower for t in near
        }:
            continue
        as_told = any(t.lower == "as" for t in near)
        if not as_told and not any(t.lower in _BE for t in tokens[max(0, at - 8) : at]):
            continue
        speaker = _phrase(tokens, at + 1)
        if speaking.can_speak(speaker):
            verb = next(t for t in near if t.lower in _BY)
            return _inner(text, tokens, speaker, (verb.start, speaker[-1].end))
    return None


def as_told(text: str, tokens: list[Token], verbs_at: list[int]) -> Attribution | None:
    """`As Reuters reported on Sunday, …`, `…, as the ministry said`."""
    for at in verbs_at:
        for first in range(at - 1, max(-1, at - _LONGEST), -1):
            if tokens[first].lower == "as":
                break
        else:
            continue
        speaker = tokens[first + 1 : at]
        boundary = first == 0 or tokens[first - 1].text in {",", "—", "–"}
        if boundary and speaking.can_speak(speaker) and _pauses(tokens, at):
            found = _inner(text, tokens, speaker, (tokens[first].start, tokens[at].end))
            return found._replace(inner=False)
    return None


def _pauses(tokens: list[Token], at: int) -> bool:
    """Nothing reported follows the verb itself, only when and where, then a comma or the end."""
    return at + 1 >= len(tokens) or not any(
        t.lower in lexicon.AUXILIARY or t.lower == "that" for t in _phrase(tokens, at + 1)
    )


def _phrase(tokens: list[Token], first: int) -> list[Token]:
    found: list[Token] = []
    for token in tokens[first : first + _LONGEST]:
        ends = token.lower in _ENDS or token.lower in lexicon.AUXILIARY
        if ends or not (token.is_word or token.text == "-"):
            break
        found.append(token)
    return found


def _inner(
    text: str, tokens: list[Token], speaker: list[Token], place: tuple[int, int]
) -> Attribution:
    claimant = text[speaker[0].start : speaker[-1].end].removesuffix("'s").removesuffix("’s")
    words = text[slice(*place)]
    status = speaking.status(speaker, text[tokens[0].start : tokens[-1].end])
    start, end = tokens[0].start, tokens[-1].end
    return Attribution(claimant, status, words, start, end, (place,), inner=True)


def adding(text: str, tokens: list[Token], cues: list[int]) -> Attribution | None:
    """`The company closed the plant, saying it was unsafe`: the subject says it."""
    for at in cues:
        if tokens[at].lower not in reporting.PARTICIPLES or at < 3 or at + 3 > len(tokens):
            continue
        if tokens[at - 1].text != "," or tokens[at - 1].inside:
            continue
        follows = tokens[at + 1]
        clause = any(t.lower in verbs.FINITE or t.text in MARKS for t in tokens[at + 1 : at + 16])
        if not clause and follows.lower != "that":
            continue
        speaker = subject(tokens, at) or _before_aside(tokens, at)
        if speaker:
            return _inner(text, tokens, speaker, (tokens[at].start, tokens[at].end))
    return None


def _before_aside(tokens: list[Token], stop: int) -> list[Token]:
    """The noun phrase a sentence begins with, when `, who …,` or `, a …,` stands after it."""
    comma = next((i for i, t in enumerate(tokens[: speaking.LONGEST]) if t.text == ","), 0)
    if comma < 1 or comma + 1 >= stop or tokens[comma + 1].lower not in _TELLS_OF:
        return []
    words = tokens[:comma]
    return words if speaking.can_speak(words) else []


def subject(tokens: list[Token], stop: int) -> list[Token]:
    """The noun phrase a sentence begins with, before its first verb."""
    for index in range(1, min(stop, speaking.LONGEST)):
        token = tokens[index]
        if token.text in {",", ";", ":"} or token.inside:
            return []
        finite = token.lower in lexicon.SURE_FINITE or verbs.is_past(tokens, index)
        if finite or token.lower in lexicon.SURE_PRESENT:
            end = index
            while end > 1 and verbs.is_adverb(tokens[end - 1]):
                end -= 1
            words = tokens[:end]
            return words if speaking.can_speak(words) else []
    return []


def impersonal(text: str, tokens: list[Token], cues: list[int]) -> Attribution | None:
    """`It is believed that …`, `20 are said to have died`, `reportedly`: nobody in particular."""
    for at in cues:
        token = tokens[at]
        if token.lower in reporting.ADVERBS:
            return rumour(text, tokens, (token.start, token.end))
        if token.lower not in reporting.IMPERSONAL or at + 2 >= len(tokens) or at < 2:
            continue
        first = at - 1
        if verbs.is_adverb(tokens[first]):
            first -= 1
        if tokens[first].lower not in _BE:
            continue
        follows = tokens[at + 1].lower
        it = tokens[first - (2 if tokens[first].lower == "been" else 1)].lower == "it"
        if (follows == "that" and it) or (follows == "to" and token.lower != "considered"):
            return rumour(text, tokens, (tokens[first].start, token.end))
    return None


def nominal(text: str, tokens: list[Token], cues: list[int]) -> Attribution | None:
    """`Smith's claim that …`, `the claim by residents that …`, `reports that …`."""
    for at in cues:
        noun = tokens[at].lower
        if noun not in reporting.NOUNS or at + 2 >= len(tokens):
            continue
        by = tokens[at + 1].lower in {"by", "from"}
        speaker = _phrase(tokens, at + 2) if by else []
        after = at + 2 + len(speaker) if by else at + 1
        if after >= len(tokens) or tokens[after].lower != "that":
            continue
        if by and speaking.can_speak(speaker):
            return _inner(text, tokens, speaker, (tokens[at].start, speaker[-1].end))
        owner = _owner(tokens, at)
        if owner:
            return _inner(text, tokens, owner, (owner[0].start, tokens[at].end))
        if noun in reporting.GOSSIP:
            return rumour(text, tokens, (tokens[at].start, tokens[at].end))
    return None


def _owner(tokens: list[Token], noun: int) -> list[Token]:
    """The phrase that ends in `'s` or `s'` right before the noun, adjectives left out."""
    for index in range(noun - 1, max(-1, noun - 4), -1):
        lower = tokens[index].lower
        if lower in {"his", "her", "their"}:
            return []
        if not lower.endswith(("'s", "’s")):
            continue
        start = index
        while start > 0 and index - start < _NEAR and speaking.is_name_word(tokens[start - 1]):
            start -= 1
        if start > 0 and tokens[start - 1].lower in lexicon.DETERMINERS:
            start -= 1
        return tokens[start : index + 1]
    return []


def labelled(text: str, tokens: list[Token]) -> Attribution | None:
    """`Smith: “…”`, `ANNA SMITH: We will …`: an interview, a transcript, a caption."""
    colon = next((i for i, t in enumerate(tokens[: _LABEL + 1]) if t.text == ":"), 0)
    if not colon or colon + 1 >= len(tokens) or tokens[0].inside:
        return None
    label = [t for t in tokens[:colon] if t.is_word]
    if not label or any(t.lower.lower() in reporting.NOT_SPEAKERS for t in label):
        return None
    if not all(speaking.is_name_word(t) or t.text == "." for t in tokens[:colon]):
        return None
    quoted = tokens[colon + 1].text in MARKS
    shouted = all(t.text.isupper() and len(t.text) > 2 for t in label)
    if not quoted and not shouted and (len(label) < 2 or not tokens[colon + 1].is_capitalised):
        return None
    place = (label[0].start, label[-1].end)
    found = _inner(text, tokens, tokens[:colon], place)
    return found._replace(leading=tokens[colon + 1].start, inner=False)


def signed(text: str, tokens: list[Token]) -> Attribution | None:
    """`“…” — Anna Smith, mayor`: a quotation with its speaker under it."""
    for index in range(len(tokens) - 2, max(1, len(tokens) - 2 - 2 * _SIGNATURE), -1):
        if tokens[index].text not in {"—", "–", "-"} or tokens[index].inside:
            continue
        if tokens[index - 1].text not in MARKS:
            return None
        speaker = speaking.without_clause(tokens[index + 1 : index + 1 + _SIGNATURE])
        if not speaker or not all(speaking.is_name_word(t) for t in speaker if t.is_word):
            return None
        place = (speaker[0].start, speaker[-1].end)
        found = _inner(text, tokens, speaker, place)
        return found._replace(trailing=tokens[index - 1].end, inner=False)
    return None
