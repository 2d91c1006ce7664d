"""Applying a list of staff, substitutes during leave, new units: the only place that writes them."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.people.actions.officials import appoint_official, end_appointment
from eroba.kernel.people.models import Account, Appointment, Unit
from eroba.kernel.people.staff import facts, rules
from eroba.kernel.people.staff.planning import Change, Kind, plan_of
from eroba.kernel.people.staff.reading import StaffList


@action(may=rules.may_keep_staff, needs="appointment")
def apply_staff_list(by: Actor, *, read: StaffList, mark: str) -> Done[int]:
    """Does what the list says, all of it or nothing; only what was shown, which its mark proves.

    Returns how many posts changed. Who has never signed in gets an invitation after commit.
    """
    plan = plan_of(by, read)
    if plan.problems:
        raise BadInput(_("The list has problems. Correct them and send it again."))
    if plan.mark != mark:
        raise Refusal(_("Meanwhile something changed in the town hall. Please look at the changes again."))
    told: list[Fact] = []
    counts = {str(kind): 0 for kind in Kind.values}
    for change in plan.changes:
        counts[str(change.kind)] += 1
        told += _apply(by, change)
    changed = sum(number for kind, number in counts.items() if kind != Kind.SAME)
    return Done(changed, after={"lines": counts}, facts=told)


@action(may=rules.may_keep_staff, needs="appointment")
def appoint_substitute(
    by: Actor,
    *,
    post: Appointment,
    email: str,
    name_ka: str,
    name_en: str,
    from_on: dt.date,
    until_on: dt.date,
) -> Done[Appointment]:
    """Lets somebody hold a post while its holder is away; it ends by itself on its last day."""
    if until_on < max(from_on, today()):
        raise BadInput(_("The last day must not lie before the first day or in the past."))
    if post.until_on is not None and until_on > post.until_on:
        raise BadInput(_("The post itself ends before that day."))
    account, is_new = _account_of(email)
    if account.pk == post.account_id:
        raise BadInput(_("Nobody stands in for themselves."))
    substitute = appoint_official(
        by, account=account, role=post.role, unit=post.unit, name_ka=name_ka, name_en=name_en or name_ka,
        from_on=from_on, until_on=until_on, stands_in_for=post,
    )  # fmt: skip
    told: list[Fact] = [facts.OfficialInvited(None, substitute.pk)] if is_new else []
    after = {"post": post.pk, "substitute": substitute.pk, "from_on": from_on, "until_on": until_on}
    return Done(substitute, subject=substitute, after=after, facts=told)


@action(may=rules.may_keep_staff)
def found_unit(by: Actor, *, code: str, name_ka: str, name_en: str) -> Done[Unit]:
    """Founds a unit of the town hall."""
    if Unit.objects.filter(code=code).exists():
        raise Refusal(_("There is a unit with this word already."))
    unit = Unit(code=code, name_ka=name_ka.strip(), name_en=name_en.strip() or name_ka.strip())
    unit.save(force_insert=True)
    return Done(unit, subject=unit, after={"code": code}, facts=[facts.UnitFounded(None, unit.pk)])


def _apply(by: Actor, change: Change) -> list[Fact]:
    line, post = change.line, change.post
    if change.kind == Kind.NEW:
        account, is_new = _account_of(line.email)
        made = appoint_official(
            by, account=account, role=line.role, unit=change.unit, name_ka=line.name_ka,
            name_en=line.name_en or line.name_ka, from_on=line.from_on, until_on=line.until_on,
        )  # fmt: skip
        return [facts.OfficialInvited(None, made.pk)] if is_new else []
    if post is None or change.kind == Kind.SAME:
        return []
    if change.kind == Kind.ENDS and line.until_on is not None:
        end_appointment(by, appointment=post, until_on=line.until_on)
    if post.name_ka == line.name_ka and post.name_en == (line.name_en or post.name_en):
        return []
    post.name_ka, post.name_en = line.name_ka, line.name_en or post.name_en
    post.save(update_fields=["name_ka", "name_en"])
    return [facts.OfficialRenamed(None, post.pk)]


def _account_of(email: str) -> tuple[Account, bool]:
    """The account with this address, made without a password when there is none; and whether it was made now."""
    known = Account.objects.filter(email__iexact=email).first()
    if known is not None:
        return known, False
    account = Account.objects.create_user(email.lower())
    EmailAddress.objects.create(user=account, email=account.email, verified=False, primary=True)
    return account, True
