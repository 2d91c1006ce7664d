"""What stands behind these addresses, for the walk through two towns."""

from decimal import Decimal
from typing import Any

from eroba.capabilities.budget import actions
from eroba.capabilities.budget.actions import Laid, Measured, Planned
from eroba.capabilities.budget.models import Indicator
from eroba.capabilities.budget.reading.found import Wanted
from eroba.capabilities.budget.reading.reader import read_budget
from eroba.capabilities.budget.tests.conftest import TEXT, publish
from eroba.kernel.base.clock import today


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """A public budget, and a file that waits: nobody outside may read its words yet."""
    head = hall.actor(hall.head)
    # each town has another year, so that nothing of one is found below the other
    year = 2010 + len(hall.town.slug)
    publish(head, year)
    read = read_budget(TEXT.replace("წრეები", hall.mark).encode(), Wanted(year))
    laid = Laid(
        year=year, file_name=hall.mark, fingerprint="1" * 64, source_ka=hall.mark, announced_on=today()
    )
    waiting = actions.lay_before(head, laid=laid, read=read)
    document = actions.open_priorities(head, first_year=year + 10)
    texts = dict.fromkeys(("priority_ka", "title_ka", "aim_ka", "result_ka"), "გზები")
    actions.write_programme(head, document=document, planned=Planned(code="01", money=[1, 2, 3, 4], **texts))
    actions.publish_draft(head, document=document)
    said = {"text": "ხიდი", "place": "სოფელი", "met_on": today()}
    remark = actions.record_remark(head, document=document, **said)
    first = {"first_year": year + 10}
    figures = {"year": year, "kind": "programme", "phase": "planned"}
    return {
        "budget:year": {"year": year},
        "budget:search": {"year": year},
        "budget:file": {"year": year, "kind": "json"},
        "budget:package": {"year": year},
        "budget:figures": figures,
        "budget:entry": {**figures, "code": "01.01"},
        "budget:priorities": first,
        "budget:priorities_pdf": {**first, "language": "en"},
        "budget:plan": first,
        "budget:plan_act": {**first, "act": "remark"},
        "api:budget": {"number": waiting.budget.matter.number},
        "api:budget_lines": {"number": waiting.budget.matter.number},
        "api:priorities_document": {"number": document.matter.number},
        "budget:programme": {"code": str(year)},
        "budget:programme_desk": {"code": str(year)},
        "budget:actual": {"key": _indicator(hall, head, year)},
        "budget:answer": {"key": remark.pk},
        "budget:announcement": {"key": waiting.pk},
    }


def _indicator(hall: Any, head: Any, year: int) -> Any:
    """An indicator of a document the council has adopted."""
    document = actions.open_priorities(head, first_year=year + 11)
    texts = dict.fromkeys(("priority_ka", "title_ka", "aim_ka", "result_ka"), "ხიდები")
    measured = Measured(title_ka="ხიდი", baseline=Decimal(1), target=Decimal(2))
    planned = Planned(code=str(year), money=[1, 2, 3, 4], indicators=[measured], **texts)
    actions.write_programme(head, document=document, planned=planned)
    actions.publish_draft(head, document=document)
    actions.adopt_priorities(head, document=document, resolution="1")
    return Indicator.objects.get(programme__document=document, programme__stage="final").pk
