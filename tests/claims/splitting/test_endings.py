"""Where sentences end, language by language. "‖" marks an end; the spaces around it are text."""

import pytest

from claims.splitting import sentences

ENGLISH = [
    (
        "Dr. Lee met Gen. Okafor and Sen. Ruiz at 5 p.m. on Friday. ‖ They met again at 8 p.m. ‖ "
        "The talks failed."
    ),
    "He moved to the U.S. ‖ The war ended. ‖ The U.S. Senate and the U.N. Security Council voted.",
    (
        "Acme Inc. sold the mill to Bolt Corp. Chairman Ada Cole. ‖ It never paid Acme Inc. ‖ "
        "The firm closed."
    ),
    (
        "J. R. Hale wrote it. ‖ Anna B. Cole and A. Noel Price agreed. ‖ There was no plan B. ‖ "
        "It failed."
    ),
    "World War I. broke nothing here. ‖ Children lack vitamin C. ‖ Doctors noticed.",
    "Output rose 3.5% to $1.2 billion on Jan. 5. ‖ It fell in Feb. ‖ The mill shut in Sept. 2019.",
    "See No. 5 on p. 12 of vol. 3. ‖ He said no. ‖ Nobody asked.",
    "He waited ... and left. ‖ Nobody came... ‖ The door stayed shut.",
    "“We left.” ‖ Residents said the town was empty. ‖ “Who knows?” said Cole. ‖ He paused.",
    "“It is over!” Anna Cole said. ‖ “The mine closed in May. ‖ It stays shut,” she added.",
    'She said "it is done." ‖ Then she left. ‖ "Why?" asked Ruiz. ‖ Nobody knew.',
    "The road was shut.Drivers turned back.Nobody was hurt.".replace(".D", ".‖D").replace(
        ".N", ".‖N"
    ),
    "Read example.com or mail press@example.org today. ‖ Version 2.0.1 of Node.js is out.",
    "He lives on Main St. in St. Louis. ‖ The house at 5 Oak Ave. ‖ It burned.",
    "They grow wheat, rye, etc. ‖ Farmers sell it. ‖ Smith et al. found the same.",
    "(It rained all day.) ‖ We left. ‖ He agreed (see p. 4). ‖ She did not [...] in the end.",
    "Great news! ‖ It works!! :-) ‖ Try it. ‖ Really?! ‖ Yes.",
    "Yahoo! News reported it. ‖ What now? ‖ no idea",
    "He was ill. ‖ John stayed until 2019. ‖ Maria left.",
    "“I … I cannot,” he said. ‖ Prices rose by 3.5%. ‖ 12 mills shut. ‖ Mx. Jones paid.",
    "Ada Cole@BOLT 08/16/2000 12:05 PM Please call.".replace(" 08", " ‖ 08").replace(
        "M P", "M ‖ P"
    ),
    (
        "The vote was 5-4. ‖ 12 members abstained. ‖ In D.C. officials wept. ‖ He has a Ph.D. ‖ "
        "She has none."
    ),
]
SPANISH = [
    (
        "El Sr. Pérez y la Dra. Gómez llegaron a EE. UU. el lunes. ‖ ¿Por qué? ‖ ¡Nadie lo sabe! ‖ "
        "Volvieron el martes."
    ),
    "El art. 5 y la pág. 12 lo dicen. ‖ Costó 3.500,75 euros. ‖ Ud. no pagó.",
    "«La mina cerró en mayo. ‖ No abrirá más», dijo J. M. Ruiz. ‖ Nadie respondió.",
    "«¡Se acabó!», gritó. ‖ «¿Quién sabe?» preguntó Ana. ‖ Luego callaron...",
    "Trabaja en Aceros del Sur S.A. desde 2019. ‖ El núm. 4 de la Av. Libertad ardió.",
    "Cultivan trigo, centeno, etc. ‖ Los venden en abril.",
]
FRENCH = [
    "M. Dupont et Mme. Martin sont arrivés. ‖ Le Dr. Roux est resté.",
    "« Il est parti. ‖ Elle est restée », a dit M. Durand. ‖ Personne n’a répondu.",
    "Pourquoi ? ‖ Parce que la mine a fermé ! ‖ Elle employait 3,5 % des habitants.",
    "« C’est fini ! » a lancé la ministre. ‖ « Nous partons. » ‖ Puis elle est sortie.",
    "J.-P. Martin vit au XXe siècle. ‖ L’art. 5 et la p. 12 le disent. ‖ Cf. le chap. 3.",
    "Né le 1er janv. 1950, il est mort en 2020. ‖ Personne ne le sait.",
    "Il est né en 50 av. J.-C. à Rome. ‖ L’usine fabrique des vis, des clous, etc. ‖ On les vend.",
]
GERMAN = [
    (
        "Am 3. Oktober 1990 feierte das Land. ‖ Es regnete. ‖ Der 2. Weltkrieg endete 1945. ‖ "
        "Danach kam Frieden."
    ),
    "Dr. Müller kam z. B. aus Bonn, d. h. aus dem Westen. ‖ Er blieb ca. 3 Tage.",
    (
        "Im 19. Jahrhundert war das anders. ‖ Papst Benedikt XVI. Ratzinger schwieg. ‖ "
        "Das kostet 3,5 Mio. Euro."
    ),
    "„Die Mine schließt im Mai. ‖ Sie öffnet nie wieder“, sagte Prof. Schulz. ‖ Niemand fragte.",
    "»Wer weiß das?« fragte sie. ‖ »Es ist vorbei.« ‖ Dann ging sie.",
    (
        "Er wurde Fünfter. ‖ Die Fa. zahlt u. a. Miete, Strom usw. ‖ Sie gilt bzgl. Steuern nach "
        "§ 5 Abs. 3 als klein."
    ),
    "Sie traf St. Pauli am 1. Spieltag. ‖ Das Spiel endete 2:1.",
]
PORTUGUESE = [
    "O Sr. Silva e a Dra. Costa chegaram. ‖ A Aços do Sul S.A. cresceu 3,5%. ‖ Ninguém esperava.",
    "O art. 5 da lei e a pág. 12 o dizem. ‖ A Av. Central fechou. ‖ Por quê?",
    "“A mina fechou em maio. ‖ Não vai abrir”, disse o prof. Lima. ‖ Ninguém respondeu.",
    "Plantam trigo, milho etc. ‖ Vendem em abril. ‖ J. C. Rocha comprou R$ 1.250,50 em grãos.",
    "“Acabou!” disse Ana. ‖ Depois saiu...",
]
TURKISH = [
    "Anayasanın 5. maddesi değişti. ‖ Mahkeme 12. Daire kararını bozdu. ‖ Bu karar kesin.",
    "Prof. Dr. Ayşe Yılmaz geldi. ‖ T.C. Merkez Bankası faizi %3,5 artırdı. ‖ Neden?",
    "2. Dünya Savaşı 1945'te bitti. ‖ Sonra barış geldi.",
    "“Maden mayısta kapandı. ‖ Bir daha açılmayacak” dedi. ‖ Kimse sormadı.",
    "Buğday, arpa vb. ürünler ekiliyor. ‖ Fabrika 2019. yılda değil, 2020'de kapandı.",
    "“Bitti!” dedi Ali. ‖ Cumhuriyet Cad. No. 5 boş.",
]
RUSSIAN = [
    "В 2020 г. Россия закрыла завод. ‖ Директор А. С. Иванов ушёл в 2021 г. ‖ Завод стоит.",
    "Он стоил 5 тыс. руб. в день. ‖ Цех на ул. Ленина, д. 5, т. е. главный, сгорел.",
    "«Шахта закрылась в мае. ‖ Она не откроется», — сказал проф. Петров. ‖ Никто не спросил.",
    "Здесь растят рожь, овёс и т. д. ‖ Их продают в апреле. ‖ Рост — 3,5 %. ‖ Почему?",
    "«Всё кончено!» — заявила она. ‖ Потом ушла...",
    "Президент В. В. Ромов приехал в г. Тверь. ‖ Когда? — спросил он. ‖ В XX в. Тверь росла.",
]
ARABIC = [
    "قال د. أحمد إن السعر 3.5 دولار. ‖ لماذا؟ ‖ لا أعرف؛ ربما يعرف الوزير. ‖ غادر!",
    "وصل أ. محمد إلى المصنع. ‖ ثم غادر في عام 2019. ‖ أغلق المصنع.",
    "«أغلق المنجم في مايو. ‖ ولن يفتح»، قال الوزير. ‖ لم يسأل أحد.",
    "ارتفع الإنتاج بنسبة 3,5%، وانخفض السعر... ‖ هل يعود؟ ‖ لا.",
]
PERSIAN = [
    "دکتر م. احمدی آمد. ‖ چرا؟ ‖ نمی‌دانم؛ شاید فردا برود.",
    "قیمت ۳.۵ میلیون تومان بود. ‖ او در سال ۱۳۹۸ رفت. ‖ کارخانه بسته شد!",
    "«معدن در خرداد بسته شد. ‖ دیگر باز نمی‌شود.» ‖ کسی نپرسید.",
    "او نماینده تهران است. ‖ آیا بازمی‌گردد؟ ‖ نه.",
]
HINDI = [
    "डॉ. शर्मा आए। ‖ क्या हुआ? ‖ कुछ नहीं।",
    "श्री ए. के. सिंह ने कहा कि 3.5 लाख लोग आए। ‖ खदान बंद है।",
    "“खदान मई में बंद हुई। ‖ अब नहीं खुलेगी,” मंत्री ने कहा। ‖ किसी ने नहीं पूछा!",
    "प्रो. वर्मा 2019 में गए। ‖ कारखाना बंद हुआ।। ‖ क्यों?",
]
CHINESE = [
    "矿山五月关闭。‖“我们会回来。‖我们不走。”他说。‖没有人问。",
    "你好！‖是吗？‖价格为3.5元。‖他于2019年离开……后来回来了。",
    "部长表示：“矿山不会再开。”‖随后他离开。",
    "《北方日报》报道，产量增长3.5%。‖为什么？！‖没人知道。",
    "「結束了。」‖工廠關閉。‖三百人失業。",
]
CASES = [
    (language, text)
    for language, texts in {
        "en": ENGLISH,
        "es": SPANISH,
        "fr": FRENCH,
        "de": GERMAN,
        "pt": PORTUGUESE,
        "tr": TURKISH,
        "ru": RUSSIAN,
        "ar": ARABIC,
        "fa": PERSIAN,
        "hi": HINDI,
        "zh": CHINESE,
    }.items()
    for text in texts
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_a_reader_ends_them(language, marked):
    text = marked.replace(" ‖ ", " ").replace("‖", "")

    found = [text[s.start : s.end] for s in sentences.sentences(text, language)]

    assert found == [piece.strip() for piece in marked.split("‖")]


@pytest.mark.parametrize(
    "marked",
    [
        "We meet on Monday. ‖ *** ‖ Bring the keys.",
        "See https://example.org/a?b=c ‖ The rest is here.",
        "Write to anna@example.org ‖ We answer soon.",
        "I sent the file. ‖ Best regards, ‖ Anna Field",
        "Hi, ‖ We saw the dam.",
        "Anna Field ‖ 03/04/2021 08:15 AM ‖ The dam broke.",
        "PORT ARDEN (AP) — ‖ The ferry sank on Tuesday.",
        "It works :) ‖ Try it too.",
        "The judge agreed. ‖ [...] ‖ The town did not.",
        "The dam broke 😀 and held.",
        "It held!! 😀 ‖ nobody was hurt.",
    ],
)
def test_lines_run_together_end_without_a_mark(marked):
    text = marked.replace(" ‖ ", " ")

    found = [text[s.start : s.end] for s in sentences.sentences(text, "en")]

    assert found == marked.split(" ‖ ")
