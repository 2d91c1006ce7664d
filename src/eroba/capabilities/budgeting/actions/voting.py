"""Before and beside the ballots: the order drawn by lot, codes printed and handed out, tries forgotten."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import facts, keys, rules
from eroba.capabilities.budgeting.actions.keeping import lock_round, move, require_words
from eroba.capabilities.budgeting.lots import drawn_order
from eroba.capabilities.budgeting.models import CodeTry, Mark, Project, Round, VotingCode
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.outbox.facts import Fact

MOST_CODES = 2000
State = Project.State


@action(may=rules.may_draw_order)
def draw_order(by: Actor, *, round: Round, seed: str) -> Done[Round]:
    """Fix the ballot list and draw its order by lot, from a seed that anybody can look up."""
    said = require_words(
        seed, _("Write the seed: for example the numbers of a public lottery drawn afterwards.")
    )
    if len(said) > 80:
        raise BadInput(_("The seed has 80 letters at most."))
    locked = lock_round(round)
    ready = {
        one.matter.number: one for one in locked.projects.filter(state=State.READY).select_related("matter")
    }
    if not ready:
        raise Refusal(_("No project may stand on the ballot yet."))
    told: list[Fact] = [facts.OrderDrawn(locked.matter_id, count=len(ready), seed=said)]
    for lot, number in enumerate(drawn_order(ready, said), 1):
        move(ready[number], State.LISTED, lot=lot)
        told.append(facts.ProjectListed(ready[number].matter_id, lot=lot))
    locked.order_seed, locked.order_drawn_at = said, now()
    locked.save(update_fields=["order_seed", "order_drawn_at"])
    return Done(locked, subject=locked.matter, after={"seed": said, "listed": len(ready)}, facts=told)


@action(may=rules.may_print_codes)
def print_codes(by: Actor, *, round: Round, count: int) -> Done[Sequence[str]]:
    """Make codes to be printed; they are shown this once, and only their hashes are kept."""
    if not 1 <= count <= MOST_CODES:
        raise BadInput(_("Between 1 and 2000 codes can be printed at once."))
    codes = [keys.fresh_code() for _place in range(count)]
    rows = [VotingCode(round=round, code_hash=keys.code_hash(round.pk, code)) for code in codes]
    VotingCode.objects.bulk_create(rows, batch_size=200)
    told = facts.CodesPrinted(round.matter_id, count=count)
    return Done(codes, subject=round.matter, after={"codes": count}, facts=[told])


@action(may=rules.may_assist)
def hand_out_code(by: Actor, *, round: Round, number: str) -> Done[int]:
    """Mark that a voter gets a printed code; which one nobody writes down. Who voted already gets none.

    `number` is the personal number of somebody the register knows as a voter here; it is asked before.
    """
    hashed = keys.number_hash(round, number)
    given = 0
    for is_citywide in sorted({one.is_citywide for one in round.areas.all()}):
        mark = Mark(round=round, is_citywide=is_citywide, number_hash=hashed, channel=str(Mark.Channel.CODE))
        try:
            with transaction.atomic():
                mark.save(force_insert=True)
                given += 1
        except IntegrityError:
            raise Refusal(_("This person has voted or has a code already. Nobody votes twice.")) from None
    return Done(given, subject=round.matter, after={"handed_out": given})


@action(may=rules.may_forget_tries)
def forget_tries(by: Actor, *, before: dt.datetime) -> Done[int]:
    """Forget from where wrong codes were tried."""
    count, _rows = CodeTry.objects.filter(at__lt=before).delete()
    return Done(count, after={"forgotten": count})
