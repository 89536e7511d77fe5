"""Words and phrases that speak for or against checking. Data only, English.

Written from what fact-checkers say they pick and pass over: Hassan et al. 2017 ("Toward Automated
Fact-Checking": what coders of debates called check-worthy), Gencheva et al. 2017 ("A Context-Aware
Approach": tense, hedging, sentiment) and Konstantinovskiy et al. 2018 ("Towards Automated
Factchecking": quantity, law, prediction, personal experience).

Contractions come apart and adverbs are passed over in phrases: "I’ve really got to" is read as
`i 've got to`.
"""

from collections import defaultdict
from typing import Final

from claims.splitting import lexicon

_WORDS: Final[dict[str, str]] = {
    "change": (
        "abolish abolished accelerated accelerating added adding bigger boost boosted climbed "
        "closed closing created cut cuts cutting decline declined declining decrease decreased "
        "decreases delay delayed deteriorated deteriorating diminish diminished diminishing "
        "disappeared doubled drop dropped dropping drops dwindled eliminated eliminating eroded "
        "erosion expand expanded expanding expands expansion explode exploded extend extended fall "
        "fallen falling falls fell fewer gain gained gains greater grew grow growing grown grows "
        "gutted halved halving higher highest hike hiked hikes improve improved improvement "
        "improvements improves improving increase increased increases increasing jumped larger "
        "losing loss losses lost lower lowered lowest multiplied opened plummeted plunged "
        "postponed quadrupled raised raising rebounded recover recovered recovering recovery "
        "reduced reducing reduction reinstated reopened replaced restored reversed rise risen "
        "rises rising rose sank scrapped shifted shipped shrank shrink shrinking shrinks shutting "
        "skyrocketed skyrocketing slash slashed slashes slowed slowing smaller soared soaring "
        "spike spiked stagnant stagnated stagnation strengthened strengthening surge surged "
        "suspended tougher transferred trim trimmed triple tripled triples tumbled turnaround "
        "turned turned-around vanished weakened wiped worsened worsening"
    ),
    "universal": (
        "all always any entire ever every everybody everyone everywhere never no nobody none only "
        "whole zero"
    ),
    "hedge": (
        "allegedly apparently appears may maybe might perhaps possibly probably reportedly rumored "
        "rumoured seemed seemingly seems somewhat supposedly"
    ),
    "first_person": ("i me mine my myself"),
    "second_person": ("you your yours yourself yourselves"),
    "obligation": ("let's must ought should"),
    "hypothetical": ("could would"),
    "opinion": (
        "absurd amazing appropriate awful bad beautiful better boring brave brilliant catastrophic "
        "critical crucial cruel dangerous delicious difficult disappointing disastrous disgraceful "
        "disgusting effective essential evil excellent fabulous fair fantastic fine foolish "
        "fundamental good great heroic horrible immoral important impressive inappropriate "
        "incredible ineffective interesting irresponsible lovely mistake naive nice noble "
        "outrageous perfect reckless remarkable responsible ridiculous sad shameful smart sound "
        "strange stupid terrible tough tragic tremendous ugly unacceptable unfair unjust vital "
        "wise wonderful wrong"
    ),
    "values": (
        "accountability accountable admiration admire appreciate attitude beliefs believe bless "
        "blessed blessing blessings caring challenge challenges character civility commitment "
        "compassion confidence confident conscience courage courageous decency decent dedicated "
        "dedication destiny dignity dream dreams duty equality experience fairness faith fight "
        "freedom future generations goal goals god grateful gratitude greatness happiness heart "
        "honest honesty honor honored honour hope hopeful hopefully hopes humble humility idealism "
        "ideals inspire inspired integrity judgment leader leaders leadership led legacy liberty "
        "love moral opportunity optimism optimistic passion passionate patriot patriotic "
        "patriotism peace peaceful philosophy possibilities potential pray prayer prayers "
        "principle principles priorities priority privilege prosperity prosperous proud resolute "
        "resolve respect responsibilities responsibility sacrifice sincere sincerely soul spirit "
        "steadfast strength strong temperament together tough trust truth unite unity values "
        "vision wisdom wise"
    ),
    "talk": (
        "address addressed agree answer answered answering answers applause argue argument "
        "arguments asking audience brief briefly camera clarify clear comment commenting comments "
        "context conversation crosstalk debate debates debating describe described disagree "
        "discuss discussed discussion elaborate evening excuse explain explained explaining finish "
        "folks format frankly gentlemen guess hear heard inaudible interrupt interrupted "
        "interrupting issue issues ladies laughter listen listening mention mentioned microphone "
        "minute minutes moderating moderator moderators point points question questions quote "
        "quoted quoting rebut rebuttal refer reference referred referring regard regarding remarks "
        "repeat respond response rules say seconds sentence simple simply sorry speak speaking "
        "specific specifically specifics speech stage statement statements subject suggest "
        "suggesting suggestion talk talked talking tell telling thank thanks told tonight "
        "tonight's topic viewers watching welcome words"
    ),
    "private_life": (
        "aunt baby backyard bedroom bedrooms birthday born boy boyfriend breakfast brother "
        "childhood church classmate classmates coach cousin cried dad daughter dinner father "
        "fellow fiance friend friends gentleman girl grandchildren granddaughter grandfather "
        "grandkids grandmother grandson grew guy hometown hugged husband kid kids kissed lady "
        "laughed learned luckiest lucky man marriage married marry met mom mother mum myself "
        "neighbor neighbour parents prayed remember remembered remembers roommate sister smiled "
        "son teacher tears uncle wife woman wonderful young"
    ),
    "vague": (
        "anybody anything idea ideas kind matter notion options somebody somehow someone something "
        "somewhere sort stuff thing things variety way ways whatever"
    ),
    "evidence": (
        "according amount analysis analysts article articles audit auditors average bipartisan cbo "
        "census commission's count counted data documented documents economists estimate estimated "
        "estimates evidence expert experts figures gauge headlines historic historically history "
        "independent index intelligence journal level levels majority measure measured median "
        "newspaper newspapers nonpartisan number numbers percentage photographs poll polling polls "
        "proof proportion proved proven ranking rankings rate rates ratio record records report "
        "reported reports researchers scientific scientists share statistic statistics studies "
        "study sum survey tape tapes total totals transcript transcripts"
    ),
    "comparison": (
        "biggest exceeds fastest fewest greatest highest largest least longest lowest most oldest "
        "outnumber outnumbered poorest ranked ranks record richest smallest strongest than triple "
        "twice unlike unprecedented worst youngest"
    ),
    "causal": (
        "because blamed caused causes causing consequently prevented resulted resulting sparked "
        "therefore triggered"
    ),
    "prediction": ("'ll gonna shall will wo"),
    "conditional": ("if imagine suppose unless"),
}

