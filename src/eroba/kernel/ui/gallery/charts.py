"""Sample charts with invented numbers: usual, empty, single, and with names as long as Georgian allows."""

from datetime import date

from eroba.kernel.ui.charts.kinds import (
    Bars,
    Chart,
    Choice,
    HeatMap,
    Lines,
    Part,
    Seat,
    SeatMap,
    Series,
    Source,
    StackedBars,
    Treemap,
)
from eroba.kernel.ui.gallery.samples import LONG
from eroba.kernel.ui.gallery.words import both


def charts() -> list[Chart]:
    """One of each kind."""
    return [_lines(), _bars(), _stacked(), _treemap(), _heat_map(), _seat_map()]


def hard_charts() -> list[Chart]:
    """The same with nothing in them, with one thing, and with too long names."""
    return [
        Lines(
            both("ჯერ არაფერია", "Nothing yet"),
            _source(),
            ("2026",),
            (Series(both("ხმა", "Votes"), (None,)),),
        ),
        Bars(LONG, _source(), (Part(LONG, 1), Part(LONG[20:], 900_000), Part("0", 0)), _lari()),
        Treemap(
            LONG,
            _source(),
            tuple(Part(f"{LONG[place * 3 :]}", 2**place) for place in range(12)),
            _lari(),
        ),
        HeatMap(LONG, _source(), (LONG, LONG), (LONG, LONG, LONG), ((0, 12_345, 1), (1, 2, 3)), LONG, LONG),
    ]


def _source() -> Source:
    return Source(both("გამოგონილი რიცხვები", "invented numbers"), date(2026, 3, 1), "#")


def _lari() -> str:
    return both("ათასი ლარი", "thousand lari")


def _lines() -> Lines:
    return Lines(
        both("განცხადებები თვეების მიხედვით", "Applications by month"),
        _source(),
        [
            both(ka, en)
            for ka, en in (
                ("იან", "Jan"),
                ("თებ", "Feb"),
                ("მარ", "Mar"),
                ("აპრ", "Apr"),
                ("მაი", "May"),
                ("ივნ", "Jun"),
            )
        ],
        (
            Series(both("შემოსული", "Received"), (120, 134, 128, 171, 190, 204)),
            Series(both("გადაწყვეტილი დროულად", "Decided in time"), (110, 120, 125, None, 150, 171)),
            Series(both("გადაცილებული", "Late"), (4, 9, 3, 12, 7, 5)),
        ),
    )


def _bars() -> Bars:
    parts = (
        Part(both("განათლება", "Education"), 4_820, "#"),
        Part(both("გზები და ქუჩის განათება", "Roads and street lights"), 3_910, "#"),
        Part(both("სოციალური დახმარება", "Social assistance"), 1_405, "#"),
        Part(both("კულტურა", "Culture"), 640, "#"),
    )
    return Bars(both("ხარჯი პროგრამების მიხედვით", "Spending by programme"), _source(), parts, _lari())


def _stacked() -> StackedBars:
    return StackedBars(
        both("რით დასრულდა განცხადებები", "How applications ended"),
        _source(),
        ("2024", "2025", "2026"),
        (
            Series(both("დაკმაყოფილდა", "Granted"), (410, 520, 610)),
            Series(both("უარი ეთქვა", "Refused"), (120, 98, 140)),
            Series(both("განუხილველად დარჩა", "Left unexamined"), (33, 51, 20)),
        ),
    )


def _treemap() -> Treemap:
    parts = (
        Part(both("განათლება", "Education"), 31, "#"),
        Part(both("გზები", "Roads"), 24, "#"),
        Part(both("მმართველობა", "Administration"), 18, "#"),
        Part(both("სოციალური დახმარება", "Social help"), 12, "#"),
        Part(both("კულტურა და სპორტი", "Culture and sport"), 9, "#"),
        Part(both("დასუფთავება", "Cleaning"), 4, "#"),
        Part(both("სარეზერვო ფონდი", "Reserve"), 2, "#"),
    )
    return Treemap(both("ყოველი 100 ლარიდან", "Of each 100 lari"), _source(), parts, both("ლარი", "lari"))


def _heat_map() -> HeatMap:
    return HeatMap(
        both("კორუფციის რისკები", "Corruption risks"),
        _source(),
        (both("იშვიათი", "rare"), both("შესაძლო", "possible"), both("ხშირი", "frequent")),
        (both("მცირე", "small"), both("საშუალო", "medium"), both("დიდი", "large"), both("მძიმე", "severe")),
        ((2, 1, 0, 1), (3, 5, 4, 2), (0, 8, 6, 3)),
        both("ალბათობა", "likelihood"),
        both("შედეგი", "impact"),
    )


def _seat_map() -> SeatMap:
    choices = (
        Choice(both("მომხრე", "For"), "full"),
        Choice(both("წინააღმდეგი", "Against"), "cross"),
        Choice(both("თავი შეიკავა", "Abstained"), "ring"),
        Choice(both("არ ესწრებოდა", "Absent"), "dash"),
    )
    votes = [0] * 19 + [1] * 8 + [2] * 4 + [3] * 5
    seats = tuple(
        Seat(both(f"წევრი {place}", f"Member {place}"), vote) for place, vote in enumerate(votes, 1)
    )
    return SeatMap(both("კენჭისყრა ბიუჯეტზე", "Vote on the budget"), _source(), choices, seats)
