import pytest

from claims.splitting import languages


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The mine closed in May and 300 people lost their jobs."),
        ("en", "Mine closes"),
        ("es", "La mina cerró en mayo y 300 personas perdieron su empleo."),
        ("es", "¿Dónde están?"),
        ("fr", "La mine a fermé en mai et 300 personnes ont perdu leur emploi."),
        ("de", "Die Mine schloss im Mai, und 300 Menschen verloren ihre Arbeit."),
        ("de", "Wo bist du?"),
        ("pt", "A mina fechou em maio e 300 pessoas não têm mais emprego."),
        ("it", "La miniera è stata chiusa a maggio e non è più aperta."),
        ("tr", "Maden mayısta kapandı ve 300 kişi işini kaybetti."),
        ("tr", "Merkez Bankası faizi artırdı."),
        ("ar", "أغلق المنجم في مايو وفقد ثلاثمئة شخص وظائفهم."),
        ("fa", "معدن در خرداد بسته شد و سیصد نفر کار خود را از دست دادند."),
        ("fa", "قرار ما ساعت ۲:۳۰ است."),
        ("ur", "کان مئی میں بند ہوئی اور تین سو لوگوں کی نوکری گئی۔"),
        ("ru", "Шахта закрылась в мае, и 300 человек потеряли работу."),
        ("uk", "Шахта закрилася в травні, і її не відкриють."),
        ("hi", "खदान मई में बंद हुई और 300 लोगों की नौकरी गई।"),
        ("zh", "矿山五月关闭，三百人失业。"),
        ("ja", "鉱山は五月に閉鎖され、三百人が職を失った。"),
        ("ko", "광산은 5월에 문을 닫았고 300명이 일자리를 잃었다."),
        ("und", "12 345 — 678"),
        ("und", ""),
    ],
)
def test_the_language_is_guessed_from_a_line(code, text):
    assert languages.guess(text) == code


LINES = {
    "en": "A new survey suggests 60% of voters want a new election.|Oil prices fall 3% as supply "
    "grows|Police arrest nine at port|Strike shuts three airports|Storm leaves 40,000 homes "
    "without power|Two dead, 30 hurt in train crash|Minister denies bribery claims|"
    "Sales in June rose 3.2 per cent.|China exports slump|The San Jose mine closed.|Obama visits "
    "Santiago|Vienna police chief dies",
    "es": "Cae el precio del petróleo|El paro baja al 12 %|Huelga cierra tres aeropuertos|"
    "Nuevo récord de turistas en Madrid|Dos muertos y 30 heridos en choque de trenes|"
    "Gobierno sube impuestos|Sin luz 40.000 hogares|Policía detiene a nueve|"
    "Renuncia el alcalde tras derrumbe|La ministra niega haber recibido sobornos.",
    "fr": "Grève dans trois aéroports|Le maire démissionne|Chômage en baisse|Qui a gagné ?|"
    "Neuf personnes arrêtées au port|Deux morts dans un accident de train|"
    "Hausse des prix du pétrole|Paris rejette un accord|Le chômage a baissé de 3 % en mars.|"
    "Un sondage indique que 60 % veulent voter.",
    "de": "Streik legt drei Flughäfen lahm|Bürgermeister tritt zurück|Ölpreis fällt um 3 Prozent|"
    "Polizei nimmt neun Menschen fest|Zwei Tote bei Zugunglück|Wer hat gewonnen?|"
    "40.000 Haushalte ohne Strom|Neuer Rekord in Berlin|Regierung erhöht Steuern|"
    "Ministerin weist Vorwürfe zurück",
    "pt": "Greve fecha três aeroportos|Prefeito renuncia após queda de ponte|Quem ganhou?|"
    "Preço do petróleo cai 3%|Polícia prende nove no porto|Dois mortos em acidente de trem|"
    "Governo aumenta impostos|Temporal deixa 40 mil casas sem luz|A mina fechou em 1990.|"
    "Desemprego caiu para 4,1% em março.",
    "tr": "Grev üç havaalanını kapattı|Belediye başkanı istifa etti|Yeni rekor|Kim kazandı?|"
    "Petrol fiyatları yüzde 3 düştü|Tren kazasında iki kişi öldü|Hükümet vergileri artırdı|"
    "40 bin ev elektriksiz kaldı|Maden 1990 yılında kapandı.|Bakan iddiaları reddetti",
    "ar": "إضراب يغلق ثلاثة مطارات|استقالة رئيس البلدية|انخفاض أسعار النفط|من فاز؟|"
    "الشرطة تعتقل تسعة أشخاص|مقتل اثنين في حادث قطار|الوزيرة تنفي|الحكومة ترفع الضرائب|"
    "أغلق المنجم عام 1990.|رقم قياسي جديد",
    "fa": "اعتصاب سه فرودگاه را بست|شهردار استعفا داد|قیمت نفت کاهش یافت|بیکاری کم شد|"
    "پلیس نه نفر را بازداشت کرد|دو کشته در سانحه قطار|وزیر اتهام را رد کرد|"
    "دولت مالیات را افزایش داد|معدن در سال ۱۳۶۹ بسته شد.|۴۰ هزار خانه بی برق",
    "ru": "Забастовка закрыла три аэропорта|Мэр ушёл в отставку|Цены на нефть упали|Кто победил?|"
    "Полиция задержала девять человек|Два человека погибли|Министр отрицает|Новый рекорд|"
    "Безработица снизилась до 4,1%.|Правительство повысило налоги",
    "hi": "हड़ताल से तीन हवाई अड्डे बंद|महापौर ने इस्तीफा दिया|तेल के दाम गिरे|कौन जीता?|"
    "पुलिस ने नौ लोगों को गिरफ्तार किया|रेल हादसे में दो की मौत|मंत्री ने इनकार किया|"
    "सरकार ने कर बढ़ाए|खदान 1990 में बंद हुई।|नया रिकॉर्ड",
    "zh": "罢工关闭三个机场|市长辞职|油价下跌3%|警方逮捕九人|火车事故两人死亡|部长否认受贿|"
    "谁赢了？|政府加税|该矿于1990年关闭。|新纪录",
}


@pytest.mark.parametrize("code", LINES)
def test_the_language_of_a_headline_is_guessed(code):
    lines = LINES[code].split("|")

    assert [line for line in lines if languages.guess(line) != code] == []


def test_a_foreign_name_does_not_change_the_script():
    assert (
        languages.guess("The town of Владивосток (Vladivostok) is in the east of the land.") == "en"
    )


@pytest.mark.parametrize(
    ("tag", "code"), [("en-GB", "en"), ("pt_BR", "pt"), ("ZH-Hant-TW", "zh"), ("", "und")]
)
def test_only_the_language_of_a_tag_counts(tag, code):
    assert languages.primary(tag) == code
