"""Whether somebody is a parent of a child, asked of the civil register and answered with yes or no only."""

from eroba.capabilities.registers.lookups import RecordedLookUps
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.people.ports import KnownPerson

BASIS = {
    "ka": "საქართველოს სამოქალაქო კოდექსი, მუხლი 1198 (მშობელი შვილის კანონიერი წარმომადგენელია)",
    "en": "Civil Code of Georgia, article 1198 (parents represent their children)",
}


class CivilKinship:
    """Offers the kernel's port `KinshipRegister`; the look stands in the parent's own list."""

    def is_parent(self, by: Actor, *, parent: KnownPerson, child: KnownPerson) -> bool | None:
        """Ask about the parent, who is told so; nothing when the register is silent or a number is not known."""
        young = child if isinstance(child, Person) else Person.objects.get(pk=child.id)
        number = shown_personal_number(young)
        if number is None:
            return None
        answer = RecordedLookUps().look_up(
            by=by,
            person=parent,
            register="civil",
            purpose="kinship",
            basis=BASIS,
            fields=("is_parent",),
            child_number=number,
        )
        return bool(answer.values.get("is_parent")) if answer.found else None
