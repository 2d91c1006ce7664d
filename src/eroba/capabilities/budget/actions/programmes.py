"""Programmes as something with a number: promises that carry them out, and what their indicators came to."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget import facts, rules
from eroba.capabilities.budget.models import Actual, Indicator, NumberedProgramme
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput
from eroba.kernel.matters.actions import tie_matters, untie_matters
from eroba.kernel.matters.models import Link
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.undertakings.models import Undertaking, Words

CARRIES_OUT = str(Link.Relation.IMPLEMENTS)


@action(may=rules.may_tie_promise)
def tie_promise(by: Actor, *, code: str, named: Words, undertaking: Undertaking) -> Done[NumberedProgramme]:
    """Write down that a promise carries out a programme; both pages show it from here on."""
    found = numbered(code, named)
    tie_matters(by, source=undertaking.matter, relation=CARRIES_OUT, target=found.matter)
    return Done(found, subject=found.matter, after={"promise": undertaking.matter.number})


@action(may=rules.may_untie_promise)
def untie_promise(by: Actor, *, programme: NumberedProgramme, undertaking: Undertaking) -> Done[None]:
    """Take back that a promise carries out a programme."""
    untie_matters(by, source=undertaking.matter, relation=CARRIES_OUT, target=programme.matter)
    return Done(None, subject=programme.matter, before={"promise": undertaking.matter.number})


@action(may=rules.may_record_actual)
def record_actual(
    by: Actor, *, indicator: Indicator, year: int, value: Decimal, source_ka: str, source_en: str = ""
) -> Done[Actual]:
    """Write down what an indicator came to in a year, and where the figure is from."""
    programme = indicator.programme
    document = programme.document
    if year not in document.years or year > today().year:
        words = _("Choose a year of the document that has begun: %(first)s to %(last)s.")
        last = min(document.years[-1], today().year)
        raise BadInput(words % {"first": document.first_year, "last": last})
    if not source_ka.strip():
        raise BadInput(_("Say where the figure is from."))
    made = Actual(
        indicator=indicator,
        year=year,
        value=value,
        source_ka=source_ka.strip()[:300],
        source_en=source_en.strip()[:300],
    )
    made.save(force_insert=True)
    matter = numbered(programme.code, Words(programme.title_ka, programme.title_en)).matter
    told = facts.IndicatorMeasured(matter.pk, code=programme.code, year=year)
    after = {"code": programme.code, "indicator": indicator.title_ka, "year": year, "value": str(value)}
    return Done(made, subject=matter, after=after, facts=[told])


def numbered(code: str, named: Words) -> NumberedProgramme:
    """The programme with this code under its number; gets one when it has none. Part of an action."""
    found = NumberedProgramme.objects.select_related("matter").filter(code=code).first()
    if found is not None:
        _call(found, named)
        return found
    titles = {"title_ka": named.ka[:200], "title_en": (named.en or named.ka)[:200]}
    matter = open_matter(kind="programme", prefix="PRG", visibility="public", state="open", **titles)
    made = NumberedProgramme(code=code, matter=matter)
    made.save(force_insert=True)
    return made


def _call(found: NumberedProgramme, named: Words) -> None:
    """A programme is called as the newest document or budget calls it."""
    titles = (named.ka[:200], (named.en or named.ka)[:200])
    if titles != (found.matter.title_ka, found.matter.title_en):
        found.matter.title_ka, found.matter.title_en = titles
        found.matter.save(update_fields=["title_ka", "title_en"])
