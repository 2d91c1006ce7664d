"""The steps an application can take in the demonstration, each by the action an applicant or official would use."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageDraw

from eroba.capabilities.services import actions, tasks
from eroba.capabilities.services.actions.opinions import Question
from eroba.capabilities.services.models import Appeal, Case, Decision, Fee, Opinion, Payment
from eroba.capabilities.services.ports import BankAnswer, BankState, StatementEntry
from eroba.capabilities.services.queries.fees import fees_of
from eroba.capabilities.services.queries.opinions import missing_opinions, who_answers_for
from eroba.capabilities.services.queries.together import likely_duplicates
from eroba.config.demo.people import email_of
from eroba.config.demo.services import example_of
from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.documents.uploads import AcceptedUpload, check_upload
from eroba.kernel.people.models import Account, Unit
from eroba.kernel.people.queries import actor_of

NEEDS_FINDING = ("illness", "disaster", "other")
PAPERS = {"illness": "ექიმის ცნობა", "disaster": "დაზიანების აქტი", "other": "შემოსავლის ცნობა"}
ASKED_BECAUSE = "განცხადებას ეს დოკუმენტი არ ახლავს, მის გარეშე კი მიზეზს ვერ დავადგენთ."
APPEAL = "ვფიქრობ, ჩემი ოჯახის მდგომარეობა ბოლომდე არ გაითვალისწინეს. გთხოვთ, ხელახლა განიხილოთ."
DISMISSED = "გადავამოწმეთ რეესტრის ცნობა და შემოსავალი; წესი სწორად იყო გამოყენებული."
UPHELD = "წარმოდგენილი დოკუმენტი მიზეზს ადასტურებს; განცხადება ხელახლა უნდა განვიხილოთ."
OPINIONS = {
    "for": "ადგილზე ვნახეთ. ჩვენი მხრიდან დაბრკოლება არ არის.",
    "conditions": "შესაძლებელია, თუ სამუშაო დილის შვიდ საათამდე დასრულდება და ტროტუარი გაიწმინდება.",
}
SAME_MATTER = "იგივე ადგილი და იგივე პრობლემა; საქმე პირველი შეტყობინებით გრძელდება."
DAYS_FOR_OPINION = dt.timedelta(days=7)
PAPER_SIZE = (620, 877)


@dataclass
class Telling:
    """One application being told: what the story says, and the case once it was sent."""

    said: Mapping[str, Any]
    town: str
    send: Callable[["Telling"], Case]
    case_id: Any = field(default=None)

    @property
    def case(self) -> Case:
        """The case as it stands now."""
        return Case.objects.select_related("matter", "service", "version", "person__account").get(
            pk=self.case_id
        )

    def applicant(self) -> Actor:
        """The applicant."""
        return self._actor(self.said["who"])

    def official(self, account: str) -> Actor:
        """An official, by the name of their account; another unit's where the story says so."""
        return self._actor(self.said.get(account, account), channel="desk")

    def _actor(self, account: str, channel: str = "web") -> Actor:
        return actor_of(Account.objects.get(email=email_of(account, self.town)), channel=channel)


def _send(telling: Telling) -> None:
    telling.case_id = telling.send(telling).pk


def _paper_of(telling: Telling) -> str:
    said = telling.said
    return str(said.get("paper") or PAPERS.get(said.get("reason", ""), PAPERS["other"]))


def _accept(telling: Telling) -> None:
    case = telling.case
    clerk = telling.official("clerk")
    actions.look_at_case(clerk, case=case)
    actions.accept_as_complete(clerk, case=case, edition=case.edition)


def _take(telling: Telling) -> None:
    case = telling.case
    clerk = telling.official("clerk")
    account = Account.objects.get(pk=clerk.account_id)
    actions.assign_case(clerk, case=case, edition=case.edition, account=account, label=clerk.label)


def _ask_for_paper(telling: Telling) -> None:
    case = telling.case
    title = _paper_of(telling)
    actions.request_missing_paper(
        telling.official("clerk"), case=case, edition=case.edition, title=title, reason=ASKED_BECAUSE, days=10
    )


def _bring_paper(telling: Telling) -> None:
    case = telling.case
    upload = invented_paper(_paper_of(telling))
    actions.supply_missing_paper(telling.applicant(), case=case, edition=case.edition, uploads=[upload])


def _establish(telling: Telling, confirms: bool | None = None) -> None:
    if "service" in telling.said:
        _establish_as_in_example(telling)
        return
    if telling.said["reason"] not in NEEDS_FINDING:
        return
    case = telling.case
    value = telling.said.get("confirms", telling.said["way"] != "upheld") if confirms is None else confirms
    actions.record_finding(
        telling.official("clerk"), case=case, edition=case.edition, fact_code="paper_confirms", value=value
    )


def _establish_as_in_example(telling: Telling) -> None:
    for code, value in example_of(telling.said)["clerk"].items():
        case = telling.case
        actions.record_finding(
            telling.official("clerk"), case=case, edition=case.edition, fact_code=code, value=value
        )


def _ask_opinions(telling: Telling) -> None:
    """Ask the units the service wants to hear, as its stage says."""
    case, clerk = telling.case, telling.official("clerk")
    questions = [
        Question(
            Unit.objects.get(code=one.need.unit),
            one.need.question.in_language("ka"),
            today() + DAYS_FOR_OPINION,
            one.need.code,
        )
        for one in missing_opinions(case)
        if one.asked is None
    ]
    if questions:
        actions.ask_opinions(clerk, case=case, edition=case.edition, questions=questions)


