"""What a full stop belongs to, by language: data only, a wrong end of a sentence is mended here.

Words are lower case and without their last full stop. Written from general knowledge of each
language and from the errors on development sets, not taken from another library's lists.
"""

from dataclasses import dataclass
from typing import Final

from claims.splitting.lexicon import REPORTING, words


@dataclass(frozen=True)
class Rules:
    """One language's habits.

    `joined` abbreviations never end a sentence ("Mr."), `closing` ones do before any capital
    ("etc."), `numbered` ones do not before a number ("No. 5"), `loose` ones end it only before a
    word of `starters` ("Acme Inc. The …").
    `capitalised` ones are words of their own in lower case ("ill.").
    `reporting` verbs tie what follows a closed quotation to it. `ordinals`: "3. Oktober".
    `question_ends`: a lower-case word after a question mark begins a sentence of careless writing.
    `short_words`: two characters before a full stop are an initial, for letters are spelt out.
    """

    joined: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    capitalised: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    ordinals: bool = False
    question_ends: bool = False
    short_words: bool = False


_ENGLISH: Final = Rules(
    joined=words(
        "mr mrs ms mx messrs dr prof gen lt maj capt cmdr sgt cpl col adm brig sen rep reps sens "
        "gov pres rev hon amb supt insp det vs cf e.g i.e approx viz mt ft fr ald cllr atty asst "
        "assoc p.s ps ste dept lt.gen v.gen jr.prof pvt spc treas"
    ),
    numbered=words("no nos fig figs p pp vol art sec ch para pt op eq ver app ex sect chap nr"),
    closing=words("etc"),
    loose=words(
        "inc corp ltd co cos plc llc jr sr bros st ave blvd rd jan feb mar apr jun jul aug sept "
        "sep oct nov dec mon tue tues wed thu thurs fri sat sun est ed eds trans univ calif fla "
        "mass conn wash ala ariz ark colo ill ind kan ky md mich minn miss mo neb nev okla ore pa "
        "tenn tex va vt wis wyo esq phd ph.d m.d b.a m.a d.c hq intl natl govt"
    ),
    capitalised=words(
        "gen rep reps sen rev det col capt hon pres mass miss ill ark wash sat sun mar mo ore pa "
        "ind ed cos mt ste mon wed thu fri tue conn colo fla art fig figs sec app ex sect chap "
        "det ala fr ch op pt va me ms tex wis ark minn mich assoc jun est inc co corp prof maj sep "
        "aug oct nov dec jan feb apr jul"
    ),
    starters=words(
        "the this that these those he she it they we i you his her their its our my your in on at "
        "by for from to of with but and or so yet if when while as after before since although "
        "though because however there here what who why how where which an a some many most all "
        "both each every no not now then also still later last next it’s it's that’s that's he’s "
        "he's she’s she's there’s there's i’m i'm i’ve i've we’re we're they’re they're don’t "
        "don't according despite during under over until once one two three meanwhile moreover "
        "instead even just only again another other such please thanks thank was is are were did "
        "do does will would can could should has have had let yes"
    ),
    reporting=REPORTING | words("continued shouted cried whispered answered demanded wondered"),
    question_ends=True,
)
_SPANISH: Final = Rules(
    joined=words(
        "sr sra srta sres sras dr dra dres d dña d.ª prof profa lic ing gral cap tte cnel mons fr "
        "ud uds vd vds p.ej ej aprox vs cf av avda ee excmo excma ilmo hnos pdte"
    ),
    numbered=words("núm nº n.º no pág págs p pp art arts vol cap fig tel apdo inc"),
    closing=words("etc"),
    loose=words("uu ee.uu s.a s.l cía a.c d.c km min máx depto dpto jr a.m p.m u.s"),
    starters=words(
        "el la los las lo un una unos unas este esta estos estas ese esa eso esto él ella ellos "
        "ellas en de por para con sin pero y o si cuando mientras como después antes desde hasta "
        "según aunque sin no se su sus al del tras además también hay es son fue ha han ya más "
        "todo todos entre sobre ante a qué quién cómo dónde así luego entonces hoy ayer nadie"
    ),
    reporting=words(
        "dijo dice dijeron afirmó aseguró señaló añadió explicó declaró indicó agregó sostuvo "
        "manifestó preguntó respondió reconoció advirtió contestó exclamó insistió"
    ),
)
_FRENCH: Final = Rules(
    joined=words(
        "m mm mme mmes mlle mlles dr pr me mgr st ste cf p.ex ex env av apr vs lt cdt col gal cap "
        "j.-c c.-à-d éd"
    ),
    numbered=words("n no nos p pp art vol chap fig t al tél janv févr juil sept oct nov déc"),
    closing=words("etc"),
    loose=words("s bd s.a j.c inc ltd"),
    starters=words(
        "le la les l un une des ce cet cette ces il elle ils elles on nous vous je en dans de du "
        "d à au aux par pour avec sans mais et ou si quand lorsque comme après avant depuis selon "
        "malgré alors ainsi puis donc or car son sa ses leur leurs c qu qui que quoi où tout tous "
        "plus pas ne n se s hier aujourd’hui aujourd'hui sur sous entre chez cependant enfin"
    ),
    reporting=words(
        "dit affirmé déclaré expliqué ajouté indiqué assuré souligné estimé précisé répondu "
        "demandé lancé rappelé confié déclare affirme explique ajoute assure souligne estime "
        "précise s’exclame demande répond annoncé écrit"
    ),
)
_GERMAN: Final = Rules(
    joined=words(
        "dr prof hr fr hrn st z.b z d.h u.a o.ä i.d.r bzw ca vgl sog geb gest dipl ing med phil "
        "jur rer nat evtl ggf inkl exkl max min mind mio mrd tsd ev kath vs s.o s.u lt abs i.a "
        "v.a m.e u.u hl kard kfm zzgl einschl vorm fa bzgl gem betr"
    ),
    numbered=words("nr s art bd kap abb tel ziff § str abs jh"),
    closing=words("usw etc u.s.w"),
    loose=words(
        "jan feb mär apr jun jul aug sept sep okt nov dez a.d i.br e.v mo di mi do "
        "sa so a u o v chr n.chr v.chr a.m st.gallen"
    ),
    capitalised=words("fr hl mind kath mo di mi do sa so art bd evang hr st jan dez nov"),
    starters=words(
        "der die das den dem des ein eine einer eines einem einen er sie es wir ich ihr in im am "
        "an auf aus bei beim mit nach von vom vor zu zum zur für über unter durch gegen ohne um "
        "seit bis während aber und oder doch denn wenn als weil dass obwohl da dann nun so auch "
        "nur noch schon dies diese dieser dieses sein seine ihre damit dabei danach dagegen "
        "deshalb trotzdem jetzt heute gestern hier dort was wer wie wo warum alle beide viele "
        "man kein keine nicht laut zudem außerdem allerdings"
    ),
    reporting=words(
        "sagte sagt sagten erklärte betonte meinte berichtete fügte schrieb teilte kritisierte "
        "forderte fragte antwortete warnte kündigte räumte"
    ),
    ordinals=True,
)
_PORTUGUESE: Final = Rules(
    joined=words(
        "sr sra srta srs sras dr dra drs prof profa eng exmo exma gen cel cap ten d dom v.exa av "
        "p.ex ex aprox vs cf r pe fr des min dep sen gov"
    ),
    numbered=words("n nº n.º no núm pág págs p pp art arts vol cap fig tel inc"),
    closing=words("etc"),
    loose=words("s.a ltda cia jr a.c d.c eua e.u.a depto dpto km"),
    capitalised=words("des min dep sen gov ten cap cel gen fr pe dom av cia eng"),
    starters=words(
        "o a os as um uma uns umas este esta estes estas esse essa isso isto aquele ele ela eles "
        "elas em no na nos nas de do da dos das por pelo pela para com sem mas e ou se quando "
        "enquanto como depois antes desde até segundo embora não seu sua seus suas ao à após além "
        "também há é são foi já mais todo todos entre sobre ontem hoje agora então assim ninguém"
    ),
    reporting=words(
        "disse diz afirmou declarou explicou acrescentou ressaltou destacou informou contou "
        "perguntou respondeu garantiu completou avaliou alertou"
    ),
)
_TURKISH: Final = Rules(
    joined=words(
        "dr prof doç yrd av op uzm sn bkz yy örn çev haz ed gen alb bnb yzb tğm org öğr mah cad "
        "sok apt bul hz st t.c m.ö m.s müh mim"
    ),
    numbered=words("no s sf cilt md tel"),
    closing=words("vb vs vd"),
    loose=words("a.ş ltd şti inc sti"),
    starters=words(
        "bu şu o bir ve ama ancak fakat çünkü ben sen biz siz onlar ne nasıl neden kim her hiç "
        "daha en çok da de ise eğer sonra önce şimdi bugün dün yarın böylece bunun buna burada "
        "bunlar ayrıca öte yine artık"
    ),
    reporting=words("dedi diyor söyledi konuştu belirtti ifade sordu açıkladı vurguladı ekledi"),
    ordinals=True,
)
_RUSSIAN: Final = Rules(
    joined=words(
        "т.е т.к т.н им ул пр просп пер пл наб обл р-н г-н г-жа гр проф акад доц д-р св см ср напр "
        "тыс млн млрд трлн ген полк кап лейт оз р о-в гос мин макс ок н.э зам пос дер с т"
    ),
    numbered=words("ст п пп гл рис табл стр д кв корп тел № кн"),
    closing=words("т.д т.п др пр руб коп гг г в вв н.э мин сек час кг см м км чел экз"),
    starters=words(
        "в во на но и а он она они оно мы я вы это этот эта эти по с со из за для при к ко у о об "
        "от до как когда если что кто где почему так также однако затем потом после перед уже ещё "
        "еще все всё не ни его её ее их там тут здесь сейчас сегодня вчера тогда поэтому кроме "
        "между под над без через ранее"
    ),
    reporting=words("сказал сказала заявил заявила отметил отметила добавил добавила сообщил"),
)
_ARABIC: Final = Rules(joined=words("د أ م أ.د ص ج ه ق.م ت ط س ش"))
_PERSIAN: Final = Rules(joined=words("م د ا ص ر.ک ه.ش ه.ق ق.م آ ب ج ع س ش"))
_HINDI: Final = Rules(
    joined=words("डॉ डा श्री प्रो पं स्व कु सु रु ई.पू मि ले कर्नल जन मो सं"),
    closing=words("है था थी थे हो गा गी गे दी दो की"),
    short_words=True,
)
_ITALIAN: Final = Rules(
    joined=words("sig sigg sig.ra dott dott.ssa dr prof prof.ssa avv ing on mons s ss ca es cfr"),
    numbered=words("n nn p pp pag art vol cap fig tel"),
    closing=words("ecc"),
    loose=words("s.p.a s.r.l a.c d.c jr"),
    starters=words("il lo la i gli le un una in di a da con per ma e se quando dopo nel nella"),
    reporting=words("detto dichiarato affermato spiegato aggiunto dice spiega afferma"),
)

BY_LANGUAGE: Final = {
    "en": _ENGLISH,
    "es": _SPANISH,
    "fr": _FRENCH,
    "de": _GERMAN,
    "pt": _PORTUGUESE,
    "tr": _TURKISH,
    "ru": _RUSSIAN,
    "ar": _ARABIC,
    "fa": _PERSIAN,
    "hi": _HINDI,
    "it": _ITALIAN,
}
ZONES: Final = words(
    "et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst eastern central "
    "pacific mountain local monday tuesday wednesday thursday friday saturday sunday mon tue wed "
    "thu fri sat sun january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""After "a.m." and "p.m." they go on with the sentence."""
NONE: Final = Rules()
ORDINAL: Final = Rules(ordinals=True)
WITH_ORDINALS: Final = words("cs sk pl da no nb nn fi hu hr sr sl et lv is lb az")


def of(language: str) -> Rules:
    """The habits of a language; for one without a list here, only how it writes ordinals."""
    return BY_LANGUAGE.get(language, ORDINAL if language in WITH_ORDINALS else NONE)
