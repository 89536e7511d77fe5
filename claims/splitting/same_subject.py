"""Clauses that share the subject of the one before: `took the town and burned its bridge`."""

from typing import Final

from claims.splitting import lexicon, places, verbs
from claims.splitting.places import Cut, Place
from claims.splitting.statement import Pieces
from claims.splitting.tokens import Token

_SHARES_PARTICIPLE: Final = lexicon.BE | lexicon.MODAL
_NEVER_SHARES: Final = lexicon.DO | {"have"}
_BASE_FORMS: Final = lexicon.words(
    "set put cut hit cost beat run come become let shut quit read bet burst cast"
)
"""Past forms that may as well go on with an infinitive: "to audit the books and set up …"."""
_UNDERGONE: Final = lexicon.words(
    "arrested charged convicted sentenced jailed imprisoned detained killed wounded injured shot "
    "destroyed damaged demolished bombed forced deported expelled executed buried elected "
    "appointed banned blocked removed replaced acquitted released taken given sent sold driven "
    "shown seen beaten tortured evacuated rescued stabbed hanged extradited suspended dismissed"
)
"""After "was arrested and …" with no object these are undergone too."""


def cut(place: Place) -> Cut | None:
    """`… and attempted …`: the right part carries the subject, and "have" where it is shared."""
    tokens, at = place.tokens, place.at
    listed = tokens[at].text == ","
    if not (listed or tokens[at].lower in {"and", "but"}):
        return None
    follows = tokens[at + 1]
    if not (verbs.is_adverb(follows) or verbs.looks_past(follows) or follows.lower in verbs.FINITE):
        return None
    if not places.is_flat(place) and not (
        at == place.clause.verb.end and _is_undergone(place, at + 1)
    ):
        return None
    verb_at = at + 1
    while verb_at < place.end and verbs.is_adverb(tokens[verb_at]):
        verb_at += 1
    if verb_at >= place.end or tokens[verb_at].inside:
        return None
    if listed and not _goes_on(place, verb_at):
        return None
    shared = _shared_auxiliary(place, verb_at)
    if shared is None:
        return None
    clause = place.clause._replace(start=at + 1, verb=verbs.at(tokens, verb_at))
    left_end = at - 1 if tokens[at - 1].text == "," else at
    return Cut(left_end, at + 1, clause, (*place.clause.opening, *shared), at + 1, "")


def _goes_on(place: Place, verb_at: int) -> bool:
    """`A took the town, burned its bridge and left …`: a list of deeds, not an aside."""
    tokens = place.tokens
    if place.follows.lower == "then":
        return True
    if not (verbs.looks_past(tokens[verb_at]) and verbs.has_object(tokens, verb_at)):
        return tokens[verb_at].lower in lexicon.DISTINCT_PAST
    for at in range(verb_at + 1, place.end - 1):
        if tokens[at].lower == "and" and tokens[at + 1].lower in lexicon.PAST:
            return True
    return False


def _shared_auxiliary(place: Place, verb_at: int) -> Pieces | None:
    """The auxiliary to repeat: () for none, None when the verb cannot be read safely."""
    tokens, verb = place.tokens, place.clause.verb
    finite = tokens[verb_at]
    if place.content and finite.lower in lexicon.SPEECH_ACTS:
        return None  # the speaker may be its subject: "said the plant closed and declined to …"
    if finite.lower in _NEVER_SHARES:
        return None
    if finite.lower in _BASE_FORMS and places.scope_is_open(place, frozenset({"to"})):
        return None
    if verbs.is_sure(finite) or _is_sure_present(finite, verb):
        return ()
    if _is_undergone(place, verb_at):
        return ((tokens[verb.first].start, tokens[verb.head - 1].end),)
    if not verbs.is_past(tokens, verb_at) or verb.auxiliary in _SHARES_PARTICIPLE:
        return None  # "was born and moved": nobody can tell
    if verb.auxiliary in lexicon.HAVE and verbs.is_participle(tokens[verb.head]):
        return ((tokens[verb.first].start, tokens[verb.first].end),)
    return ()


def _is_sure_present(finite: Token, verb: verbs.Verb) -> bool:
    """`was founded in 1850 and employs 300`: a form in -s goes with no auxiliary."""
    return finite.lower in lexicon.SURE_PRESENT and (
        verb.auxiliary == "" or finite.lower.endswith("s")
    )


def _is_undergone(place: Place, verb_at: int) -> bool:
    """`was arrested and charged with …`: both were done to the subject."""
    tokens, verb = place.tokens, place.clause.verb
    return (
        tokens[verb_at].lower in _UNDERGONE
        and verb.auxiliary in lexicon.BE | lexicon.HAVE
        and tokens[verb.head].lower in _UNDERGONE
        and not verbs.has_object(tokens, verb_at)
    )
