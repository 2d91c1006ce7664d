"""The priorities document: written, laid open as a draft, changed after the meetings, adopted; remarks and answers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from eroba.capabilities.budget import facts, law, rules
from eroba.capabilities.budget.actions.programmes import numbered
from eroba.capabilities.budget.models import Indicator, Priorities, Programme, Remark
from eroba.capabilities.budget.reading.codes import one_form
from eroba.capabilities.budget.reading.found import PROGRAMME
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.clocks.actions import meet_clock, start_clock
from eroba.kernel.clocks.queries import adapted_here, open_clock
from eroba.kernel.matters.models import Link
from eroba.kernel.matters.numbering import link_matters, open_matter
from eroba.kernel.undertakings.models import Words

State, Stage = Priorities.State, Programme.Stage
TEXTS = ("priority_ka", "priority_en", "title_ka", "title_en", "aim_ka", "aim_en", "result_ka", "result_en")
MONEY = ("money_1", "money_2", "money_3", "money_4")
MOST_INDICATORS = 20


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One indicator as it is written down."""

    title_ka: str
    baseline: Decimal
    target: Decimal
    title_en: str = ""
    unit: str = ""
    tolerance_percent: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A programme as it is written down, with its indicators and its money in tetri for four years."""

    code: str
    priority_ka: str
    title_ka: str
    aim_ka: str
    result_ka: str
    money: Sequence[int]
    indicators: Sequence[Measured] = ()
    priority_en: str = ""
    title_en: str = ""
    aim_en: str = ""
    result_en: str = ""


@action(may=rules.may_write_priorities)
def open_priorities(by: Actor, *, first_year: int, is_example: bool = False) -> Done[Priorities]:
    """Begin the priorities document of four years."""
    if not today().year - 10 <= first_year <= today().year + 5:
        raise BadInput(_("%(year)s is no year of a budget here.") % {"year": first_year})
    if Priorities.objects.filter(first_year=first_year).exists():
        raise Refusal(_("There is a priorities document that begins with this year already."))
    titles = {}
    for language in ("ka", "en"):
        with override(language):
            titles[f"title_{language}"] = str(Priorities(first_year=first_year))
    matter = open_matter(kind="priorities", prefix="PRI", visibility="staff", state="writing", **titles)
    made = Priorities(matter=matter, first_year=first_year, is_example=is_example)
    made.save(force_insert=True)
    return Done(made, subject=matter, after={"first_year": first_year})


@action(may=rules.may_change_priorities)
def write_programme(by: Actor, *, document: Priorities, planned: Planned) -> Done[Programme]:
    """Write a programme down, or anew under its code; what was laid open as a draft stays as it was."""
    _check(planned)
    stage = Stage.DRAFT if document.state == State.WRITING else Stage.FINAL
    code = one_form(planned.code, PROGRAMME)
    values = {name: getattr(planned, name).strip() for name in TEXTS}
    values |= dict(zip(MONEY, planned.money, strict=True))
    made, _is_new = Programme.objects.update_or_create(
        document=document, stage=str(stage), code=code, defaults=values
    )
    _measure(made, planned.indicators)
    if stage == Stage.FINAL:
        numbered(code, Words(made.title_ka, made.title_en))
    return Done(made, subject=document.matter, after={"stage": str(stage), "code": made.code, **values})


@action(may=rules.may_publish_draft)
def publish_draft(by: Actor, *, document: Priorities) -> Done[Priorities]:
    """Lay the draft open for the meetings; from here on changes are made beside it, and both are shown."""
    programmes = list(document.programmes.filter(stage=Stage.DRAFT).prefetch_related("indicators"))
    if not programmes:
        raise BadInput(_("Write at least one programme first."))
    document.state, document.published_at = str(State.DRAFT), now()
    document.save(update_fields=["state", "published_at"])
    for one in programmes:
        values = {name: getattr(one, name) for name in (*TEXTS, *MONEY)}
        numbered(one.code, Words(one.title_ka, one.title_en))
        copied = Programme.objects.create(document=document, stage=str(Stage.FINAL), code=one.code, **values)
        _measure(copied, [_as_written(shown) for shown in one.indicators.all()])
    _show(document)
    told = facts.PrioritiesLaidOpen(document.matter_id)
    return Done(document, subject=document.matter, after={"state": document.state}, facts=[told])


@action(may=rules.may_adopt_priorities)
def adopt_priorities(by: Actor, *, document: Priorities, resolution: str) -> Done[Priorities]:
    """Write down that the council adopted the document; it never changes from here on."""
    if not resolution.strip():
        raise BadInput(_("Name the council’s resolution."))
    document.state, document.adopted_on = str(State.ADOPTED), today()
    document.adopted_by = resolution.strip()[:200]
    document.save(update_fields=["state", "adopted_on", "adopted_by"])
    _show(document)
    told = facts.PrioritiesAdopted(document.matter_id)
    return Done(document, subject=document.matter, after={"resolution": document.adopted_by}, facts=[told])


@action(may=rules.may_record_remark)
def record_remark(
    by: Actor, *, document: Priorities, text: str, met_on: dt.date, place: str, programme_code: str = ""
) -> Done[Remark]:
    """Write down what was said at a meeting, without a name; the time to answer begins."""
    if not text.strip() or not place.strip():
        raise BadInput(_("Write what was said, and where."))
    if met_on > today():
        raise BadInput(_("The day of the meeting lies ahead."))
    programme_code = one_form(programme_code, PROGRAMME)
    known = document.programmes.filter(code=programme_code)
    if programme_code and not known.exists():
        raise BadInput(_("There is no programme with this code in the document."))
    title = " ".join(text.split())[:190]
    matter = open_matter(
        kind="budget_remark", prefix="REM", title_ka=title, title_en=title, visibility="public", state="open"
    )
    made = Remark(
        document=document, matter=matter, programme_code=programme_code, met_on=met_on, place=place.strip()[:160],
        text=text.strip()[:2000],
    )  # fmt: skip
    made.save(force_insert=True)
    link_matters(source=matter, relation=str(Link.Relation.AROSE_FROM), target=document.matter)
    rule = adapted_here(next(iter(law.periods())), on=today())
    start_clock(by, subject_id=matter.pk, subject_number=matter.number, rule=rule)
    told = facts.RemarkRecorded(matter.pk, met_on=met_on)
    return Done(made, subject=matter, after={"text": made.text, "place": made.place}, facts=[told])


@action(may=rules.may_answer_remark)
def answer_remark(by: Actor, *, remark: Remark, answer_ka: str, answer_en: str = "") -> Done[Remark]:
    """Answer a remark in public; its clock has been met."""
    if not answer_ka.strip():
        raise BadInput(_("Write the answer."))
    remark.answer_ka, remark.answer_en, remark.answered_at = (
        answer_ka.strip()[:4000],
        answer_en.strip()[:4000],
        now(),
    )
    remark.save(update_fields=["answer_ka", "answer_en", "answered_at"])
    clock = open_clock(remark.matter_id, law.ANSWER)
    if clock is not None:
        meet_clock(by, clock=clock)
    matter = remark.matter
    matter.state, matter.closed_at = "answered", now()
    matter.save(update_fields=["state", "closed_at"])
    told = facts.RemarkAnswered(matter.pk)
    return Done(remark, subject=matter, after={"answer": remark.answer_ka}, facts=[told])


def _check(planned: Planned) -> None:
    if not all(getattr(planned, name).strip() for name in TEXTS if name.endswith("_ka")) or not one_form(
        planned.code, PROGRAMME
    ):
        raise BadInput(_("A programme needs a code, a name, a priority, an aim and a result."))
    if any(tetri < 0 for tetri in planned.money):
        raise BadInput(_("Money of a plan is never below nought."))
    if len(planned.indicators) > MOST_INDICATORS:
        raise BadInput(_("A programme has at most %(most)s indicators.") % {"most": MOST_INDICATORS})


def _measure(programme: Programme, indicators: Sequence[Measured]) -> None:
    programme.indicators.all().delete()
    for one in indicators:
        Indicator.objects.create(programme=programme, **vars(replace(one)))


def _as_written(one: Indicator) -> Measured:
    names = ("title_ka", "title_en", "unit", "baseline", "target", "tolerance_percent")
    return Measured(**{name: getattr(one, name) for name in names})


def _show(document: Priorities) -> None:
    matter: Any = document.matter
    matter.visibility, matter.state = "public", document.state
    matter.closed_at = now() if document.state == State.ADOPTED else None
    matter.save(update_fields=["visibility", "state", "closed_at"])
