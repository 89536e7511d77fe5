"""Words of reporting in other languages than English. Data only, and only the surest forms."""

from typing import Final, NamedTuple


class Tongue(NamedTuple):
    verbs: frozenset[str]
    that: frozenset[str]  # what leads from the verb to the reported clause
    auxiliaries: frozenset[str]  # part of the verb, before it
    according: tuple[str, ...]  # before the speaker
    after_speaker: tuple[str, ...]  # after the speaker: postpositions
    unnamed: frozenset[str]  # people who are no one in particular
    ends: frozenset[str]  # what ends a speaker after the verb
    breaks: frozenset[str]  # a verb that ends the speaker after "according to"
    verb_first: bool = False


def _tongue(verbs: str, that: str, unnamed: str, **more: str) -> Tongue:
    """`according` and `after` are phrases between bars; the rest are words between spaces."""
    return Tongue(
        frozenset(verbs.split()),
        frozenset(that.split()),
        frozenset(more.get("auxiliaries", "").split()),
        _phrases(more.get("according", "")),
        _phrases(more.get("after", "")),
        frozenset(unnamed.split()),
        frozenset(more.get("ends", "").split()),
        frozenset(more.get("breaks", "").split()),
        verb_first="verb_first" in more,
    )


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in listed.split("|") if phrase.strip())


