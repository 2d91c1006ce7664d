"""Long lists in pages: how many there are altogether, and where the other pages are (RFC 8288)."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

T = TypeVar("T")
MOST = 100


class Paging(Schema):
    """Which part of a list is wanted."""

    page: int = Field(1, ge=1, le=100_000, description="Which page, from 1.")
    per_page: int = Field(50, ge=1, le=MOST, description="How many on a page, at most 100.")


def page_of(request: HttpRequest, response: HttpResponse, rows: Sequence[T], wanted: Paging) -> list[T]:
    """One page of a list; says in headers how many rows there are (X-Total-Count) and where the others are (Link)."""
    paginator = Paginator(rows, wanted.per_page)
    response["X-Total-Count"] = str(paginator.count)
    last = paginator.num_pages
    ways = {"first": 1, "prev": wanted.page - 1, "next": wanted.page + 1, "last": last}
    links = [
        f'<{_address(request, number)}>; rel="{name}"'
        for name, number in ways.items()
        if 1 <= number <= last and number != wanted.page
    ]
    if links:
        response["Link"] = ", ".join(links)
    return list(paginator.page(wanted.page)) if wanted.page <= last else []


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
