"""What did not arrive as a table, a status and answers for the pages."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eroba.kernel.matters.models import Matter
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.outbox.patience import patience
from eroba.kernel.ui.components import Answer, Column, Mark, Row, Table
from eroba.kernel.ui.dates import moment_in_words
from eroba.kernel.undelivered.queries import Standing
from eroba.kernel.undelivered.wording import happened, reason_of, room_title

#: A standing is a word and a shape.
SHAPES = {Standing.DEAD: "late", Standing.WAITING: "progress", Standing.GIVEN_UP: "quiet"}


def status_of(delivery: Delivery) -> Mark:
    """How it stands, as a word with its shape."""
    if delivery.state == Delivery.State.DONE:
        return Mark(_("has arrived"), "good")
    standing = Standing(delivery.state)
    return Mark(str(standing.label), SHAPES[standing])


def table_of(
    deliveries: Iterable[Delivery], matters: Mapping[UUID, Matter], href: Callable[[Delivery], str]
) -> Table:
    """What did not arrive, a line for each."""
    columns = (
        Column(_("What happened")),
        Column(_("Matter"), whole=True),
        Column(_("How it stands")),
        Column(_("Why")),
        Column(_("Tried"), numeric=True),
    )
    rows = [
        Row(
            (
                happened(each.fact),
                matters[each.fact.matter_id].number if each.fact.matter_id in matters else "–",
                status_of(each),
                str(reason_of(each.last_problem).short),
                each.attempts,
            ),
            href(each),
        )
        for each in deliveries
    ]
    return Table(_("What did not arrive"), columns, rows, keyboard=True, caption_hidden=True)


def facts_about(delivery: Delivery, matter: Matter | None) -> list[Answer]:
    """What one wants to know about one delivery, as questions and answers."""
    answers = [
        Answer(_("Who was to hear of it"), room_title(delivery.listener)),
        Answer(_("Matter"), f"{matter.number}, {matter.title}" if matter else _("none")),
        Answer(_("When it happened"), moment_in_words(delivery.fact.at)),
        Answer(_("How often it was tried"), _tries(delivery)),
    ]
    if delivery.state == Delivery.State.WAITING:
        answers.append(Answer(_("Next attempt"), moment_in_words(delivery.next_at)))
    if delivery.given_up_because:
        answers.append(Answer(_("Why it was given up"), delivery.given_up_because))
    return answers


def _tries(delivery: Delivery) -> str:
    times = ngettext("%(count)d time", "%(count)d times", delivery.attempts) % {"count": delivery.attempts}
    if delivery.state != Delivery.State.WAITING:
        return times
    left = max(0, patience().most_attempts - delivery.attempts_now)
    return times + ngettext(
        ", and %(count)d more time if need be", ", and %(count)d more times if need be", left
    ) % {"count": left}
