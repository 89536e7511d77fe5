"""English words of reporting. Data only: a speaker that is missed is mostly mended here first."""

from typing import Final

from claims.splitting import lexicon

TELLING: Final = lexicon.words("told tells informed informs assured assures reminded reminds")
"""What follows first is who was told."""

SAYING: Final = lexicon.words(
    "said says say claimed claims claim stated insisted insists insist argued argues argue alleged "
    "alleges allege asserted asserts assert maintained maintains maintain contended contends "
    "contend testified added adds add warned warns warn concluded concludes conclude believes "
    "believe believed thinks fears fear feared tweeted stressed stresses stress emphasised "
    "emphasises emphasized emphasizes reiterated reiterates conceded concedes boasted cautioned "
    "cautions lamented complained complains complain vowed pledged"
)
"""Verbs that take a clause and seldom anything else."""

NOTING: Final = lexicon.words(
    "announced announces announce confirmed confirms confirm denied denies deny acknowledged "
    "acknowledges acknowledge admitted admits admit explained explains noted notes reported "
    "reports report estimated estimates estimate declared declares wrote writes predicted predicts "
    "predict suggested suggests suggest revealed reveals disclosed discloses observed recalled "
    "recalls proclaimed posted posts ruled found finds forecast argued indicated indicates "
    "indicate shows show showed mentioned promised promises remarked remarks hinted speculated "
    "theorised theorized"
)
"""Verbs that as often take a thing ("announced a plan"), so the clause must be plain to see."""

QUOTING: Final = lexicon.words(
    "disagrees disagreed agrees objects objected "
    "asked asks replied replies responded responds commented comments joked joked quipped shouted "
    "continued continues began concluded cried whispered mused wondered agreed countered retorted "
    "urged urges urge tweeting texted exclaimed recounted offered laughed sighed snapped read "
    "reads thundered"
)
"""Verbs that report only what stands in quotation marks beside them."""

CALLING: Final = lexicon.words(
    "called calls describes described dubbed branded labelled labeled referred dismissed dismisses "
    "denounced criticised criticized praised slammed hailed condemned spoke speaks warned warns"
)
"""Verbs with an object, and the speaker's own words in quotation marks after it."""

ACCUSING: Final = lexicon.words("accused accuses accuse blamed blames blame")

PARTICIPLES: Final = lexicon.words(
    "saying claiming arguing alleging insisting asserting warning adding contending maintaining "
    "explaining stating noting announcing"
)

VERBS: Final = TELLING | SAYING | NOTING | QUOTING | CALLING | ACCUSING
INVERTED: Final = (
    (SAYING | NOTING | QUOTING)
    - TELLING
    - lexicon.words("shows show showed indicated indicates indicate found")
)

DOCUMENTS: Final = lexicon.words(
    "report reports study studies survey surveys poll polls analysis analyses data figures figure "
    "statistics research document documents memo memos investigation audit review paper papers "
    "record records indictment complaint lawsuit filing filings statement statements letter "
    "article articles census assessment estimate estimates evidence findings index ranking book "
    "documentary footage email emails transcript leaflet website affidavit bulletin communique "
    "dossier post tweet post-mortem inquiry images footage videos video pictures"
)
"""Things that say something: they show and find, too, and "it" may stand for them."""
SHOWING: Final = lexicon.words(
    "shows show showed found finds find indicated indicates indicate revealed reveals suggests "
    "suggested suggest reads read"
)

BASES: Final = lexicon.words(
    "say claim insist argue allege assert maintain contend add warn conclude believe fear stress "
    "caution complain confirm deny acknowledge admit report estimate predict suggest indicate show "
    "find accuse blame urge"
)
"""Forms that only a plural is the subject of; most are nouns as well."""

NOUNS: Final = lexicon.words(
    "claim claims assertion assertions allegation allegations accusation accusations insistence "
    "contention statement announcement argument warning warnings prediction admission denial "
    "revelation declaration confirmation suggestion rumour rumours rumor rumors speculation "
    "suspicion suspicions report reports belief complaint complaints remark remarks conclusion"
)
"""Nouns that take a clause: "Smith's claim that …"."""
GOSSIP: Final = lexicon.words(
    "claims allegations accusations rumour rumours rumor rumors speculation reports suspicions "
    "suspicion complaints warnings"
)
"""Those that nobody in particular needs to have uttered."""

