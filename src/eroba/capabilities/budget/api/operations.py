"""The operations of the budget's interface: budgets, lines, programmes, years compared, priorities documents."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as noop
from ninja import Query, Router
from pydantic import Field

from eroba.capabilities.budget import plan_pages, programmes
from eroba.capabilities.budget.api import shapes, told
from eroba.capabilities.budget.models import NumberedProgramme
from eroba.kernel.api.describing import described
from eroba.kernel.api.paging import Paging, page_of
from eroba.kernel.base.text import is_found, search_key
from eroba.kernel.tenancy.scope import current_municipality

router = Router(tags=["budget"])


class LinesFilter(Paging):
    """Which lines are wanted."""

    classification: shapes.Classification | None = Field(None, description="Only this one.")
    words: str = Field("", max_length=100, description="Words in any spelling, or a code.")


class ComparisonFilter(Paging):
    """What is compared."""

    classification: shapes.Classification = Field("functional", description="By what the budget is parted.")
    phase: shapes.Phase = Field("executed", description="Planned, adjusted or executed.")


@router.get(
    "/budgets",
    response=list[shapes.BudgetOut],
    url_name="budgets",
    operation_id="listBudgets",
    summary=noop("Budgets of the town"),
    openapi_extra=described(example=[shapes.EXAMPLE_BUDGET], paged=True),
)
def budgets(request: HttpRequest, response: HttpResponse, wanted: Query[Paging]) -> list[dict[str, Any]]:
    """Every year of which figures are public, the newest first."""
    return [told.budget_row(*one) for one in page_of(request, response, told.public_budgets(), wanted)]


@router.get(
    "/budgets/{number}",
    response=shapes.BudgetOut,
    url_name="budget",
    operation_id="getBudget",
    summary=noop("The budget of one year"),
    openapi_extra=described(example=shapes.EXAMPLE_BUDGET),
)
def budget(request: HttpRequest, number: str) -> dict[str, Any]:
    """One year: what each classification makes together, and what was announced."""
    return told.budget_row(*told.public_budget(number))


@router.get(
    "/budgets/{number}/lines",
    response=list[shapes.LineOut],
    url_name="budget_lines",
    operation_id="listBudgetLines",
    summary=noop("Lines of a budget"),
    openapi_extra=described(example=[shapes.EXAMPLE_LINE], paged=True),
)
def budget_lines(
    request: HttpRequest, response: HttpResponse, number: str, wanted: Query[LinesFilter]
) -> list[dict[str, Any]]:
    """Every line as it holds now, whole before part; a sum over the lines without parts counts nothing twice."""
    _budget, _found, book = told.public_budget(number)
    key = search_key(wanted.words)
    rows = [
        told.line_row(kind, entry)
        for kind, tree in book.trees.items()
        if wanted.classification in (None, kind)
        for entry in tree.entries.values()
        if not key or entry.code == wanted.words.strip() or is_found(key, entry.title_ka, entry.title_en)
    ]
    return page_of(request, response, rows, wanted)


@router.get(
    "/budget-comparison",
    response=list[shapes.ComparedOut],
    url_name="budget_comparison",
    operation_id="compareBudgets",
    summary=noop("Years of the budget side by side"),
    openapi_extra=described(example=[shapes.EXAMPLE_COMPARED], paged=True),
)
def budget_comparison(
    request: HttpRequest, response: HttpResponse, wanted: Query[ComparisonFilter]
) -> list[dict[str, Any]]:
    """The lines right below the total in every year that has such figures; codes tie the years together."""
    trees = {
        one.year: book.tree(wanted.classification)
        for one, _found, book in reversed(told.public_budgets())
        if wanted.phase in book.tree(wanted.classification).phases
    }
    rows = told.compared_rows(trees, wanted.phase, current_municipality().population)
    return page_of(request, response, rows, wanted)


@router.get(
    "/programmes",
    response=list[shapes.ProgrammeOut],
    url_name="programmes",
    operation_id="listProgrammes",
    summary=noop("Programmes with indicators and promises"),
    openapi_extra=described(example=[shapes.EXAMPLE_PROGRAMME], paged=True),
)
def programmes_(request: HttpRequest, response: HttpResponse, wanted: Query[Paging]) -> list[dict[str, Any]]:
    """What the priorities say of each programme now: an adopted document before a draft, then the newest."""
    said = programmes.newest_by_code()
    found = page_of(request, response, [said[code] for code in sorted(said)], wanted)
    codes = [one.code for one in found]
    numbered = NumberedProgramme.objects.filter(code__in=codes).select_related("matter")
    numbers = {one.code: one.matter.number for one in numbered}
    promised = programmes.promises_of(codes)
    return [
        {
            **told.planned_row(one),
            "number": numbers.get(one.code, ""),
            "document": one.document.matter.number,
            "promises": [promise.matter.number for promise in promised.get(one.code, ())],
        }
        for one in found
    ]


@router.get(
    "/priorities",
    response=list[shapes.PrioritiesOut],
    url_name="priorities",
    operation_id="listPriorities",
    summary=noop("Priorities documents of the town"),
    openapi_extra=described(example=[shapes.EXAMPLE_PRIORITIES], paged=True),
)
def priorities(request: HttpRequest, response: HttpResponse, wanted: Query[Paging]) -> list[dict[str, Any]]:
    """Every document that was laid open, the newest first."""
    found = page_of(request, response, plan_pages.documents(is_public=True), wanted)
    return [told.document_row(one) for one in found]


@router.get(
    "/priorities/{number}",
    response=shapes.WholePrioritiesOut,
    url_name="priorities_document",
    operation_id="getPriorities",
    summary=noop("One priorities document"),
    openapi_extra=described(example=shapes.EXAMPLE_WHOLE),
)
def priorities_document(request: HttpRequest, number: str) -> dict[str, Any]:
    """A document with its draft, its programmes as they stand now, and what was said at the meetings."""
    return told.whole_document(told.public_document(number))
