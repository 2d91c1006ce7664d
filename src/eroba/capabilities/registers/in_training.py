"""What registers say in a training copy: made up from its invented people, so that no question leaves the house.

The social score is 40 000 and a thousand for each unit of the number's last two digits, so that whoever writes a
practice case can choose it.
"""

from eroba.capabilities.registers.ports import NotInRegister, Question, Record
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import hash_personal_number

LEAST_SCORE, PER_UNIT = 40_000, 1_000


def told_in_training(register: str, question: Question) -> Record | NotInRegister:
    """What a register says of an invented person of this training copy; of anybody else nothing."""
    number = question.personal_number
    person = Person.objects.filter(
        personal_number_hash=hash_personal_number(number), is_invented=True
    ).first()
    if person is None or register not in ("civil", "social"):
        return NotInRegister()
    known: dict[str, object] = {
        "social_score": LEAST_SCORE + PER_UNIT * int(number[-2:]),
        "scored_on": today(),
        "receives_subsistence": False,
        "family_count": 3,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": person.birth_date,
        "municipality_code": question.asking_body,
        "registered_address": person.address,
        "household_count": 3,
        "child_count": 1,
    }
    return Record(number, {name: known.get(name) for name in question.fields})