_PHRASES: Final[dict[str, str]] = {
    "belief": (
        "i think|i do think|i believe|i do believe|i feel|i felt|i guess|i suppose|i hope|i wish|"
        "i agree|i disagree|i love|i like|i prefer|i know|i am sure|i 'm sure|i am convinced|"
        "i 'm convinced|i understand|i 'm proud|i am proud|i 'm glad|i am glad|i 'm happy|"
        "i 'm sorry|i care|i trust|i respect|i appreciate|i admire|i doubt|in my view|"
        "in my opinion|in my judgment|in my mind|it seems to me|seems to me|we think|we believe|"
        "we know|we agree|we disagree|we feel|i find|i would say|i 'd say|i happen to|i support|"
        "i favor|i oppose|i am against|i 'm against|i am for|i 'm for|i mean|i thought|i wonder|"
        "i view|i regard|i take|i expect|i do know|i do mind|as far as i|as i see it|"
        "if you ask me"
    ),
    "obligation": (
        "have to|has to|had better|need to|needs to|got to|have got to|'ve got to|let us|"
        "it is time|it 's time|we need|america needs|country needs|do let|has got to"
    ),
    "intent": (
        "i will|i 'll|we will|we 'll|i shall|we shall|i am going to|i 'm going to|"
        "we are going to|we 're going to|i want to|we want to|i 'd like|i would like|i intend|"
        "we intend|i plan|my plan|our plan|i am running|i 'm running|i would|i 'd|we would|we 'd|"
        "i promise|i pledge|i am trying|i 'm trying|i 'm prepared|i am prepared|i wo|we wo|"
        "i am ready|i 'm ready|we can|we ca|i can|i ca|i have a plan|i 'm about to|"
        "i 'm looking|i am looking|we plan|as president i|my first|my goal|our goal|"
        "my administration will|i hope to|i want|we want|make sure|want to be sure"
    ),
    "prediction": (
        "going to|about to|plans to|planning to|wants to|wanting to|intends to|aims to|hopes to|"
        "expected to|expects to|set to|likely to|forecast to|projected to|is to be|are to be|"
        "determined to|due to open|due to start|due to begin|want to"
    ),
    "conditional": ("as long as|whether or"),
    "comparison": (
        "number one|number 1|no . 1|compared to|compared with|of all time|all time low|"
        "all time high|all-time low|all-time high|in history|in decades|in the world|"
        "in the history|the first|for the first time|per capita|out of every|only country|"
        "only president|as many|as much as|half of|ahead of|second in|last in"
    ),
    "causal": (
        "led to|lead to|leads to|due to|result of|results in|resulted in|as a result|owing to|"
        "thanks to|that 's why|that is why|which is why|blamed for|blamed on|driven by|"
        "contributed to|contributes to|responsible for|the reason"
    ),
    "opinion": (
        "a good|a better|a great|the right|the best|the only way|right track|is right|'s right|"
        "are right|is wrong|'s wrong|the answer|the key|the question|the problem|the difference|"
        "what we need|the challenge|makes sense|make sense|common sense"
    ),
    "change": (
        "go up|goes up|went up|gone up|going up|go down|goes down|went down|gone down|going down|"
        "is up|are up|is down|are down|was up|were up|up by|down by|up from|down from|'s down|"
        "'s up|come down|came down|coming down|out of work|wiped out|shut down"
    ),
    "private_life": (
        "grew up|was born|told me|asked me|said to me|i met|i remember|i saw|i was|i went|i grew|"
        "my family|my own|my life|my kids|my children|a woman|a man|a guy|came up to|my home|"
        "i did|i had|i got|i became|named after|a young|my heart|i ran|my house|my job"
    ),
    "talk": (
        "you know|you asked|by the way|first of all|ask you|tell you|opening statement|"
        "closing statement|may i|look at|take a look|if i may|in other words|he said he|"
        "that 's what|i said|as i said|you said|what he said|what i said|"
        "come back to|go back to|respond to|it 's about|two seconds|one second|hold on|"
        "let me|urge you"
    ),
    "evidence": ("on average|fact is|in fact|the facts|the record shows|fact checkers"),
    "vague": (
        "a number of|a lot of things|kind of|sort of|at the top|all of this|and so on|a lot of"
    ),
    "public_service": ("social security|food stamps|minimum wage|middle class"),
    "public_money": (
        "small business|small businesses|wall street|fair share|financial crisis|national debt|"
        "stock market|minimum wage|middle class|a gallon|an hour|energy business"
    ),
    "harm": ("mass destruction|special forces|human rights|civil liberties|red line"),
    "public_record": (
        "supreme court|executive order|trade agreement|free trade|planned parenthood|grand jury|"
        "attorney general|tax returns|tax return|civil rights"
    ),
}

