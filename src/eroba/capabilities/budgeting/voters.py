"""Whether somebody is a voter of a round: asked of the civil register before the ballot is taken."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting.models import Round
from eroba.capabilities.budgeting.ports import VoterRegister
from eroba.capabilities.budgeting.rules import PARTICIPATION, phase_of
from eroba.kernel.actions import Verdict, allow, refuse
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.voters import RegisteredPerson, RegisterSilent, age_on
from eroba.kernel.registry import use
from eroba.kernel.tenancy.scope import current_municipality


class RegisterDown(Refusal):
    """Says that the register does not answer; nothing is lost."""

    status = 503


def ask_register(found: Round, number: str, born_on: dt.date) -> Verdict:
    """Whether this person may vote in the round. Raises RegisterDown; never called inside an action."""
    try:
        known = use(VoterRegister).known_as(number, matter_number=found.matter.number)  # type: ignore[type-abstract]
    except RegisterSilent:
        raise RegisterDown(
            _(
                "The civil register does not answer just now. What you chose is kept; try again in a few minutes."
            )
        ) from None
    voting = phase_of(found, "voting")
    return may_be_voter(
        known,
        born_on=born_on,
        town_code=current_municipality().code,
        on=voting.until_on if voting else today(),
        min_age=found.min_age,
    )


def may_be_voter(
    known: RegisteredPerson | None, *, born_on: dt.date, town_code: str, on: dt.date, min_age: int
) -> Verdict:
    """Whether somebody the register knows so may vote: alive, registered here, old enough on the last day."""
    if known is None or known.birth_date != born_on or known.died_on is not None:
        return refuse(
            _("The civil register knows nobody with this personal number and date of birth."), PARTICIPATION
        )
    if town_code and known.municipality_code != town_code:
        return refuse(
            _(
                "By the civil register you live in another municipality. Only residents of this one vote here."
            ),
            PARTICIPATION,
        )
    if age_on(born_on, on) < min_age:
        words = _("In this round one votes from the age of %(age)s, reached by the last day of voting.")
        return refuse(words % {"age": min_age}, PARTICIPATION)
    return allow(PARTICIPATION)
