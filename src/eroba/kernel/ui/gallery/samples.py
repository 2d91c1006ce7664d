"""Sample content for the components; every name in it is invented."""

from datetime import date, timedelta

from eroba.kernel.base.clock import today
from eroba.kernel.ui.components import (
    Answer,
    Card,
    Clock,
    Column,
    CountedDay,
    Crumb,
    DocumentCard,
    Door,
    Figure,
    Mark,
    Moment,
    Row,
    Step,
    Table,
    Task,
)
from eroba.kernel.ui.gallery.words import both
from eroba.kernel.ui.numbers import money

LONG = (
    "მრავალშვილიანი ოჯახისათვის ერთჯერადი სოციალური დახმარების გამოყოფის შესახებ განცხადებისათვის "
    "თანდართული დოკუმენტაციის სისრულის გადამოწმება"
)


def civil() -> str:
    """Where the sample prefilled values came from."""
    return both("სამოქალაქო რეესტრიდან", "From the Civil Register")


def crumbs() -> list[Crumb]:
    """A way back of three steps."""
    return [
        Crumb(both("ოზურგეთი", "Ozurgeti"), "#"),
        Crumb(both("სერვისები", "Services"), "#"),
        Crumb(both("ერთჯერადი დახმარება", "One-off assistance")),
    ]


def tasks() -> list[Task]:
    """A form half filled in."""
    done, cannot = both("დასრულებულია", "Done"), both("ჯერ ვერ დაიწყებთ", "Cannot start yet")
    return [
        Task(both("თქვენ შესახებ", "About you"), "#", done, "good"),
        Task(
            both("რისთვის გჭირდებათ დახმარება", "What you need help with"),
            "#",
            both("დაწყებულია", "Started"),
            "progress",
            both("დაგრჩათ ერთი კითხვა", "One question left"),
        ),
        Task(LONG, "#", both("დასაწყებია", "To do"), "open"),
        Task(both("შემოწმება და გაგზავნა", "Check and send"), "", cannot, "quiet"),
    ]


def answers() -> list[Answer]:
    """Answers of which two came from a register."""
    return [
        Answer(both("სახელი და გვარი", "Name"), both("ნინო გელაშვილი", "Nino Gelashvili"), "", civil()),
        Answer(both("დაბადების თარიღი", "Date of birth"), both("5 მარტი, 1961", "5 March 1961"), "", civil()),
        Answer(
            both("რისთვის გჭირდებათ დახმარება", "What you need help with"),
            both("მკურნალობის ხარჯისთვის", "Costs of treatment"),
            "#",
        ),
        Answer(both("მოთხოვნილი თანხა", "Amount"), money("1234.5"), "#"),
        Answer(both("დამატებითი ცნობა", "Anything else"), "", "#"),
    ]


def moments() -> list[Moment]:
    """A case from application to what lies ahead."""
    day = today()
    return [
        Moment(
            day + timedelta(days=9),
            both("ამ დღემდე მიიღებთ გადაწყვეტილებას.", "You will have a decision by this day."),
            "ahead",
        ),
        Moment(
            day - timedelta(days=1),
            both(
                "გთხოვეთ, წარმოადგინოთ ცნობა ავადმყოფობის შესახებ.", "We asked you for a medical certificate."
            ),
            "attention",
            both("სოციალური სამსახური", "Social service"),
            both("ვადის დენა შეჩერებულია ცნობის მიღებამდე.", "The clock stands still until it is here."),
        ),
        Moment(
            day - timedelta(days=4),
            both(
                "მოგვეწოდა თქვენი მონაცემები სოციალური რეესტრიდან.",
                "We fetched your data from the social register.",
            ),
            href="#",
        ),
        Moment(
            day - timedelta(days=5),
            both("მივიღეთ თქვენი განცხადება.", "We received your application."),
            "good",
            document=receipt_card(),
        ),
    ]


def receipt_card() -> DocumentCard:
    """A small paper."""
    return DocumentCard(
        both("განცხადების მიღების დასტური", "Confirmation of receipt"),
        "#",
        84_200,
        issued_on=today() - timedelta(5),
    )


def clock(state: str = "running", days: int = 12) -> Clock:
    """A clock in any state, with its counted days."""
    start, due = today() - timedelta(days=18), today() + timedelta(days=days)
    return Clock(
        what=both("გადაწყვეტილების მიღების ვადა", "Decision due"),
        due_on=due,
        state=state,
        basis=both("ზოგადი ადმინისტრაციული კოდექსი, მუხლი 100", "General Administrative Code, article 100"),
        started_on=start,
        note=both("ველოდებით თქვენგან ერთ დოკუმენტს", "We are waiting for one paper from you")
        if state == "stopped"
        else "",
        days=_counted(start, due),
    )


def _counted(start: date, due: date) -> list[CountedDay]:
    first = CountedDay(
        start, None, both("განცხადების მიღების დღე არ ითვლება", "The day of receipt does not count")
    )
    rest = [
        CountedDay(start + timedelta(days=number), number, both("კალენდარული დღე", "Calendar day"))
        for number in range(1, (due - start).days + 1)
    ]
    return [first, *rest]


