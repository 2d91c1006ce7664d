"""A head of unit who puts the training copy back to its beginning, dying at each step.

`main(head)`: each life first says whether it finds one whole copy at the town's training address, or something else.
"""

from uuid import UUID

from eroba.capabilities.learning import actions
from eroba.capabilities.learning.actions.training import COLLEAGUES
from eroba.capabilities.services.models import Service
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Appointment, Unit
from eroba.kernel.tenancy.models import TRAINING_ENDING, Municipality, Settlement
from eroba.kernel.tenancy.scope import current_municipality, scope
from tests.recovery.every_step import Course, die_at_each_step, prepare_to_die

#: How many steps lie between two deaths: the first reset dies at each, the second now and then.
STRIDES = (1, 7)


def standing() -> str:
    """Whole, when one copy stands at its address with everything its officials need, and every other one is retired."""
    town = current_municipality()
    copies = list(Municipality.objects.filter(training_of=town).order_by("id"))
    there = [copy for copy in copies if copy.slug.endswith(TRAINING_ENDING)]
    if len(there) != 1 or any("-retired-" not in copy.slug for copy in copies if copy not in there):
        return "half"
    units = set(Unit.objects.values_list("code", flat=True))
    services = set(Service.objects.filter(is_enabled=True).values_list("code", flat=True))
    with scope(there[0]):
        is_whole = (
            Appointment.objects.count() == len(COLLEAGUES) + 1
            and set(Unit.objects.values_list("code", flat=True)) == units
            and set(Service.objects.values_list("code", flat=True)) == services
            and Settlement.objects.exists()
        )
    return f"whole {len(copies)}" if is_whole else "half"


def main(head: str) -> None:
    """Two resets, each asked for until another copy stands there."""
    by = Actor(account_id=UUID(head), roles=frozenset({"head"}), label="Gia Head", channel="desk")
    prepare_to_die()
    for round_, stride in enumerate(STRIDES):

        def reset(copies_before: int = round_ + 1) -> bool:
            if Municipality.objects.filter(training_of=current_municipality()).count() == copies_before:
                actions.reset_training_copy(by)
            print("reset", flush=True)
            return True

        die_at_each_step("reset", reset, Course(now(), stride=stride), standing)
