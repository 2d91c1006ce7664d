"""In the demonstration Nino acts for her daughter: asked with a request, confirmed by the clerk."""

import datetime as dt
from collections.abc import Sequence

from eroba.config.demo.people import email_of
from eroba.connectors.register_simulator.people import population
from eroba.kernel.base.clock import today
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.queries import actor_of
from eroba.kernel.people.standing import actions
from eroba.kernel.people.standing.models import Representation
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

#: Town, parent's account, the child's number, the official's account.
FAMILIES = (("ozurgeti", "nino", "99000000102", "clerk"),)


def make_families(towns: Sequence[Municipality]) -> None:
    """Writes down who acts for which child, unless it stands there already."""
    for slug, parent, number, official in FAMILIES:
        town = next((town for town in towns if town.slug == slug), None)
        child = population().people[number]
        born_on = dt.date.fromisoformat(child.birth_date)
        if town is None or born_on > today():
            continue
        with scope(town):
            if Representation.objects.exists():
                continue
            mother = actor_of(Account.objects.get(email=email_of(parent, slug)))
            clerk = actor_of(Account.objects.get(email=email_of(official, slug)), channel="desk")
            claim = actions.Claim(
                number=number,
                given_name=child.given_name_ka,
                family_name=child.family_name_ka,
                birth_date=born_on,
            )
            asked = actions.ask_representation(mother, basis="parent", claim=claim, span=actions.Span())
            actions.confirm_representation(clerk, representation=asked)
            Person.objects.filter(pk=asked.represented_id).update(is_invented=True)
            while deliver_due():
                pass
