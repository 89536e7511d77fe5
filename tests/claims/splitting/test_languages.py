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


def test_a_foreign_name_does_not_change_the_script():
    assert (
        languages.guess("The town of Владивосток (Vladivostok) is in the east of the land.") == "en"
    )


@pytest.mark.parametrize(
    ("tag", "code"), [("en-GB", "en"), ("pt_BR", "pt"), ("ZH-Hant-TW", "zh"), ("", "und")]
)
def test_only_the_language_of_a_tag_counts(tag, code):
    assert languages.primary(tag) == code
