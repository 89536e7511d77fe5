"""What words say whatever the sentence: more or less, yes or no, numbers and dates, by language.

Lists, not a model: a wrong match is mended here, and everybody can read why there was one. Words
are written as `words.stem` leaves them once it has read the lists.
"""

from typing import Final

OPPOSITES: Final = """
rose rise rises risen rising increased increase increases grew grown grow climbed soared jumped
gained up higher more raised raise raises
aumentó aumentaron aumenta subió subieron sube creció crecieron
stieg stiegen steigt gestiegen wuchs gewachsen erhöhte erhöht zugenommen
augmenté augmente augmentation hausse grimpé progressé
aumentou aumentaram subiu subiram cresceu aumentato aumentata cresciuto salito
ارتفع ارتفعت زاد زادت ازداد выросла вырос выросло выросли увеличился увеличилась 上涨 增加 上升
/ fell fall falls fallen falling decreased decrease decreases shrank shrunk dropped drop declined
decline sank down lower less fewer reduced lowered cut
disminuyó disminuyeron bajó bajaron cayó cayeron descendió reducido
sank gesunken fiel fielen gefallen schrumpfte zurückgegangen verringert gesenkt
diminué diminue baissé baisse chuté reculé
diminuiu diminuíram caiu caíram baixou diminuito diminuita calato sceso
انخفض انخفضت تراجع تراجعت هبط упала упал упало упали снизился снизилась сократился 下跌 减少 下降
;
opened open opens reopened began begun started starts abrió abrieron empezó eröffnet eröffnete
öffnete begann ouvert rouvert commencé abriu aberto aperto افتتح افتتحت فتح открыл открыла открыт
/ closed close closes shut ended stopped cerró cerraron cerrado acabó geschlossen schloss endete
fermé fermée fechou fechado chiuso أغلق أغلقت закрыл закрыла закрыт
;
won win wins ganó ganaron gewann gewonnen gagné remporté venceu ganhou vinto فاز فازت победил
/ lost lose loses perdió perdieron verlor verloren perdu perdeu perso خسر خسرت проиграл
;
accepted approved approve approves backed supported passed allowed aprobó aprobaron aprobado aceptó
genehmigt genehmigte zugestimmt beschlossen billigte approuvé adopté accepté aprovou aprovado
approvato approvata وافق وافقت يوافق توافق أقر одобрил одобрила принял
/ rejected reject rejects refused opposed blocked vetoed banned rechazó rechazaron rechazado
abgelehnt verworfen lehnte rejeté refusé rejeitou rejeitado respinto bocciato رفض رفضت отклонил
;
legal legally lawful / illegal illegally unlawful
;
safe sicher seguro sûr sicuro / unsafe dangerous gefährlich unsicher peligroso inseguro dangereux
pericoloso
;
guilty convicted schuldig verurteilt culpable condenado coupable condamné
/ innocent acquitted unschuldig freigesprochen inocente absuelto innocent acquitté
;
survived alive überlebte sobrevivió survécu / died dead killed starb tot getötet murió muerto mort
;
captured seized took retook / abandoned withdrew
;
confirmed admitted admits / denied denies
"""
"""Pairs, each with its two sides; words of one side are taken for one another."""

DENIALS: Final = {
    "en": "not never no none nobody neither nor without cannot nothing",
    "es": "no nunca jamás ninguno ninguna ningún nadie nada tampoco ni sin",
    "de": "nicht nie niemals kein keine keinen keiner keinem niemand nichts ohne",
    "fr": "ne pas jamais aucun aucune rien sans non",
    "pt": "não nunca jamais nem nenhum nenhuma ninguém nada sem",
    "it": "non mai nessuno nessuna nessun niente senza no",
    "nl": "niet nooit geen niemand niets zonder",
    "sv": "inte aldrig ingen inga utan",
    "da": "ikke aldrig ingen intet uden",
    "pl": "nie nigdy bez żaden",
    "tr": "değil yok hiç asla",
    "id": "tidak bukan tanpa",
    "vi": "không chưa",
    "ar": "لا لم لن ليس ليست ما دون غير بدون",
    "fa": "نه نیست نبود بدون",
    "he": "לא אין בלי",
    "ru": "не нет ни никогда без никто",
    "uk": "не ні ніколи без ніхто",
    "hi": "नहीं न बिना",
    "zh": "不 没 没有 未 非 并未 未能",
    "ja": "ない ず",
    "ko": "않 없 안",
}
PAIRED: Final = frozenset({"ne"})
"""Halves of one denial: `ne … pas`."""

