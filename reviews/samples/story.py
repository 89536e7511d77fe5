"""What the sample desk has been working on: one check for each state a newcomer should see."""

from reviews.models import Priority, Stance
from reviews.samples.parts import Asked, Book, Check, Said, Source, Vote, Votes, primary
from reviews.states import Status

SUPPORTS, REFUTES, CONTEXT = Stance.SUPPORTS, Stance.REFUTES, Stance.CONTEXT

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
            primary("port-ledger", "In May the terminal handled 4,198 containers", REFUTES),
            primary("customs-bulletin", "cleared 4,210 containers in May", SUPPORTS),
        ),
        asked=(
            Asked(
                "The Almond Courier",
                "Where does your figure of 4,210 containers come from?",
                "From the customs bulletin. We should have written “cleared”.",
            ),
        ),
        votes=Votes(
            2,
            (
                Vote("noor", "Mostly true", "Twelve containers do not change the picture."),
                Vote("ada", "Mostly true", "Right in size, loose in words."),
            ),
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
            primary("council-minutes", "The motion was carried by 17 votes to 14", REFUTES),
            Source("harbour-gazette", "Fourteen councillors voted against it", REFUTES),
        ),
        asked=(
            Asked("Town council of Port Almond", "How did the vote on the second crane go?"),
            Asked(
                "The Almond Courier",
                "Who told you that the vote was unanimous?",
                "A person who was in the room. We do not name them.",
            ),
        ),
        votes=Votes(
            2,
            (
                Vote("noor", "False", "Seventeen to fourteen is not unanimous."),
                Vote("ada", "False", "The minutes leave no room."),
            ),
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
            primary("bunker-statistics", "Port Almond 1,204", SUPPORTS),
        ),
        remarks=(
            Said(
                "Are these two really independent of each other?",
                "They are not quite, and the rationale says so now.",
                source=2,
            ),
        ),
        votes=Votes(
            2,
            (
                Vote("noor", "True", "The figure is the survey’s, to the ton."),
                Vote("ada", "Mostly true", "One measurement, told twice."),
            ),
            settled="True",
            why="That there is only one measurement belongs into the rationale, where it stands.",
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
            primary(
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
            primary("fee-table", "410 crowns in 2021 and is 655 crowns today", REFUTES),
            Source("traders-survey", "has about doubled since 2021", SUPPORTS),
        ),
        Priority.HIGH,
        asked=(
            Asked(
                "Association of coastal traders",
                "Which fees have doubled, and by whose count?",
                "All that one pays to lie at the quay, by the bills of our members.",
            ),
        ),
        remarks=(
            Said(
                "@rowan which surcharges? Name the largest one, so that readers can judge.",
                "I am asking the port for its list.",
                passage="they count surcharges that are not berthing fees",
                resolved=False,
            ),
            Said(
                "Please say how many traders were asked.",
                "41; the copy of the survey says so.",
                source=2,
            ),
        ),
        votes=Votes(2, (Vote("ada", "Mostly false", "Sixty per cent is not double."),)),
        due_in=10,
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
        (primary("city-budget", "lowers yearly spending by 212,000 crowns", SUPPORTS),),
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
        (primary("ridership-report", "1,450 passengers on an average Friday night", SUPPORTS),),
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
        (primary("road-safety", "12 people died on the roads of Velmora", REFUTES),),
        Priority.URGENT,
        books=(
            Book(
                "Conversation with the head of road safety",
                "City of Velmora",
                "at the town hall, in the presence of two of us",
                "One death more is one too many, but it is no trend.",
                CONTEXT,
                "Our notes were read back to her, and she agreed to them. Ask us for them.",
            ),
        ),
        asked=(Asked("Velmora Voices", "Which years does your figure of 40% compare?"),),
        due_in=16,
    ),
    Check(
        "harbour",
        "The port employs 312 people",
        Status.QUEUED,
        "",
        due_in=13,
        given_to="noor",
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