TONGUES: Final = {
    "es": _tongue(
        "dijo dice dijeron dicen afirmó afirma afirmaron declaró declara declararon aseguró "
        "asegura aseguraron señaló señala señalaron explicó explica anunció anunciaron informó "
        "informaron informa indicó indicaron indica añadió agregó confirmó confirmaron denunció "
        "denunciaron sostuvo sostiene advirtió advierte advirtieron manifestó reconoció admitió "
        "comentó recordó subrayó destacó insistió escribió tuiteó negó reveló apuntó lamentó "
        "precisó criticó dicho afirmado declarado asegurado señalado explicado anunciado",
        "que",
        "fuentes fuente expertos experto funcionarios testigos testigo analistas vecinos "
        "activistas críticos algunos varios científicos residentes personas",
        according="según | de acuerdo con | de acuerdo a | en palabras de | a juicio de | "
        "conforme a",
        auxiliaries="ha han había habían",
        ends="en el la durante este esta tras a ante al por que y",
    ),
    "fr": _tongue(
        "dit disent affirme affirment déclaré affirmé expliqué annoncé indiqué assuré estimé "
        "ajouté confirmé précisé souligné dénoncé averti reconnu admis rappelé insisté écrit "
        "tweeté nié révélé lancé regretté déclare explique annonce indique assure estime ajoute "
        "confirme précise souligne dénonce avertit reconnaît rappelle rapporté rapporte soutient "
        "prétend raconte raconté commenté conclu",
        "que qu’il qu'il qu’elle qu'elle qu’ils qu'ils qu’un qu'un qu’une qu'une",
        "sources source experts responsables témoins témoin analystes habitants militants "
        "critiques certains plusieurs scientifiques chercheurs riverains observateurs",
        according="selon | d’après | d'après | de l’avis de | aux dires de | à en croire",
        auxiliaries="a ont avait avaient s’est s'est l’a l'a",
        ends="à au aux dans lors ce cette lundi mardi mercredi jeudi vendredi samedi dimanche qui "
        "que et sur après avant hier devant",
    ),
    "de": _tongue(
        "sagte sagt sagten sagen erklärte erklärt erklärten teilte betonte betont behauptete "
        "behauptet berichtete berichtet berichteten meinte meint warnte warnt kündigte bestätigte "
        "bestätigt schrieb schreibt fügte ergänzte kritisierte äußerte räumte twitterte wies gab "
        "stellte unterstrich forderte",
        "dass daß",
        "quellen quelle experten kreise insider beobachter zeugen zeuge augenzeugen anwohner "
        "analysten kritiker aktivisten forscher wissenschaftler beamte einige mehrere",
        according="laut | nach angaben von | nach angaben der | nach angaben des | "
        "nach aussage von | nach einschätzung von | nach auskunft der",
        ends="am im in bei nach vor dem gegenüber auf und mit zu über an",
        after="zufolge",
        breaks="ist sind war waren hat haben hatte stieg stiegen sank sanken fiel fielen wurde "
        "wurden wird werden soll sollen kam kamen gab gibt liegt liegen lag starben starb kann",
        auxiliaries="hat haben habe",
    ),
    "pt": _tongue(
        "disse diz disseram dizem afirmou afirma afirmaram declarou declara declararam garantiu "
        "explicou explica anunciou anunciaram informou informaram indicou acrescentou confirmou "
        "confirmaram denunciou alertou admitiu reconheceu comentou lembrou sublinhou destacou "
        "insistiu escreveu negou revelou ressaltou defendeu frisou avaliou apontou",
        "que",
        "fontes fonte especialistas especialista funcionários testemunhas testemunha analistas "
        "moradores ativistas críticos alguns vários cientistas pesquisadores pessoas",
        according="segundo | de acordo com | conforme | na avaliação de | nas palavras de",
        ends="em na no nesta neste durante após a à ao aos que e por nas nos",
        auxiliaries="tem têm havia tinha",
    ),
    "it": _tongue(
        "detto dice dicono dichiarato afirmato affermato afferma spiegato spiega annunciato "
        "aggiunto confermato sottolineato avvertito ammesso ricordato scritto negato rivelato",
        "che",
        "fonti fonte esperti esperto funzionari testimoni analisti residenti attivisti alcuni",
        according="secondo | stando a | a detta di",
        auxiliaries="ha hanno aveva",
        ends="in a al alla durante dopo che e lunedì martedì mercoledì giovedì venerdì",
    ),
    "nl": _tongue(
        "zei zegt zeiden zeggen verklaarde verklaart meldde meldt vertelde bevestigde schreef "
        "waarschuwde benadrukte",
        "dat",
        "bronnen bron experts deskundigen functionarissen getuigen analisten bewoners",
        according="volgens",
        ends="op in tegen tijdens na en",
        auxiliaries="heeft hebben",
    ),
    "tr": _tongue(
        "dedi söyledi açıkladı belirtti bildirdi ifade vurguladı kaydetti konuştu savundu iddia "
        "duyurdu aktardı yazdı dediler söylediler açıkladılar diyor söylüyor uyardı ekledi",
        "",
        "kaynaklar kaynak kaynaklara kaynakların kaynaklarına uzmanlar uzmanlara yetkililer "
        "yetkililere görgü tanıklara tanıklar analistler bazı",
        after="göre",
    ),
    "ar": _tongue(
        "قال قالت وقال وقالت صرح صرحت وصرح أعلن أعلنت وأعلن وأعلنت أكد أكدت وأكد وأكدت أضاف أضافت "
        "وأضاف وأضافت ذكر ذكرت وذكر وذكرت أوضح أوضحت وأوضح وأوضحت زعم زعمت أفاد أفادت وأفاد "
        "وأفادت أشار أشارت وأشار كشف كشفت نفى نفت اعتبر اعتبرت حذر حذرت كتب كتبت قالوا",
        "إن أن بأن أنه أنها إنه إنها بأنه إنهم أنهم",
        "مصادر مصدر مسؤولون مسؤولين مسؤول خبراء خبير شهود شاهد ناشطون ناشطين محللون محللين سكان",
        according="وفقا ل | وفقًا ل | وفقاً ل | بحسب | حسب | نقلا عن | نقلاً عن | على حد قول",
        ends="في خلال يوم اليوم أمس إلى",
        breaks="فقد فإن أن بأن إن قد فإنه",
        verb_first="yes",
    ),
    "fa": _tongue(
        "گفت گفته گفتند می‌گوید میگوید اعلام افزود تاکید تأکید اظهار نوشت گفته‌است خبر مدعی ادعا "
        "می‌گویند گزارش",
        "که",
        "منابع منبع مقامات مقام کارشناسان کارشناس شاهدان تحلیلگران ساکنان فعالان مسئولان",
        according="به گفته | به گزارش | بنا به گفته | بر اساس گزارش | طبق گفته | به نقل از",
    ),
    "ru": _tongue(
        "сказал сказала сказали заявил заявила заявили сообщил сообщила сообщили отметил отметила "
        "отметили подчеркнул подчеркнула добавил добавила рассказал рассказала рассказали "
        "утверждает утверждают утверждал говорит говорят объяснил объяснила пояснил пояснила "
        "написал написала считает считают признал признала подтвердил подтвердила подтвердили "
        "предупредил предупредила объявил объявила объявили сообщает сообщают пишет передаёт "
        "передает заявляет заявляют уверен уверена",
        "что",
        "источник источники источников источника источникам эксперты экспертов эксперт чиновники "
        "чиновников очевидцы очевидцев свидетели свидетелей аналитики аналитиков жители жителей "
        "активисты активистов собеседник",
        according="по словам | по данным | по информации | по мнению | по сообщению | "
        "по сообщениям | согласно | по утверждению | со ссылкой на",
        ends="в на во по журналистам о об и во",
    ),
    "hi": _tongue(
        "कहा बताया कहना कहते कहती बोले बोलीं लिखा दावा",
        "कि",
        "सूत्रों सूत्र अधिकारियों विशेषज्ञों प्रत्यक्षदर्शियों लोगों जानकारों",
        after="के अनुसार | के मुताबिक | के मुताबिक़",
    ),
}

CHINESE_VERBS: Final = (
    "表示", "指出", "宣布", "强调", "認為", "认为", "称", "稱", "说", "說", "透露", "警告", "写道",
    "告诉", "坦言", "声称", "聲稱",
)  # fmt: skip
CHINESE_UNNAMED: Final = (
    "消息人士", "知情人士", "专家", "專家", "官员", "官員", "目击者", "分析人士", "有人", "人士",
    "匿名", "网友", "居民",
)  # fmt: skip
