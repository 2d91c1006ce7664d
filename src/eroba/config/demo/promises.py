"""What the town halls of the demonstration promised, what became of it, and what residents wrote about it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from eroba.config.demo.people import read_yaml
from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.discussion.actions import choose_public_name, open_discussion, write_comment
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account, Appointment, Person, Role
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.undertakings import actions
from eroba.kernel.undertakings.actions import EvidenceDraft
from eroba.kernel.undertakings.models import Undertaking, Words

NOON = dt.time(12)


def make_promises(towns: Sequence[Municipality], today: dt.date) -> None:
    """Gives each town its promises, unless it has some already."""
    said = read_yaml("promises")
    for town in towns:
        if town.slug not in said:
            continue
        with scope(town):
            if not Undertaking.objects.exists():
                _make(town, said[town.slug], today)


def _make(town: Municipality, rows: Sequence[Mapping[str, Any]], today: dt.date) -> None:
    post = Appointment.objects.filter(role=Role.HEAD).earliest("pk")
    head = actor_of(post.account, channel="desk")
    by = Words(f"{town.name_ka}: მერია", f"{town.name_en} Town Hall")
    made: dict[str, Undertaking] = {}
    for row in rows:
        source = made[row["arose_from"]].matter if "arose_from" in row else None
        with at(_day(today, row)):
            made[row["code"]] = actions.promise(
                head, text=_words(row), promised_by=by, due_on=_due(today, row), arose_from=source
            )
            _deliver_all()
        for step in row.get("steps", ()):
            with at(_day(today, step)):
                _take(head, made[row["code"]], step, today)
                _deliver_all()
        _discuss(town, made[row["code"]], row.get("comments", ()), today)


def _take(head: Actor, promised: Undertaking, step: Mapping[str, Any], today: dt.date) -> None:
    match step["do"]:
        case "keep":
            shown = EvidenceDraft(step["title"], step["address"])
            actions.mark_kept(head, undertaking=promised, evidence=[shown])
        case "answer":
            actions.answer(head, undertaking=promised, words=_words(step))
        case "postpone":
            actions.postpone(head, undertaking=promised, due_on=_due(today, step), reason=_words(step))
        case "break":
            actions.mark_broken(head, undertaking=promised, reason=_words(step))
        case "replace":
            text = Words(step["text_ka"], step["text_en"])
            actions.replace(
                head, undertaking=promised, text=text, due_on=_due(today, step), reason=_words(step)
            )


def _discuss(
    town: Municipality, promised: Undertaking, comments: Sequence[Mapping[str, Any]], today: dt.date
) -> None:
    if not comments:
        return
    with at(_day(today, comments[0]) - dt.timedelta(days=1)):
        discussion = open_discussion(system_actor("demonstration"), matter=promised.matter)
    for comment in comments:
        with at(_day(today, comment)):
            account = Account.objects.get(email=f"{comment['who']}@{town.slug}.example")
            writer, person = actor_of(account), Person.objects.get(account=account)
            choose_public_name(writer, name=f"{person.given_name} {person.family_name[0]}.")
            write_comment(writer, discussion=discussion, text=comment["text"])
            _deliver_all()


def _deliver_all() -> None:
    while deliver_due():
        pass


def _words(row: Mapping[str, Any]) -> Words:
    return Words(row["ka"], row["en"])


def _due(today: dt.date, row: Mapping[str, Any]) -> dt.date:
    return today + dt.timedelta(days=row["due_in"])


def _day(today: dt.date, row: Mapping[str, Any]) -> dt.datetime:
    return dt.datetime.combine(today - dt.timedelta(days=row["days_ago"]), NOON, TBILISI)