SCALES: Final = {
    word: value
    for value, listed in (
        (10**2, "hundred hundreds hundert cien مئة مائة сто"),
        (
            10**3,
            (
                "thousand thousands mil tausend mille mila ribu nghìn ألف الف آلاف الاف "
                "тысяча тысяч тысячи 千"
            ),
        ),
        (10**4, "万 萬"),
        (10**5, "lakh lakhs"),
        (
            10**6,
            (
                "million millions millón millon millones millionen milhão milhões milione milioni "
                "milyon juta triệu مليون ملايين миллион миллионов миллиона млн mln"
            ),
        ),
        (10**7, "crore crores"),
        (10**8, "亿 億"),
        (
            10**9,
            (
                "billion billions bn milliard milliards milliarde milliarden miliardo miliardi "
                "milyar bilhão bilhões مليار مليارات миллиард миллиардов млрд"
            ),
        ),
        (10**12, "trillion trillions billonen billionen"),
    )
    for word in listed.split()
}
NUMBERS: Final = {
    "en": "- two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    "es": "- dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve",
    "de": "- zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn",
    "fr": "- deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "pt": "- dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze",
    "it": "- due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici",
    "nl": "- twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "ar": "- اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
    "ru": "- два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
}
"""From one up; one itself is an article in most languages."""
TENS: Final = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
}
DOZENS: Final = {"dozen": 12, "dutzend": 12, "docena": 12, "douzaine": 12}
SHARES: Final = frozenset(
    {
        *("%", "٪", "percent", "pct", "prozent", "percento", "procent", "yüzde", "persen"),
        *("процент", "процента", "процентов", "بالمئة", "بالمائة"),
    }
)
SHARES_OF_TWO: Final = frozenset(
    {("per", "cent"), ("por", "ciento"), ("pour", "cent"), ("por", "cento"), ("per", "cento"),
     ("في", "المائة"), ("في", "المئة")}
)  # fmt: skip

CAPITALISED: Final = frozenset({"may", "march", "mai"})
"""Months only where they are written so."""
MONTHS: Final = {
    word: month
    for listed in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        (
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
            "dicembre"
        ),
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    )
    for month, word in enumerate(listed.split(), start=1)
}
WEEKDAYS: Final = {
    word: day
    for listed in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lunes martes miércoles jueves viernes sábado domingo",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for day, word in enumerate(listed.split(), start=1)
}
EMPTY: Final = {
    "en": "a an about above across also among around because been being between both could did "
    "does down during each get got here how if itself just like made make many most much must near "
    "nearly now only other our out own same should since so some such than them then there these "
    "those through till told under until up upon us very were when where while why would your "
    "according officials almost least yesterday today tomorrow tonight last next ago during each "
    "him her me my who whom whose or do any all can may might shall",
    "es": "han ha haber sido era eran fueron está están donde cuando porque desde hasta entre todo "
    "ayer hoy ante bajo cada casi contra e u les nos muy me mi tu",
    "de": "wurde wurden worden werden haben hatte hatten seine seiner ihre ihrer einem einen einer "
    "eines diese dieser dieses dass gestern heute habe hatte oder aber noch nur schon durch unter "
    "zwischen rund etwa mehr",
    "fr": "a ont eu été était étaient fut furent soit cet leur leurs lors hier d l s c j m t y à "
    "entre environ dont quand si",
    "pt": "foram era eram está ontem aos às nos nas pelos pelas este esta esse essa entre cerca",
    "it": "stato stata hanno era erano ieri questo questa questi i gli agli dai dal nella nello "
    "nelle negli sul sulla sui su tra fra dall dell nell all",
    "ar": "في من على إلى عن مع هذا هذه أن إن كان كانت قد التي الذي بعد قبل خلال عند بين كل و ف تم "
    "أنه أنها وقد حول نحو",
    "ru": "в на и с по за из от к до для что это как был была было были его её их он она они у о "
    "об году года",
}
"""Words that hold a sentence together, or say when from where one stands, besides those of
`splitting.languages`."""