def _give_opinions(telling: Telling) -> None:
    """Let somebody of each unit that was asked answer."""
    stance = telling.said.get("stance", Opinion.Stance.FOR)
    for opinion in telling.case.opinions.filter(state=Opinion.State.ASKED).select_related("unit"):
        official = who_answers_for(opinion.unit_id).order_by("email")[0]
        by = actor_of(official, channel="desk")
        actions.give_opinion(by, opinion=opinion, stance=str(stance), text=OPINIONS[str(stance)])


def _propose(telling: Telling) -> None:
    _ask_opinions(telling)
    _give_opinions(telling)
    case = telling.case
    actions.propose_decision(telling.official("clerk"), case=case, edition=case.edition)


def _approve(telling: Telling) -> None:
    case = telling.case
    decision = case.decisions.get(state=Decision.State.PROPOSED)
    actions.approve_decision(telling.official("head"), case=case, decision=decision, edition=case.edition)


def _leave_unexamined(telling: Telling) -> None:
    case = telling.case
    actions.leave_unexamined(telling.official("clerk"), case=case, edition=case.edition)


def _withdraw(telling: Telling) -> None:
    case = telling.case
    actions.withdraw_application(telling.applicant(), case=case, edition=case.edition)


def _appeal(telling: Telling) -> None:
    case = telling.case
    actions.lodge_appeal(telling.applicant(), case=case, edition=case.edition, text=APPEAL)


def _decide_appeal(telling: Telling, outcome: str, because: str) -> None:
    case = telling.case
    appeal = Appeal.objects.select_related("decision").get(decision__case=case, state=Appeal.State.LODGED)
    # the head approved the decision, so another head answers the appeal
    actions.decide_appeal(
        telling.official("deputy"),
        case=case,
        appeal=appeal,
        edition=case.edition,
        outcome=outcome,
        because=because,
    )


def _dismiss(telling: Telling) -> None:
    _decide_appeal(telling, Appeal.State.DISMISSED, DISMISSED)


def _uphold(telling: Telling) -> None:
    _decide_appeal(telling, Appeal.State.UPHELD, UPHELD)


def _pay_at_counter(telling: Telling) -> None:
    for fee in _owed(telling):
        number = f"{telling.case.matter.number}-1"
        actions.pay_at_counter(telling.official("clerk"), fee=fee, way=Payment.Way.CASH, receipt=number)


def _pay_online(telling: Telling, less_tetri: int = 0) -> None:
    """Paid at an invented bank, whose list of the day holds the payment too."""
    bank = system_actor("bank")
    for fee in _owed(telling):
        payment = actions.open_payment(telling.applicant(), fee=fee)
        said = {
            "reference": payment.reference,
            "bank_reference": f"DEMO-{payment.reference}",
            "amount_tetri": payment.amount_tetri - less_tetri,
        }
        actions.record_bank_answer(bank, payment=payment, answer=BankAnswer(state=BankState.PAID, **said))
        entry = StatementEntry(kind="paid", **said)
        actions.record_statement(bank, on=today(), entries=[entry])


def _pay_too_little(telling: Telling) -> None:
    _pay_online(telling, less_tetri=1000)


def _owed(telling: Telling) -> list[Fee]:
    return [fee for fee in fees_of(telling.case) if fee.is_open]


def _merge(telling: Telling) -> None:
    """Merge it into the one that speaks of the same: the first that the desk itself would name."""
    case, clerk = telling.case, telling.official("clerk")
    into = likely_duplicates(case)[0].case
    actions.merge_cases(clerk, case=case, edition=case.edition, into=into, because=SAME_MATTER)


def _put_away(telling: Telling) -> None:
    """What the worker does by itself once an application has ended and its last deadline is over."""
    tasks.archive_ended_cases()


def _establish_again(telling: Telling) -> None:
    _establish(telling, confirms=True)


STEPS: Mapping[str, Callable[[Telling], None]] = {
    "send": _send,
    "accept": _accept,
    "take": _take,
    "ask_for_paper": _ask_for_paper,
    "bring_paper": _bring_paper,
    "establish": _establish,
    "establish_again": _establish_again,
    "ask_opinions": _ask_opinions,
    "give_opinions": _give_opinions,
    "propose": _propose,
    "approve": _approve,
    "leave_unexamined": _leave_unexamined,
    "withdraw": _withdraw,
    "appeal": _appeal,
    "dismiss": _dismiss,
    "uphold": _uphold,
    "pay_at_counter": _pay_at_counter,
    "pay_online": _pay_online,
    "pay_too_little": _pay_too_little,
    "merge": _merge,
    "put_away": _put_away,
}


def invented_paper(title: str) -> AcceptedUpload:
    """A picture of an invented paper, as a phone would take it."""
    picture = Image.new("RGB", PAPER_SIZE, "#f4efe4")
    pen = ImageDraw.Draw(picture)
    for line in range(14):
        pen.rectangle((60, 120 + line * 44, 560 - (line * 37) % 160, 132 + line * 44), fill="#9a9186")
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=70)
    return check_upload(content.getvalue(), f"{title}.jpg")
