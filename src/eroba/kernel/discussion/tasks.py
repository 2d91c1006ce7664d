"""What discussion does after others acted: it blanks what a person wrote when their data is erased."""

from eroba.kernel.actions import system_actor
from eroba.kernel.discussion.actions import blank_comments_of
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.facts import PersonErased


def on_person_erased(fact: PersonErased, delivery: Delivery) -> None:
    """Takes words and names out of the person's comments; running twice changes nothing more."""
    blank_comments_of(system_actor("worker"), person_id=fact.person_id)