RECORD_ACTS: Final = lexicon.words(
    "abandoned accepted appointed approved armed authorized bailed balanced bankrupted banned "
    "blocked bought broke built canceled cancelled captured cleaned closed co-sponsored "
    "cosponsored created criticized cut declared denied deployed doubled earned ended endorsed "
    "expanded exported failed filed financed fired funded gave hired imported imposed increased "
    "inherited introduced invaded legalized lifted lost negotiated nominated opposed ordered "
    "outlawed outsourced owed owned paid pardoned passed passing pledged praised promised proposed "
    "raised reduced refused rejected released repealed sent settled shipped signed slashed sold "
    "spent sponsored sued supported testified took tripled vetoed vetoing voted withdrew won "
    "wrecked"
)
"""What people in office, armies and firms do that leaves a record; told in the past."""

STATES: Final = lexicon.words(
    "agreed answered asked became become been believed called came described did disagreed "
    "discussed done explained felt found gone got grew had happened has have heard hoped indicated "
    "kept knew laid learned liked listened looked loved made meant mentioned met needed noted "
    "raised said sat saw seemed spoke stood suggested talked thought told tried understood used "
    "wanted was went were"
)
"""Past forms that say little by themselves: being, having, saying, feeling, coming and going."""

TITLES: Final = lexicon.words(
    "mr mr. mrs mrs. ms ms. dr dr. sir madam americans america american god president "
    "senator governor vice secretary congressman"
)
"""Capitalised words that alone do not say who it was."""


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, listed in _WORDS.items():
        for word in sorted(lexicon.words(listed)):
            found[word].append(code)
    return {word: tuple(codes) for word, codes in found.items()}


_Endings = dict[str, tuple[tuple[str, list[str]], ...]]


def _by_first_words() -> dict[str, _Endings]:
    found: dict[str, dict[str, list[tuple[str, list[str]]]]] = {}
    for code, listed in _PHRASES.items():
        for phrase in listed.split("|"):
            first, *rest = phrase.split()
            found.setdefault(first, defaultdict(list))[rest[0]].append((code, rest))
    return {
        first: {second: tuple(entries) for second, entries in seconds.items()}
        for first, seconds in found.items()
    }


WORDS: Final = _by_word()
"""Word → the codes it stands for."""

PHRASES: Final = _by_first_words()
"""First word → second word → (code, the words that must follow the first)."""
