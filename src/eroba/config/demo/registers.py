"""In the demonstration Ozurgeti has a contract with an invented water company; people decide about it differently."""

import datetime as dt
from collections.abc import Sequence

from eroba.capabilities.registers import actions
from eroba.capabilities.registers.models import Connection, ConsentWord, LookQuestion, LookUp
from eroba.config.demo.people import email_of
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

TOWN, REGISTER = "ozurgeti", "utility"
CONTRACT_LASTS = dt.timedelta(days=2 * 365)


def connect_towns(towns: Sequence[Municipality]) -> None:
    """Connects the town to the private register, before the history is told; twice is once."""
    town = next((one for one in towns if one.slug == TOWN), None)
    if town is None:
        return
    with scope(town):
        if Connection.objects.exists():
            return
        begins = today() - dt.timedelta(days=300)
        contract = actions.Contract(
            "გურიის წყალი (გამოგონილი)",
            "W-7/2026",
            begins,
            begins + CONTRACT_LASTS,
            owner_en="Guria Water (invented)",
        )
        actions.connect_register(
            _operator(), register=REGISTER, connector="installed", settings={}, contract=contract
        )


def tell_of_looks(towns: Sequence[Municipality]) -> None:
    """Nino agrees, Giorgi takes his consent back and asks what a look was for; twice is once."""
    town = next((one for one in towns if one.slug == TOWN), None)
    if town is None:
        return
    with scope(town):
        if ConsentWord.objects.exists():
            return
        for name, words in (("nino", (True,)), ("giorgi", (True, False))):
            account = Account.objects.get(email=email_of(name, TOWN))
            by, person = actor_of(account), Person.objects.get(account=account)
            for agrees in words:
                say = actions.agree_to_register if agrees else actions.decline_register
                say(by, person=person, register=REGISTER)
        _ask_back(by, person)
        while deliver_due():
            pass


def _ask_back(by: Actor, person: Person) -> None:
    look_up = LookUp.objects.filter(person=person, is_own=False).order_by("-asked_at").first()
    if look_up is not None and not LookQuestion.objects.exists():
        actions.ask_about_look(by, look_up=look_up, text="რისთვის დაგჭირდათ ეს ცნობა და ვინ წაიკითხა?")


def _operator() -> Actor:
    return actor_of(Account.objects.get(email="operator@eroba.example"))
