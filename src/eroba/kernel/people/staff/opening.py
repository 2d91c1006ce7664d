"""Getting a town ready: its units, and enough people that one proposes and another approves."""

import datetime as dt

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.people.actions.officials import end_appointment
from eroba.kernel.people.models import Appointment, Role, Unit
from eroba.kernel.registry import OpeningStep


def staff_steps() -> list[OpeningStep]:
    """The units of the town hall and who holds which post."""
    units = list(Unit.objects.order_by("name_ka"))
    posts = list(Appointment.objects.filter(until_on__isnull=True))
    counts = {role: sum(post.role == role for post in posts) for role in (Role.CLERK, Role.HEAD)}
    done = [unit.name for unit in units]
    done += [
        format_lazy(_("{count} × {post}"), count=count, post=role.label)
        for role, count in counts.items()
        if count
    ]
    missing = [] if units else [_("at least one unit")]
    missing += [] if counts[Role.HEAD] else [_("a head of unit, who approves")]
    missing += [] if counts[Role.CLERK] else [_("a case handler, who proposes")]
    return [
        OpeningStep(
            code="staff",
            title=_("Units and staff"),
            text=_("From a list in CSV or XLSX, or one by one. Each gets an invitation by e-mail."),
            address="staff:list",
            order=30,
            done=done,
            missing=missing,
            undo=_end_posts,
        )
    ]


def _end_posts(by: Actor) -> None:
    """End every post but the own one: whoever takes back must still be able to go on."""
    yesterday = today() - dt.timedelta(days=1)
    others = Appointment.objects.filter(until_on__isnull=True).exclude(account_id=by.account_id)
    for post in others:
        end_appointment(by, appointment=post, until_on=max(yesterday, post.from_on - dt.timedelta(days=1)))
