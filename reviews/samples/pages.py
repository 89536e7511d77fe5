"""The small web that the sample work cites: each page as it was when cited, and as it is now."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """`now` is None for a page that has been taken down since. Paragraphs of plain text."""

    title: str
    then: tuple[str, ...]
    now: tuple[str, ...] | None
    language: str = "en"


def _unchanged(title: str, *text: str, language: str = "en") -> Page:
    return Page(title, text, text, language)


_SURVEY = (
    "The survey covers all ships of more than 300 tons that lay at the quays of the region.",
    (
        "At Port Almond, auxiliary engines burned {} tonnes of heavy oil in the year under "
        "review, which is 8 per cent less than in the year before."
    ),
    "Figures are compiled from bunker delivery notes and checked against engine logs.",
)

PAGES = {
    "port-ledger": _unchanged(
        "Ledger of the Port Almond authority, May",
        "Movements at the container terminal, counted at the gate and at the quay.",
        "In May the terminal handled 4,198 containers, of which 2,050 were loaded and 2,148 "
        "discharged.",
        "Entries received after the close of the month are carried over to June.",
    ),
    "customs-bulletin": _unchanged(
        "Customs bulletin, second quarter",
        "The customs office at Port Almond cleared 4,210 containers in May and 3,977 in June.",
        "A container is counted when its papers are stamped, not when it is moved.",
    ),
    "council-minutes": Page(
        "Minutes of the Port Almond town council, April",
        (
            "Item 4. Second crane for the container quay.",
            "The motion was carried by 17 votes to 14, with two members absent.",
            "The treasurer was asked to report on the deposit before the summer recess.",
        ),
        None,
    ),
    "harbour-gazette": _unchanged(
        "The Harbour Gazette: council splits over crane",
        "After four hours of debate the council voted for the crane by the narrowest margin of "
        "the year. Fourteen councillors voted against it.",
    ),
    "air-survey": Page(
        "Regional air survey: ships at berth",
        tuple(line.format("1,204") for line in _SURVEY),
        tuple(line.format("1,240") for line in _SURVEY),
    ),
    "bunker-statistics": _unchanged(
        "Bunker statistics by port",
        "Deliveries for use at berth, in tonnes: Port Almond 1,204; Saint Brannoc 2,880; "
        "Velmora 310.",
    ),
    "fee-table": _unchanged(
        "Berthing fees of the Port Almond authority, 2021 to date",
        "The fee for a vessel of up to 3,000 tons was 410 crowns in 2021 and is 655 crowns today.",
        "Vessels that use shore power are refunded a tenth of the fee.",
    ),
    "traders-survey": _unchanged(
        "Survey of coastal traders",
        "Of 41 traders asked, 29 said that what they pay for a berth has about doubled since "
        "2021, surcharges included.",
    ),
    "ridership-report": _unchanged(
        "Velmora transport: ridership by line",
        "Line 9 carried 1,450 passengers on an average Friday night in its last full year.",
        "Counts are taken from ticket validations; passes are not validated at night.",
    ),
    "road-safety": _unchanged(
        "Velmora road safety yearbook",
        "Between midnight and five, 12 people died on the roads of Velmora in the year before "
        "the change and 13 in the year after it.",
    ),
    "city-budget": _unchanged(
        "Velmora city budget, explanatory notes",
        "Ending line 9 lowers yearly spending by 212,000 crowns from the coming year on.",
    ),
    "desalination-report": _unchanged(
        "تقرير التشغيل: محطة رأس الزيتون",
        "بلغ متوسط إنتاج المحطة في الشهر الأول 61 ألف متر مكعب يوميا.",
        "الطاقة التصميمية للمحطة 85 ألف متر مكعب يوميا عند تشغيل الوحدات الأربع.",
        language="ar",
    ),
    "water-authority": _unchanged(
        "هيئة المياه: أسئلة وأجوبة",
        "تنتج المحطة الجديدة 85 ألف متر مكعب من المياه يوميا عند اكتمال تشغيلها.",
        language="ar",
    ),
}
