"""What kind of thing a part says. English cues; other languages by punctuation and digits only."""

import re
from typing import Final

from claims.splitting import candidate, lexicon
from claims.splitting.tokens import Token

_PREDICTION: Final = re.compile(
    r"\b(?:will(?! have)|won['’]t|shall|going to|gonna|wants? to|wanting to|plans? to|"
    r"planning to|intends? to|aims? to|hopes? to|expect(?:s|ed) to|set to|due to (?:be|open|start|"
    r"begin|take)|likely to|about to|(?:he|she|it|they|we|I|you)['’]ll|is to be|are to be|"
    r"forecast to|projected to|by 20[3-9]\d)\b",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"\b(?:was|were|had|did|said|" + "|".join(sorted(lexicon.DISTINCT_PAST)) + r")\b", re.IGNORECASE
)
_PAST_INTENT: Final = re.compile(r"\b(?:was|were|had been) (?:going|planning|expected|due)\b", re.I)
_OPINION: Final = re.compile(
    r"\b(?:should|shouldn['’]t|ought to|must(?! have)|needs? to be|have to be|has to be|"
    r"(?:I|we|he|she|they)(?: \w+)? (?:think|thinks|believe|believes|feel|feels|hope|hopes|guess|"
    r"suppose|wish|agree|disagree|love|hate|prefer)|in my (?:view|opinion|mind)|"
    r"(?:I['’]m|I am) (?:proud|glad|happy|sure|sorry|convinced|afraid)|hopefully|"
    r"fortunately|unfortunately|frankly|let['’]s|let us|arguably|it is time)\b",
    re.IGNORECASE,
)
_EVALUATIVE: Final = (
    "good bad great terrible wonderful awful horrible best worst beautiful ugly disgraceful "
    "shameful excellent brilliant stupid ridiculous amazing outrageous unacceptable fantastic "
    "perfect wrong right fair unfair unjust immoral important crucial disastrous tragic sad nice "
    "lovely delicious boring interesting impressive disappointing tremendous fabulous absurd evil "
    "cruel brave heroic noble foolish reckless"
).replace(" ", "|")
_JUDGEMENT: Final = re.compile(
    r"\b(?:is|are|was|were|be|['’]s|['’]re)\s+(?:\w+ly\s+|not\s+|a\s+|an\s+|the\s+|so\s+|very\s+|"
    rf"too\s+|such\s+a\s+|most\s+){{0,3}}(?:{_EVALUATIVE})\b(?!-)",
    re.IGNORECASE,
)
_CAUSAL: Final = re.compile(
    r"\b(?:because|caus(?:es|ed|ing)|led to|leads? to|due to|result(?:s|ed|ing) in|as a result|"
    r"owing to|thanks to|which is why|that is why|responsible for|blamed (?:on|for)|triggered by|"
    r"sparked by|prevents?|prevented|driven by|contribut(?:es|ed) to|therefore|consequently)\b",
    re.IGNORECASE,
)
_COMPARISON: Final = re.compile(
    r"\b(?:(?:more|less|fewer|higher|lower|larger|bigger|smaller|greater|better|worse|faster|"
    r"slower|older|younger|longer|shorter|cheaper|richer|poorer|stronger|weaker|safer)\b"
    r"(?:\s+\w+){0,5}?\s+than\b|(?:twice|half|"
    r"(?:\d+|two|three|four|five|ten) times) (?:as|the|more|higher)|(?:as \w+ as)|"
    r"the (?!west|east|rest|forest|interest|guest|request|test|nest|harvest|contest|latest|arrest|"
    r"protest|priest|quest|conquest|honest|modest)\w{3,}est\b|"
    r"compared (?:with|to)|the (?:most|least|highest|lowest|largest|biggest|"
    r"smallest|fastest|richest|poorest|worst|best|longest|oldest|youngest|first|strongest)\b|"
    r"(?:in|since) (?:history|decades)|outnumber|exceeds?|unlike)",
    re.IGNORECASE,
)
_INSTRUCTIONS: Final = lexicon.words(
    "click read subscribe share follow watch see visit sign join download call email contact "
    "please listen enter scroll tap register donate send check buy try keep remember consider "
    "imagine note ask look go stop don't don’t take make let give help tell"
)
_FINITE: Final = lexicon.AUXILIARY | lexicon.PAST
_CONSEQUENCE: Final = re.compile("which is why ", re.IGNORECASE)
_MOSTLY: Final = 0.5


def of(text: str, tokens: list[Token], *, has_quantity: bool, quoted: float) -> str:
    """The kind of a part; `quoted` is the share of it that stands in quotation marks."""
    if is_question(text):
        return candidate.QUESTION
    if is_instruction(text, tokens):
        return candidate.INSTRUCTION
    if _CONSEQUENCE.match(text):
        return candidate.CAUSAL
    if quoted > _MOSTLY:
        return candidate.QUOTATION
    if _OPINION.search(text) or _JUDGEMENT.search(text):
        return candidate.OPINION
    if prediction_words(text):
        return candidate.PREDICTION
    return _factual(text, has_quantity=has_quantity)


def _factual(text: str, *, has_quantity: bool) -> str:
    if _CAUSAL.search(text):
        return candidate.CAUSAL
    if _COMPARISON.search(text):
        return candidate.COMPARISON
    return candidate.QUANTITY if has_quantity else candidate.EVENT


def prediction_words(text: str) -> str:
    """The words about the future, unless the sentence is about the past before it comes to them."""
    found = _PREDICTION.search(text)
    if found is None or _PAST_INTENT.search(text) or _PAST.search(text, 0, found.start()):
        return ""
    return found.group()


def opinion_words(text: str) -> str:
    found = _OPINION.search(text) or _JUDGEMENT.search(text)
    return found.group() if found else ""


def causal_words(text: str) -> str:
    found = _CAUSAL.search(text)
    return found.group() if found else ""


def comparison_words(text: str) -> str:
    found = _COMPARISON.search(text)
    return found.group() if found else ""


def is_question(text: str) -> bool:
    """Ends in a question mark of any script (the Greek one is a semicolon, so it is left out)."""
    bare = text.rstrip("\"'”’»)] !.\u200f\u200e\u202c")
    return bare.endswith(("?", "？", "؟"))


def is_instruction(text: str, tokens: list[Token]) -> bool:
    """An English imperative: it opens with a bare verb nobody is the subject of."""
    words = [t for t in tokens if t.is_word][:2]
    if not words or words[0].lower not in _INSTRUCTIONS or not words[0].is_capitalised:
        return False
    return len(words) == 1 or words[1].lower not in _FINITE
