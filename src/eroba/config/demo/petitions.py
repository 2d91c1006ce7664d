"""Petitions of the demonstration in several states, with signatures of people who do not exist."""

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from eroba.capabilities.petitions import actions, intake, keys, tasks
from eroba.capabilities.petitions.actions.council import Words
from eroba.capabilities.petitions.actions.writing import Text
from eroba.capabilities.petitions.models import Petition, Signature
from eroba.capabilities.petitions.queries import to_check
from eroba.config.demo.people import email_of, read_yaml
from eroba.connectors.register_simulator.people import CROWD, CROWD_BORN
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account, Appointment, Role
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.scope import scope

#: The simulated register knows most of the crowd by these numbers, so that a check can be made to its end.
FIRST_NUMBER = CROWD.start
BORN = dt.date.fromisoformat(CROWD_BORN)
INITIALS = ("ნ. გ.", "თ. ბ.", "გ. კ.", "მ. ლ.", "დ. ჩ.")
REASONS = ("unknown", "other_birth", "other_birth", "elsewhere")
WAITED = dt.timedelta(days=3)
COLLECTING_DAYS, SHEET_DAYS = 90, 4


def make_petitions(towns: Sequence[Municipality], today: dt.date) -> None:
    """Gives each town its petitions, unless it has some already."""
    said = read_yaml("petitions")
    for town in towns:
        with scope(town):
            if not Petition.objects.exists():
                for place, row in enumerate(said.get(town.slug, ())):
                    _tell(town, row, today, Random(place))  # noqa: S311 - invented numbers, the same each time


def _tell(town: Municipality, row: Mapping[str, Any], today: dt.date, chance: Random) -> None:
    begun = dt.datetime.combine(today - dt.timedelta(days=row["days_ago"]), dt.time(11), TBILISI)
    head = _actor(Appointment.objects.filter(role=Role.HEAD).earliest("pk").account, "desk")
    author = _actor(Account.objects.get(email=email_of(row["who"], town.slug)), "web")
    text = Text(row["kind"], row["ka"], row["demand"], row.get("reasons", ""), row["en"])
    with at(begun):
        petition = actions.write_petition(author, text=text, is_invented=True)
        petition = actions.submit_petition(author, petition=petition)
    with at(begun + WAITED):
        if row["way"] == "refused":
            actions.refuse_petition(head, petition=petition, why="not_ours", words=row["words"])
        elif row["way"] != "checking":
            petition = actions.open_petition(head, petition=petition)
    if "signed" in row:
        _collect(petition, row, begun + WAITED, today, chance)
    if row["way"] in ("verifying", "decided", "short"):
        with at(begun + WAITED + dt.timedelta(days=COLLECTING_DAYS + SHEET_DAYS)):
            tasks.end_what_is_over()
    if row["way"] == "decided":
        _decide(Petition.objects.get(pk=petition.pk), row, head, begun)
    _deliver_all()


def _collect(
    petition: Petition, row: Mapping[str, Any], opened: dt.datetime, today: dt.date, chance: Random
) -> None:
    """Signatures over the days: many at first, a second wave, few between. Invented numbers."""
    days = min(COLLECTING_DAYS, (today - opened.date()).days - 1)
    weights = [12 / (day + 2) + (4 if day in (18, 19, 20) else 0) + chance.random() for day in range(days)]
    count = (petition.threshold or 0) * row["signed"] // 100
    chosen = sorted(chance.choices(range(days), weights, k=count))
    places = list(Settlement.objects.order_by("pk"))
    reach = [1 / (place + 1) for place in range(len(places))]
    made = []
    for number, day in enumerate(chosen):
        moment = opened + dt.timedelta(days=day, minutes=chance.randrange(8 * 60))
        where = chance.choices(places, reach)[0] if places else None
        made.append(_signature(petition, number, moment, where))
    Signature.objects.bulk_create(made, batch_size=200)
    with at(made[-1].confirmed_at or opened):
        tasks.seal_all_receipts()
        tasks.announce_thresholds()


def _signature(petition: Petition, number: int, moment: dt.datetime, where: Settlement | None) -> Signature:
    signer = intake.Signer(str(FIRST_NUMBER + number), "გამოგონილი", BORN, where)
    signature = Signature(
        petition=petition,
        channel="email",
        state="counted",
        code_due=False,
        number_hash=keys.number_hash(petition, signer.number),
        locked=keys.lock_values(petition, signer.values()),
        settlement=where,
        initials=INITIALS[number % len(INITIALS)] if number % 9 == 0 else "",
        taken_at=moment,
        confirmed_at=moment,
    )
    signature.receipt_hash = keys.receipt_hash(keys.receipt_of(signature.pk))
    return signature


def _decide(petition: Petition, row: Mapping[str, Any], head: Actor, begun: dt.datetime) -> None:
    """Checked, handed over, answered and decided, each on its day."""
    days = COLLECTING_DAYS + SHEET_DAYS
    with at(begun + WAITED + dt.timedelta(days=days + 6)):
        check = actions.begin_check(head, petition=petition, method="whole")
        answers = {
            one.pk: REASONS[place % 4] if place % 23 == 0 else "" for place, one in enumerate(to_check(check))
        }
        actions.record_answers(head, check=check, answers=answers)
        actions.finish_check(head, check=check)
    with at(begun + WAITED + dt.timedelta(days=days + 10)):
        petition = actions.refer_petition(head, petition=Petition.objects.get(pk=petition.pk))
    with at(begun + WAITED + dt.timedelta(days=days + 30)):
        words = Words(row["answer_ka"], row["answer_en"])
        petition = actions.answer_petition(head, petition=petition, words=words)
    with at(begun + WAITED + dt.timedelta(days=days + 55)):
        words = Words(row["decision_ka"], row["decision_en"])
        actions.note_decision(head, petition=petition, outcome="accepted", words=words)
        tasks.send_letters()


def _actor(account: Account, channel: str) -> Actor:
    return actor_of(account, channel=channel)


def _deliver_all() -> None:
    while deliver_due():
        pass
