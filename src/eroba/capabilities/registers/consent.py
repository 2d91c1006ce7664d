"""Whether a person agreed to being asked about in a private register, and what other rooms show of the choice."""

from collections.abc import Iterable

from django.urls import reverse

from eroba.capabilities.registers.connections import ways_here
from eroba.capabilities.registers.models import ConsentWord
from eroba.kernel.people.models import Person
from eroba.kernel.people.ports import ConsentChoice
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality, scope


def last_words(person: Person) -> dict[str, str]:
    """What the person said last about each register."""
    words = ConsentWord.objects.filter(person=person).order_by("said_at", "id")
    return {word.register: word.said for word in words}


def last_word(person: Person, register: str) -> str:
    """What the person said last about one register; nothing when they were never asked."""
    return last_words(person).get(register, "")


def has_agreed(person: Person, register: str) -> bool:
    """Whether the register may be asked about the person today."""
    return last_word(person, register) == ConsentWord.Said.AGREED


def choices_of(person: Person, registers: Iterable[str] | None = None) -> list[ConsentChoice]:
    """The private registers of this town about which the person decides; all of them, or those named."""
    said, town = last_words(person), current_municipality().slug
    wanted = None if registers is None else set(registers)
    return [
        ConsentChoice(
            register=code,
            title=way.known.title,
            owner=way.row.owner if way.row else "",
            said=said.get(code, ""),
            is_given=said.get(code) == ConsentWord.Said.AGREED,
            address=f"{reverse('registers:consent', kwargs={'municipality': town})}?register={code}",
        )
        for code, way in ways_here().items()
        if way.known.is_private and (wanted is None or code in wanted) and (way.is_open or code in said)
    ]


def choices_in_towns(persons: Iterable[tuple[Municipality, Person]]) -> list[tuple[str, ConsentChoice]]:
    """The choices of these persons in their towns, each with the town's name."""
    found = []
    for town, person in persons:
        with scope(town):
            found += [(town.name, one) for one in choices_of(person)]
    return found


class ConsentChoices:
    """Offers the kernel's port `RegisterConsents`."""

    def choices(self, person: Person, registers: Iterable[str]) -> list[ConsentChoice]:
        """Gives the choices of a person about these registers."""
        return choices_of(person, registers)
