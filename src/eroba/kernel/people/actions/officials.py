"""Giving somebody a post in the town hall, and ending it."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people import facts, rules
from eroba.kernel.people.models import Account, Appointment, Unit


@action(may=rules.may_appoint, needs="appointment")
def appoint_official(
    by: Actor,
    *,
    account: Account,
    role: str,
    name_ka: str,
    name_en: str,
    unit: Unit | None = None,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
    stands_in_for: Appointment | None = None,
) -> Done[Appointment]:
    """Gives an account a post, from a day on; until a day, or in place of somebody who is away."""
    if Appointment.objects.filter(account=account, role=role, unit=unit, until_on__isnull=True).exists():
        raise Refusal(_("This official already holds this post."))
    post = Appointment(
        account=account,
        role=role,
        unit=unit,
        name_ka=name_ka,
        name_en=name_en,
        from_on=from_on or today(),
        until_on=until_on,
        stands_in_for=stands_in_for,
    )
    try:
        post.full_clean(exclude=["municipality", "account", "stands_in_for"])
    except ValidationError as problem:
        raise BadInput(" ".join(problem.messages)) from problem
    post.save(force_insert=True)
    return Done(
        post,
        subject=post,
        after=_values(post),
        facts=[facts.OfficialAppointed(None, post.pk, post.from_on)],
    )


@action(may=rules.may_end_appointment, needs="appointment")
def end_appointment(by: Actor, *, appointment: Appointment, until_on: dt.date) -> Done[Appointment]:
    """Ends a post; `until_on` is its last day."""
    if until_on < appointment.from_on - dt.timedelta(days=1):
        raise BadInput(_("A post cannot end before it began."))
    appointment.until_on = until_on
    appointment.save(update_fields=["until_on"])
    return Done(
        appointment,
        subject=appointment,
        after={"account": appointment.account_id, "role": appointment.role, "until_on": until_on},
        facts=[facts.OfficialLeft(None, appointment.pk, until_on)],
    )


def _values(post: Appointment) -> dict[str, Any]:
    unit = post.unit.code if post.unit else ""
    return {"account": post.account_id, "role": post.role, "unit": unit, "from_on": post.from_on}