ADVERBS: Final = lexicon.words("reportedly allegedly purportedly supposedly rumoredly")
IMPERSONAL: Final = lexicon.words(
    "said believed thought understood alleged reported rumoured rumored claimed estimated feared "
    "suspected considered"
)

HEADS: Final = lexicon.words(
    "source sources official officials witness witnesses eyewitness eyewitnesses analyst analysts "
    "expert experts insider insiders diplomat diplomats activist activists critic critics resident "
    "residents observer observers people person some many others aide aides adviser advisers "
    "advisors employee employees locals commentators researchers scientists lawmakers campaigners "
    "supporters opponents investigators doctors economists villagers survivors relatives "
    "neighbours neighbors everyone historians economist scholars pundits traders workers "
    "passengers parents teachers students farmers fishermen protesters demonstrators soldiers "
    "fighters rebels refugees migrants users customers investors strategists engineers medics "
    "rescuers bystanders onlookers journalists reporters staffers allies rivals detractors "
    "proponents advocates academics specialists prosecutors lawyers rumours rumors sceptics "
    "skeptics insurgents executives bankers brokers dealers veterans women men "
    "volunteers colleagues friends nurses media press"
)
"""Kinds of people that are no one in particular unless a name stands beside them."""
ONE_OF_MANY: Final = lexicon.words(
    "a an one another two three four five six seven eight nine ten several some many few most "
    "both numerous multiple dozens hundreds"
)
SPOKES: Final = lexicon.words(
    "spokesman spokeswoman spokesperson spokespeople spokesmen statement representative"
)
"""They speak for somebody who can be asked."""

TITLES: Final = lexicon.words(
    "mr mrs ms miss dr prof professor gen general col colonel lt lieutenant maj major capt "
    "captain sgt sergeant sen senator rep representative gov governor rev reverend sir dame lord "
    "lady judge justice president vice-president minister prime foreign interior defence defense "
    "finance health education mayor chancellor king queen prince princess pope imam sheikh "
    "ayatollah rabbi bishop archbishop cardinal chief inspector detective officer commissioner "
    "secretary ambassador chairman chairwoman chair director chancellor premier congressman "
    "congresswoman councillor councilman councilwoman deputy vice former acting attorney "
    "republican democrat democratic police spokesman spokeswoman spokesperson presidential "
    "nominee candidate admiral adm brig brigadier commander coach author actor actress"
)

DATELESS: Final = lexicon.FRONTED | lexicon.WEEKDAYS | lexicon.MONTHS
"""Words that begin when, where or how something was said."""

NOT_SPEAKERS: Final = lexicon.words(
    "update updates note photo photos video watch read breaking live analysis opinion correction "
    "editor's source sources image credit warning caution tip summary conclusion background result "
    "results example question answer q a fact facts claim verdict rating "
    "related more also see pictured caption advertisement topics tags share date time location "
    "where when who what why how ps nb step part chapter section"
)
"""Labels before a colon that name nobody."""

IDIOMS: Final = lexicon.words(
    "plan plans schedule custom tradition size age need needs taste ability height weight rank "
    "seniority type merit whether how"
)
"""`according to plan` tells nobody's words."""

ANONYMITY: Final = (
    "condition of anonymity",
    "not to be named",
    "not to be identified",
    "declined to be named",
    "declined to be identified",
    "requested anonymity",
    "asked for anonymity",
    "anonymously",
    "not authorized to",
    "not authorised to",
    "whose name",
    "not named",
    "unnamed",
    "anonymous",
    "unidentified",
    "did not give his name",
    "did not give her name",
    "withheld",
)
OF_ANONYMITY: Final = ("anonym", "name", "identified", "authori", "withheld")
"""Every phrase of `ANONYMITY` holds one of these."""
