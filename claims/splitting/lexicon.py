"""English word lists the rules stand on. Data only: a wrong cut is mended here first.

Verbs are split by how sure their form is. `DISTINCT_PAST` can be nothing but a finite past verb
("took"); `PAST` may also be a participle ("captured"), so the rules ask for more around it.
"""

from typing import Final


def words(text: str) -> frozenset[str]:
    """A word list as readable prose, one set."""
    return frozenset(text.split())


SPEAKER_WORDS: Final = 5
"""At most so many words of a speaker's name between a closing quote and "said"."""

ABBREVIATIONS: Final = words(
    "mr. mrs. ms. dr. prof. gen. col. lt. maj. capt. sgt. cpl. sen. rep. gov. rev. hon. st. "
    "vs. cf. e.g. i.e. approx. pres. adm. brig. messrs. amb."
)
NUMBERED: Final = words("no. nos. fig. figs. p. pp. vol. art. sec. ch. para.")
"""Abbreviations before a number; before anything else they are words."""

BE: Final = words("is are was were am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t")
HAVE: Final = words("has have had hasn't haven't hadn't hasn’t haven’t hadn’t")
DO: Final = words("do does did don't doesn't didn't don’t doesn’t didn’t")
MODAL: Final = words(
    "will would can could may might must shall should won't wouldn't can't cannot couldn't "
    "won’t wouldn’t can’t couldn’t shouldn't shouldn’t"
)
AUXILIARY: Final = BE | HAVE | DO | MODAL

DISTINCT_PAST: Final = words(
    "took went gave came became began wrote spoke fell rose grew knew saw drew drove broke chose "
    "flew froze hid rode shook sang sank stole swore threw wore arose awoke bore beat ate forgave "
    "forgot withdrew overthrew undertook underwent mistook fled"
)

SURE_FINITE: Final = AUXILIARY | DISTINCT_PAST

REPORTING: Final = words(
    "said says say told tells claimed claims announced announces confirmed confirms denied denies "
    "stated states warned warns added adds insisted insists argued argues noted notes reported "
    "reports explained explains alleged alleges acknowledged admitted admits declared declares "
    "testified wrote tweeted posted suggested suggests revealed reveals disclosed replied "
    "responded commented observed estimated estimates concluded concludes believes recalled "
    "asserted asserts maintained contends contended predicted predicts promised promises vowed "
    "pledged asked remarked complained"
)
SURE_REPORTING: Final = words(
    "said says say claimed claims stated insisted insists argued argues alleged alleges warned "
    "warns added denied confirmed announced acknowledged admitted testified asserted asserts "
    "contends contended explained noted told tells reported estimated estimates concluded declared "
    "wrote believes predicted predicts suggested suggests revealed disclosed tweeted"
)
SPEECH_ACTS: Final = REPORTING | words(
    "declined refused urged called asked thanked praised criticised criticized condemned "
    "described accused blamed spoke agreed apologised apologized cited referred pointed"
)

PAST: Final = SURE_REPORTING - words(
    "says say claims insists argues alleges warns tells asserts"
) | (
    words(
        "captured attempted launched attacked killed seized occupied destroyed bombed shelled "
        "stormed invaded arrested detained raided freed released clashed retreated entered crossed "
        "left reached arrived returned moved travelled traveled visited met signed approved passed "
        "rejected voted vetoed elected appointed dismissed fired hired resigned retired joined "
        "founded opened closed built bought sold acquired merged raised cut increased decreased "
        "reduced doubled tripled halved dropped climbed jumped soared plunged declined gained lost "
        "won beat defeated earned spent paid received collected invested borrowed donated funded "
        "financed imposed lifted banned ordered blocked halted suspended cancelled canceled "
        "postponed delayed extended expanded started stopped ended finished continued resumed "
        "remained stayed kept held led brought sent shot struck hit stood fought found made used "
        "provided supplied delivered shipped imported exported produced manufactured developed "
        "tested discovered published issued introduced proposed adopted enacted repealed abolished "
        "amended changed replaced removed added created established formed set put turned became "
        "helped supported backed opposed condemned criticised criticized accused blamed sued "
        "charged convicted sentenced jailed acquitted pleaded appealed overturned upheld ruled "
        "investigated inspected examined reviewed found called asked urged demanded refused agreed "
        "offered promised pledged threatened tried failed managed succeeded decided planned wanted "
        "expected needed began lasted suffered died survived injured wounded displaced evacuated "
        "rescued saved deployed withdrew recaptured retook transferred handed gave granted denied "
        "obtained violated breached ignored broke cost employed laid completed caused triggered "
        "sparked prevented allowed enabled forced included contained covered counted recorded "
        "registered measured rose fell grew shrank slipped surged rented leased owned operated "
        "ran played scored served worked lived studied graduated married divorced "
        "walked filed fined published described heard cleared "
        "believed thought felt showed demonstrated marched protested gathered rallied"
    )
)

AGENTIVE: Final = SPEECH_ACTS | words(
    "prevented forced stopped arrested accused charged convicted sentenced fined jailed driven "
    "pushed repelled defeated told asked ordered invited elected appointed allowed permitted "
    "barred detained wounded injured able unable ready willing determined tried attempted failed "
    "managed planned wanted decided withdrew retreated launched attacked captured signed voted "
    "bought sold hired fired plan plans want wants hopes hope intends intend try tries fled"
)
"""What only people and bodies do or undergo: "they were prevented" means the actors before."""

PRESENT: Final = words(
    "wants says makes takes gives goes becomes includes remains contains owns employs produces "
    "provides requires allows operates earns receives believes seeks accounts shows exports "
    "imports has costs holds plans supports runs leads keeps serves exceeds consists continues "
    "bans faces hosts make take give include remain contain own employ produce provide "
    "require allow account want need needs plan echoes covers spends pays generates"
)

SURE_PRESENT: Final = words(
    "says makes takes gives goes becomes includes remains contains owns employs produces provides "
    "requires allows operates receives believes serves consists bans"
)
"""Forms in -s that are no nouns."""

ADVERBS: Final = words(
    "also then later never now still again once soon already just even ever often so far not "
    "always nearly almost instead thus therefore twice repeatedly only since reportedly allegedly"
)

NOMINATIVE: Final = words("he she they we i")
PRONOUN_SUBJECTS: Final = NOMINATIVE | words("it this these those there")
RELATIVE: Final = words("who whom whose which that where")
SUBORDINATORS: Final = words(
    "because if whether when while although though as since unless until after before once "
    "whereas that why how what than lest wherever whenever"
)
CONDITIONAL: Final = words("if unless whether suppose supposing provided had")
FRONTED: Final = words(
    "in on at by for from during after before since until between following despite amid under "
    "over with within without because when while although though as once throughout according "
    "late early earlier last this next yesterday today meanwhile however moreover furthermore "
    "additionally instead recently currently previously then now still also overall similarly "
    "finally first second third nevertheless nonetheless consequently therefore thus "
    "unlike like besides to"
)
DETERMINERS: Final = words(
    "the a an this that these those its their his her our my your some any all both each every "
    "no several many most more few another other one two three four five six seven eight nine ten"
)
PREPOSITIONS: Final = words(
    "in on at by for from to with into onto over under against across around through about of "
    "off out up down back between among within without during after before toward towards "
    "outside inside near along behind beyond upon away"
)
OBJECT_PRONOUNS: Final = words("him her it them us me you himself herself itself themselves")

MONTHS: Final = words(
    "january february march april May june july august september october november december"
)
WEEKDAYS: Final = words("monday tuesday wednesday thursday friday saturday sunday")
