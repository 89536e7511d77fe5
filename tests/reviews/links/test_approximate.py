"""Passages that are nearly the quote: what is forgiven, what is not, and what it may cost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from reviews import links
from reviews.links import approximate, folding

NEARLY = "a" * 879 + "b" * 121
"""Every window of nothing but "a" is one edit short of being like this."""


@pytest.mark.parametrize(("filling", "at"), [(90_000, 90_121), (110_000, None)])
def test_windows_are_compared_up_to_a_number(filling, at):
    most = approximate.MOST_COMPARED // (len(NEARLY) ** 2 + approximate.WINDOW)
    assert 90_000 < most < 110_000

    found = approximate._most_alike(NEARLY, "a" * filling + NEARLY)

    assert found == (at and at - 121)


def test_windows_that_are_nothing_like_the_quote_are_passed_over():
    """Else the budget would be spent ten times over before the passage is reached."""
    quote = "The port handled many crates in an ordinary summer. " * 20

    found = approximate._most_alike(quote, "." * 1_000_000 + quote.replace("many", "mamy"))

    assert found == 1_000_000


@settings(max_examples=200)
@given(st.text("abc ", min_size=30, max_size=60), st.text("abc ", max_size=200))
def test_no_window_that_is_like_enough_is_passed_over(quote, text):
    """The strides are safe: looking at every window finds nothing better."""
    found = approximate._most_alike(quote, text)

    windows = range(max(1, len(text) - len(quote) + 1))
    edits = [Indel.distance(quote, text[at : at + len(quote)]) for at in windows]
    allowed = int((100 - approximate.FUZZY_SCORE) / 100 * 2 * len(quote))
    assert found == (edits.index(min(edits)) if min(edits) <= allowed else None)


def test_figures_without_end_are_not_compared_one_by_one():
    quote = " ".join(map(str, range(1000))) + " passengers"
    folded = folding.Folded(quote + "." * 110_000, [0], [0], [0])

    assert approximate.with_other_numbers(quote[:3900] + " passengers", folded) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a" * 4_000, "a" * 1_000_000),
        ("wor " * 900, "word " * 200_000),
        ("1 2 3 4 5 6 and eight words" * 20, "1 2 3 4 5 7 " * 50_000),
        ("…" * 500, "… " * 200_000),
        ("12 of them", "1" * 500_000),
        ("The port … " * 450, "The port " * 200_000),
        ("x" * 50_000, "x" * 49_999 + "y" + "x" * 2_000_000),
        ("port 1 " * 7_000, "port 2 " * 280_000),
    ],
    ids=["one letter", "a word", "figures", "omissions", "digits", "parts", "long", "long figures"],
)
def test_pages_made_to_be_slow_come_to_an_end(quote, text):
    """Hours without the bounds; nobody waits for a number of seconds here."""
    assert isinstance(links.locate(quote, text), links.Match)


SENTENCES = [
    ("The minister said that {} people had been hurt in the harbour on that day", "en"),
    ("Der Minister sagte, dass {} Menschen an dem Tag im Hafen verletzt wurden", "de"),
    ("Министр сообщил, что {} человек пострадали в тот день в порту города", "ru"),
    ("قال الوزير إن {} شخصا أصيبوا في ذلك اليوم في ميناء المدينة القديم", "ar"),
    ("मंत्री ने कहा कि उस दिन बंदरगाह में {} लोग घायल हुए थे और अस्पताल गए", "hi"),
    ("大臣は、その日、港の古い倉庫で起きた火事により{}人がけがをしたと発表しました", "ja"),
]
DIGITS = {
    "latin": "0123456789",
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "hindi": "०१२३४५६७८९",
}


@settings(max_examples=400)
@given(
    st.sampled_from([sentence for sentence, _ in SENTENCES]),
    st.integers(10, 99_999),
    st.sampled_from(sorted(DIGITS)),
    st.data(),
)
def test_one_digit_changed_is_never_accepted(sentence, number, script, data):
    written = str(number)
    place = data.draw(st.integers(0, len(written) - 1))
    digit = data.draw(st.sampled_from("0123456789".replace(written[place], "")))
    changed = written[:place] + digit + written[place + 1 :]
    native = str.maketrans(DIGITS["latin"], DIGITS[script])
    quote, page = (sentence.format(each.translate(native)) for each in (written, changed))

    match = links.locate(quote, f"Vorher. {page}. Danach.")

    assert match.kind == "numbers"


NEGATED = [
    ("The mayor did {} say that the bridge would be closed in the summer", "not"),
    ("There was {} evidence that the bridge had been damaged by the storm", "no"),
    ("He said that he had {} been to the bridge before it was closed", "never"),
    ("Er sagte, dass die Brücke im Sommer {} gesperrt werden solle", "nicht"),
    ("Es gab {} Hinweise darauf, dass die Brücke beschädigt worden war", "keine"),
    ("Le maire a dit que le pont ne serait {} fermé pendant tout l’été", "jamais"),
    ("El alcalde dijo que el puente {} se cerraría durante todo el verano", "no"),
    ("O prefeito disse que a ponte {} seria fechada durante o verão", "não"),
    ("Il sindaco ha detto che il ponte {} sarebbe stato chiuso in estate", "non"),
    ("De burgemeester zei dat de brug in de zomer {} gesloten zou worden", "niet"),
    ("Borgmästaren sade att bron {} skulle stängas under hela sommaren", "inte"),
    ("Burmistrz powiedział, że most {} zostanie zamknięty tego lata", "nie"),
    ("Мэр сказал, что мост {} будет закрыт на ремонт этим летом", "не"),
    ("Мер сказав, що міст {} буде закрито на ремонт цього літа", "не"),
    ("قال رئيس البلدية إن الجسر {} يغلق خلال فصل الصيف المقبل", "لن"),
    ("شهردار گفت که پل در تابستان امسال {} بسته خواهد شد", "هیچ"),
    ("ראש העיר אמר שהגשר הישן {} ייסגר במשך כל חודשי הקיץ", "לא"),
    ("महापौर ने कहा कि पुल इस गर्मी में मरम्मत के लिए {} बंद होगा", "नहीं"),
    ("Wali kota mengatakan bahwa jembatan itu {} akan ditutup", "tidak"),
    ("Thị trưởng nói rằng cây cầu cũ sẽ {} bị đóng cửa trong mùa hè", "không"),
    ("市长说，为了修理桥面，这座古老的桥今年夏天将{}会关闭，直到秋天才通车", "不"),
    ("Ο δήμαρχος είπε ότι η γέφυρα {} θα κλείσει το καλοκαίρι", "δεν"),
]


@pytest.mark.parametrize(("sentence", "negation"), NEGATED)
@pytest.mark.parametrize("was", [True, False], ids=["lost", "gained"])
def test_a_negation_that_came_or_went_is_never_accepted(sentence, negation, was):
    with_it, without = sentence.format(negation), sentence.format("").replace("  ", " ")
    quote, page = (with_it, without) if was else (without, with_it)

    match = links.locate(quote, f"A first sentence. {page}. Another one.")

    assert (match.kind, match.found) == ("negation", False)


TAIL = "as the harbour office of the island told our paper in a letter that came last week"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("prices rose by 5%", "prices rose by 5 percent", "fuzzy"),
        ("prices rose by 5%", "prices rose by 5 %", "fuzzy"),
        ("prices rose by 5%", "prices rose by 5‰", "numbers"),
        ("prices rose by 5%", "prices rose by 5", "numbers"),
        ("prices rose by 5 percent", "prices rose by 5 percentage points", "numbers"),
        ("it fell to −5 degrees", "it fell to 5 degrees", "numbers"),
        ("it fell to 5 degrees", "it fell to −5 degrees", "numbers"),
        ("it paid $5 million", "it paid €5 million", "numbers"),
        ("it paid 1,204.50 dollars", "it paid 1.204,50 dollars", "fuzzy"),
        ("it paid 1,204.50 dollars", "it paid 1 204,50 dollars", "fuzzy"),
        ("it paid 1,204.50 dollars", "it paid 1204.50 dollars", "fuzzy"),
        ("it paid 12.5 dollars", "it paid 125 dollars", "numbers"),
        ("it paid 1,5 dollars", "it paid 1.5 dollars", "fuzzy"),
        ("it paid ١٬٢٠٤ dollars", "it paid 1,204 dollars", "fuzzy"),
        ("it paid ١٬٢٠٤ dollars", "it paid 1,240 dollars", "numbers"),
        ("it paid ۱۲٫۵ dollars", "it paid 12.5 dollars", "fuzzy"),
        ("it paid २५ dollars", "it paid 52 dollars", "numbers"),
        ("the ship left on 3 May", "the ship left on 3 June", "numbers"),
        ("the ship left on 2020-05-03", "the ship left on 2020-05-08", "numbers"),
        ("the ship left on Monday", "the ship left on Friday", "numbers"),
        ("the ship left on Monday", "the ship left on Mondey", "fuzzy"),
        ("it runs 12 km", "it runs 12 m", "numbers"),
        ("it runs 12 miles", "it runs 12 km", "numbers"),
        ("10² people", "10³ people", "numbers"),
        ("10² people", "102 people", "numbers"),
        ("2½ tonnes", "3½ tonnes", "numbers"),
        ("three people came", "four people came", "numbers"),
        ("more people came", "fewer people came", "numbers"),
        ("prices rose there", "prices fell there", "numbers"),
        ("harmless gas was found", "harmful gas was found", "negation"),
        ("it did not say that gas was stored", "it did say that gas was not stored", "negation"),
        ("nobody was hurt", "somebody was hurt", "negation"),
        ("he wasn't there", "he was there", "negation"),
        ("Köprü yazın kapatılacak denildi", "Köprü yazın kapatılmayacak denildi", "negation"),
        ("橋は閉鎖されると市長が会見で述べ", "橋は閉鎖されないと市長が会見で述べ", "negation"),
    ],
)
def test_what_a_difference_means(old, new, kind):
    assert links.locate(f"{old} {TAIL}", f"So. {new} {TAIL}. More.").kind == kind


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("5 degrees", "It was −5 degrees."),
        ("5 degrees", "−5 degrees it was."),
        ("12 km", "٣٫12 km"),
        ("10", "10² of them"),
    ],
)
def test_part_of_a_number_is_not_the_number(quote, text):
    assert not links.locate(quote, text).found


def test_a_dash_between_two_numbers_is_no_sign():
    assert links.locate("5 degrees", "It was 3–5 degrees.").kind == "exact"
