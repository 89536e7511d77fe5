"""What the sample desk has been working on: one check for each state a newcomer should see."""

from dataclasses import dataclass

from reviews.models import Priority, Stance
from reviews.states import Status

SUPPORTS, REFUTES, CONTEXT = Stance.SUPPORTS, Stance.REFUTES, Stance.CONTEXT


@dataclass(frozen=True)
class Source:
    """A page of the sample web, and the exact words cited from it."""

    page: str
    quote: str
    stance: Stance
    primary: bool = False


def _primary(page: str, quote: str, stance: Stance) -> Source:
    return Source(page, quote, stance, primary=True)


@dataclass(frozen=True)
class Check:
    """`words` name the claim in its article; `status` is how far the desk has come with it."""

    article: str
    words: str
    status: Status
    why: str
    rating: str = ""
    summary: str = ""
    rationale: str = ""
    sources: tuple[Source, ...] = ()
    priority: Priority = Priority.NORMAL
    reason: str = ""


CHECKS = (
    Check(
        "harbour",
        "The harbour of Port Almond handled 4,210 containers in May",
        Status.PUBLISHED,
        "Repeated by three newspapers and in the council.",
        "Mostly true",
        "Customs cleared 4,210 containers in May; the port's own ledger counts 4,198.",
        "The figure is the number of containers whose papers customs stamped in May [2]. "
        "The port authority counts a container when it moves, and its ledger gives **4,198** for "
        "the same month [1]. The two differ by twelve, less than a third of one per cent, and "
        "both offices publish how they count. We rate the claim mostly true: the size is right, "
        "the count is of papers and not of containers handled.",
        (
            _primary("port-ledger", "In May the terminal handled 4,198 containers", REFUTES),
            _primary("customs-bulletin", "cleared 4,210 containers in May", SUPPORTS),
        ),
    ),
    Check(
        "harbour",
        "The town council voted unanimously for a second crane in April",
        Status.PUBLISHED,
        "The vote decides about 6.2 million crowns of public money.",
        "False",
        "The council was split: 17 members voted for the crane and 14 against.",
        "The minutes of the April meeting record that the motion was carried by 17 votes to 14, "
        "with two members absent [1]. The Harbour Gazette reported the same fourteen votes "
        "against it [2]. Nothing we found describes the vote as unanimous; we asked the paper "
        "that wrote so and it named no source.",
        (
            _primary("council-minutes", "The motion was carried by 17 votes to 14", REFUTES),
            Source("harbour-gazette", "Fourteen councillors voted against it", REFUTES),
        ),
    ),
    Check(
        "harbour",
        "burned 1,204 tonnes of heavy oil last year",
        Status.PUBLISHED,
        "The figure is used in the debate on shore power.",
        "True",
        "The regional air survey gives exactly this figure, and fuel deliveries agree.",
        "The survey puts the oil burned at berth in Port Almond at 1,204 tonnes [1]. Deliveries "
        "of bunker fuel for use at berth add up to the same amount [2]. The survey explains that "
        "its figures come from delivery notes, so the two sources are not wholly independent of "
        "each other; no other measurement exists.",
        (
            Source("air-survey", "auxiliary engines burned 1,204 tonnes of heavy oil", SUPPORTS),
            _primary("bunker-statistics", "Port Almond 1,204", SUPPORTS),
        ),
    ),
    Check(
        "desalination",
        "تنتج 85 ألف متر مكعب من المياه يوميا",
        Status.PUBLISHED,
        "رقم يتكرر في كل نشرة أخبار منذ افتتاح المحطة.",
        "Half true",
        "85 ألف متر مكعب هي الطاقة التصميمية؛ أما متوسط الإنتاج الفعلي فبلغ 61 ألفا.",
        "يذكر تقرير التشغيل أن الطاقة التصميمية للمحطة هي 85 ألف متر مكعب يوميا عند تشغيل "
        "الوحدات الأربع، لكن متوسط الإنتاج في الشهر الأول بلغ 61 ألفا [1]. وتستعمل هيئة المياه "
        "الرقم نفسه مع شرط «عند اكتمال التشغيل» [2]، وهو شرط سقط من الخبر.",
        (
            _primary(
                "desalination-report",
                "بلغ متوسط إنتاج المحطة في الشهر الأول 61 ألف متر مكعب يوميا",
                REFUTES,
            ),
            Source("water-authority", "تنتج المحطة الجديدة 85 ألف متر مكعب", SUPPORTS),
        ),
    ),
    Check(
        "harbour",
        "Berthing fees have doubled since 2021",
        Status.SUBMITTED,
        "Traders cite it in a complaint to the ministry.",
        "Mostly false",
        "The fee table shows a rise of 60 per cent, from 410 to 655 crowns.",
        "A berth for a vessel of up to 3,000 tons cost 410 crowns in 2021 and costs 655 crowns "
        "today, a rise of 60 per cent [1]. Most traders asked say that what they pay has about "
        "doubled, but they count surcharges that are not berthing fees [2].",
        (
            _primary("fee-table", "410 crowns in 2021 and is 655 crowns today", REFUTES),
            Source("traders-survey", "has about doubled since 2021", SUPPORTS),
        ),
        Priority.HIGH,
    ),
    Check(
        "night-bus",
        "The city saved only 210,000 crowns a year by cancelling it",
        Status.APPROVED,
        "The petition stands on this number.",
        "Mostly true",
        "The budget notes give 212,000 crowns a year; “only” is for the reader to judge.",
        "The explanatory notes of the city budget put the saving at 212,000 crowns a year [1], "
        "one per cent more than the column says. We found no other estimate of the saving, and "
        "the transport department confirmed the figure when we asked.",
        (_primary("city-budget", "lowers yearly spending by 212,000 crowns", SUPPORTS),),
    ),
    Check(
        "night-bus",
        "Line 9 carried 1,450 passengers on an average Friday night",
        Status.RETRACTED,
        "Widely shared by supporters of the petition.",
        "True",
        "The ridership report gives the same number.",
        "The transport company's report on ridership by line gives 1,450 passengers for an "
        "average Friday night in the last full year of line 9 [1].",
        (_primary("ridership-report", "1,450 passengers on an average Friday night", SUPPORTS),),
        reason="The report counts validated tickets only; at night passes are not validated. "
        "We should not have called the number true, and are checking it anew.",
    ),
    Check(
        "night-bus",
        "Road deaths between midnight and five have risen by 40%",
        Status.IN_REVIEW,
        "A serious charge against the city, with a precise number.",
        "",
        "The yearbook counts 12 deaths before and 13 after: too few to speak of a trend.",
        "",
        (_primary("road-safety", "12 people died on the roads of Velmora", REFUTES),),
        Priority.URGENT,
    ),
    Check(
        "harbour",
        "The port employs 312 people",
        Status.QUEUED,
        "",
    ),
    Check(
        "desalination",
        "ملوحة مياه الخليج ارتفعت بنسبة 3%",
        Status.QUEUED,
        "",
    ),
    Check(
        "night-bus",
        "the counting machines on half of the buses were broken",
        Status.CLOSED,
        "",
        reason="Not checkable for now: the only sources are unnamed and no record is public.",
    ),
)
