"""What the worker does for look-ups: asks open questions again, with growing pauses, until there is an answer."""

from eroba.capabilities.registers.lookups import ask_again
from eroba.capabilities.registers.models import OpenQuestion
from eroba.kernel.base.clock import now

#: A register that is down costs up to three seconds each; one sweep must not hold up the worker.
AT_ONCE = 10


def ask_open_questions() -> int:
    """Asks again what is due in this town; returns how many got an answer."""
    due = OpenQuestion.objects.filter(given_up_at__isnull=True, next_at__lte=now())
    questions = due.select_related("look_up__person").order_by("next_at", "id")[:AT_ONCE]
    answers = [ask_again(question) for question in questions]
    return sum(answer is not None and answer.is_answered for answer in answers)