def inbox(sorted_by: str = "due", count: int = 6) -> Table:
    """The cases of a clerk, the most urgent first."""
    people = [
        both("ნინო გელაშვილი", "Nino Gelashvili"),
        both("დავით მამულაშვილი", "Davit Mamulashvili"),
        both("მარიამ ქიქოძე-თავდიშვილი", "Mariam Kikodze-Tavdishvili"),
        both("გიორგი ლომიძე", "Giorgi Lomidze"),
        both("ლელა ბერიძე", "Lela Beridze"),
        both("თამარ ჩხაიძე", "Tamar Chkhaidze"),
    ]
    amounts = ("300", "1234.5", "500", "750", "12000", "90.25")
    return Table(
        caption=both("მიმდინარე საქმეები", "Open cases")
        if count
        else both("დახურული საქმეები", "Closed cases"),
        columns=[
            Column(both("ნომერი", "Number"), sort="number", whole=True),
            Column(both("განმცხადებელი", "Applicant"), sort="name"),
            Column(both("ეტაპი", "Stage")),
            Column(both("თანხა", "Amount"), numeric=True, sort="amount"),
            Column(both("ვადა", "Due"), sort="due", whole=True),
        ],
        rows=[
            Row(
                (
                    f"OZU-2026-SOC-{41 + index:05d}",
                    people[index],
                    _stage(index),
                    money(amounts[index]),
                    _left(index),
                ),
                "#",
            )
            for index in range(count)
        ],
        sorted_by=sorted_by,
        keyboard=True,
        caption_hidden=bool(count),
    )


def _stage(index: int) -> str:
    stages = (both("სისრულის შემოწმება", "Completeness check"), both("განხილვა", "Handling"))
    return stages[index % 2]


def _left(index: int) -> Mark:
    if index == 0:
        return Mark(both("ვადას 2 დღით გადასცდა", "2 days late"), "late")
    if index == 1:
        return Mark(both("დარჩა 1 დღე", "1 day left"), "attention")
    return Mark(both(f"დარჩა {index * 4} დღე", f"{index * 4} days left"), "quiet")


def cards() -> list[Card]:
    """What is open in the town now."""
    return [
        Card(
            both("გარე განათება სოფელ ასკანაში", "Street lights in the village of Askana"),
            "#",
            both("პეტიცია მერიის მიმართ", "A petition to the town hall"),
            both("დარჩა 21 დღე", "21 days left"),
            both("გროვდება ხელმოწერები", "Collecting signatures"),
            "open",
            both("212 / 300", "212 of 300"),
        ),
        Card(
            both("2027 წლის პრიორიტეტების დოკუმენტი", "Priorities for 2027"),
            "#",
            both("წაიკითხეთ პროექტი და მოგვწერეთ თქვენი აზრი.", "Read the draft and tell us what you think."),
            both("დარჩა 3 დღე", "3 days left"),
            both("კონსულტაცია", "Consultation"),
            "attention",
        ),
        Card(
            LONG,
            "#",
            both("ძალიან გრძელი სათაურიც კი ეტევა ბარათში.", "Even a very long title fits its card."),
            both("დასრულდა", "Closed"),
            both("შესრულებულია", "Kept"),
            "good",
        ),
    ]


def doors() -> list[Door]:
    """The three doors of a town's home."""
    return [
        Door(
            both("მიიღე სერვისი", "Get something done"),
            "#",
            both(
                "განცხადება, ცნობა, დახმარება, ნებართვა.", "Applications, certificates, assistance, permits."
            ),
            "services",
        ),
        Door(
            both("გადავწყვიტოთ ერთად", "Decide together"),
            "#",
            both("პეტიცია, კენჭისყრა, კონსულტაცია, კრება.", "Petitions, votes, consultations, assemblies."),
            "together",
        ),
        Door(
            both("ნახე, რას აკეთებენ", "See what they do"),
            "#",
            both(
                "სხდომები, ბიუჯეტი, დაპირებები, გადაწყვეტილებები.", "Sessions, budget, promises, decisions."
            ),
            "townhall",
        ),
    ]


def figures() -> list[Figure]:
    """How a service really went lately."""
    return [
        Figure(
            both("11 დღე", "11 days"),
            both("გადაწყვეტილება საშუალოდ", "to a decision, on average"),
            both("ბოლო 3 თვე", "last 3 months"),
        ),
        Figure("96 %", both("დროულად", "on time")),
        Figure(money(0), both("მომსახურების საფასური", "fee")),
    ]


def steps() -> list[Step]:
    """A short way, in the middle of it."""
    return [
        Step(both("შესვლა", "Sign in"), "done"),
        Step(both("პასუხები", "Answers"), "now"),
        Step(both("შემოწმება", "Check")),
        Step(both("გაგზავნა", "Send")),
    ]
