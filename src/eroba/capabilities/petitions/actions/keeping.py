"""What the acts share: the petition as it is now, its state and that of its matter, its clocks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions.law import period
from eroba.capabilities.petitions.models import Petition
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.clocks.actions import meet_clock, start_clock
from eroba.kernel.clocks.queries import adapted_here, open_clock

ENDED = (
    Petition.State.REFUSED,
    Petition.State.SHORT,
    Petition.State.DECIDED,
    Petition.State.WITHDRAWN,
    Petition.State.ENDED,
)


def lock(petition: Petition) -> Petition:
    """The petition as it is now; two officials may press a button at the same moment. Raises Refusal."""
    locked = Petition.objects.select_for_update(of=("self",)).select_related("matter").get(pk=petition.pk)
    if locked.state != petition.state:
        raise Refusal(_("Somebody took this petition a step further a moment ago. Please look at it again."))
    return locked


def move(petition: Petition, state: object, **values: Any) -> None:
    """Brings a petition and its matter to a state and saves what goes with it."""
    petition.state = str(state)
    for name, value in values.items():
        setattr(petition, name, value)
    petition.save(update_fields=["state", *values])
    matter = petition.matter
    matter.state = petition.state
    matter.closed_at = now() if state in ENDED else None
    matter.save(update_fields=["state", "closed_at"])


def start(by: Actor, petition: Petition, code: str) -> None:
    """Starts a public clock of a petition, under what the town has set."""
    rule = adapted_here(period(code), on=today())
    start_clock(by, subject_id=petition.matter_id, subject_number=petition.matter.number, rule=rule)


def meet(by: Actor, petition: Petition, code: str) -> None:
    """Says that what a clock ran for was done; nothing when it does not run."""
    clock = open_clock(petition.matter_id, code)
    if clock is not None:
        meet_clock(by, clock=clock)


def require_words(words: str, otherwise: Any) -> str:
    """The words without spaces around; raises BadInput when there are none."""
    if not words.strip():
        raise BadInput(otherwise)
    return words.strip()
