"""Priorities of the demonstration: a document that meetings changed before its adoption, and the next one's draft."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from eroba.capabilities.budget import actions
from eroba.capabilities.budget.actions import Measured, Planned
from eroba.capabilities.budget.models import Indicator, Priorities, Programme
from eroba.capabilities.budget.reading.codes import one_form
from eroba.capabilities.budget.reading.found import PROGRAMME
from eroba.config.demo.people import read_yaml
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Appointment, Role
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.undertakings.models import Undertaking, Words

Row = Mapping[str, Any]
MORNING = dt.time(11)
SOURCE = Words("მერიის ცხრა თვის ანგარიში, ნიმუში", "Nine-month report of the town hall, an example")


def make_priorities(towns: Sequence[Municipality], today: dt.date) -> None:
    """Gives the first town an adopted document and an open draft, unless it has one already."""
    said = read_yaml("priorities")
    with scope(towns[0]):
        if Priorities.objects.exists():
            return
        head = actor_of(Appointment.objects.filter(role=Role.HEAD).earliest("pk").account, channel="desk")
        adopted = _tell_adopted(head, said, today)
        _measure(head, adopted, said, today)
        _tie(head, said, today)
        _tell_draft(head, said, today)


def _tell_adopted(head: Actor, said: Row, today: dt.date) -> Priorities:
    days, rows = said["days"], said["programmes"]
    with _on(today, days["laid_open"]):
        document = _laid_open(head, today.year, [_planned(row) for row in rows])
    _tell_remarks(head, document, said["remarks"], today)
    with _on(today, days["changed"]):
        for row in rows:
            if "then" in row:
                actions.write_programme(head, document=document, planned=_planned({**row, **row["then"]}))
    with _on(today, days["adopted"]):
        actions.adopt_priorities(head, document=document, resolution=said["resolution"])
        _deliver_all()
    return document


def _tell_draft(head: Actor, said: Row, today: dt.date) -> None:
    more = Decimal(100 + said["next_raise_percent"]) / 100
    with _on(today, said["days"]["next_open"]):
        rows = [{**row, **row.get("then", {})} for row in said["programmes"]]
        plans = [_planned({**row, "money": [lari * more for lari in row["money"]]}) for row in rows]
        document = _laid_open(head, today.year + 1, plans)
    _tell_remarks(head, document, said["next_remarks"], today)


def _laid_open(head: Actor, first_year: int, plans: Sequence[Planned]) -> Priorities:
    document = actions.open_priorities(head, first_year=first_year, is_example=True)
    for planned in plans:
        actions.write_programme(head, document=document, planned=planned)
    actions.publish_draft(head, document=document)
    _deliver_all()
    return document


def _tell_remarks(head: Actor, document: Priorities, rows: Sequence[Row], today: dt.date) -> None:
    for row in rows:
        with _on(today, row["days_ago"]):
            met = today - dt.timedelta(days=row["days_ago"])
            remark = actions.record_remark(
                head,
                document=document,
                text=row["text"],
                met_on=met,
                place=row["place"],
                programme_code=row["code"],
            )
            _deliver_all()
        if "answered" in row:
            with _on(today, row["answered"]):
                actions.answer_remark(head, remark=remark, answer_ka=row["ka"], answer_en=row["en"])
                _deliver_all()


def _measure(head: Actor, document: Priorities, said: Row, today: dt.date) -> None:
    figures = {
        (one_form(row["code"], PROGRAMME), one["ka"]): one["actual"]
        for row in said["programmes"]
        for one in {**row, **row.get("then", {})}["indicators"]
    }
    adopted = Indicator.objects.filter(programme__document=document, programme__stage=Programme.Stage.FINAL)
    with _on(today, said["days"]["measured"]):
        for one in adopted.select_related("programme__document__matter"):
            actions.record_actual(
                head,
                indicator=one,
                year=today.year,
                value=Decimal(figures[one.programme.code, one.title_ka]),
                source_ka=SOURCE.ka,
                source_en=SOURCE.en,
            )
        _deliver_all()


def _tie(head: Actor, said: Row, today: dt.date) -> None:
    names = {row["code"]: Words(row["title"]["ka"], row["title"]["en"]) for row in said["programmes"]}
    with _on(today, said["days"]["measured"]):
        for code, texts in said["promises"].items():
            for promise in Undertaking.objects.select_related("matter").filter(text_en__in=texts):
                actions.tie_promise(
                    head, code=one_form(code, PROGRAMME), named=names[code], undertaking=promise
                )
        _deliver_all()


def _planned(row: Row) -> Planned:
    texts = {
        f"{name}_{language}": row[name][language]
        for name in ("priority", "title", "aim", "result")
        for language in ("ka", "en")
    }
    indicators = [
        Measured(
            title_ka=one["ka"],
            title_en=one["en"],
            unit=one["unit"],
            baseline=Decimal(one["baseline"]),
            target=Decimal(one["target"]),
            tolerance_percent=Decimal(one["tolerance"]),
        )
        for one in row["indicators"]
    ]
    return Planned(
        code=row["code"], money=[int(lari * 100) for lari in row["money"]], indicators=indicators, **texts
    )


def _on(today: dt.date, days_ago: int) -> Any:
    return at(dt.datetime.combine(today - dt.timedelta(days=days_ago), MORNING, TBILISI))


def _deliver_all() -> None:
    while deliver_due():
        pass
