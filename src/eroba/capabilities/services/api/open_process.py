"""How the services really go, as published figures: open to everybody, the same numbers as on the pages."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as noop
from ninja import Router, Schema
from pydantic import Field

from eroba.capabilities.services.open_process.cells import FEWEST
from eroba.capabilities.services.queries.catalogue import service_by_code
from eroba.capabilities.services.queries.open_process import OpenProcess, all_figures, figures_of_service
from eroba.kernel.api.describing import described

router = Router()


class FigureOut(Schema):
    """One number, or the place of one that is held back."""

    service: str = Field(description="The code of a service; empty: the whole town; *: the others together.")
    period: str = Field(description="A month, half-year or year, or twelve months as first/last.")
    measure: str
    value: int | None
    state: str = Field(
        description="shown, under-5, or held-back: a smaller number could be worked out from it."
    )


class OpenProcessOut(Schema):
    """Everything published; a period that is over and has no line is nought."""

    until: str | None = Field(description="The last month that was over.")
    made_on: dt.date | None
    fewest: int = Field(description="Smaller numbers of people are not shown.")
    figures: list[FigureOut]


EXAMPLE: dict[str, Any] = {
    "until": "2026-10",
    "made_on": "2026-11-01",
    "fewest": FEWEST,
    "figures": [
        {"service": "", "period": "2026-10", "measure": "received", "value": 41, "state": "shown"},
        {
            "service": "one-off-social-assistance",
            "period": "2026-10",
            "measure": "received",
            "value": None,
            "state": "under-5",
        },
    ],
}


@router.get(
    "/open-process",
    response=OpenProcessOut,
    url_name="open_process",
    operation_id="getOpenProcess",
    summary=noop("How the services really go"),
    openapi_extra=described(example=EXAMPLE),
)
def open_process(request: HttpRequest) -> dict[str, Any]:
    """Every published figure of the town: applications, decisions, how long they took, how they ended."""
    return _told(all_figures())


@router.get(
    "/services/{code}/open-process",
    response=OpenProcessOut,
    url_name="service_open_process",
    operation_id="getServiceOpenProcess",
    summary=noop("How one service really goes"),
    openapi_extra=described(example=EXAMPLE),
)
def service_open_process(request: HttpRequest, code: str) -> dict[str, Any]:
    """Every published figure of one service, with the reasons of refusals by the code of the rule."""
    service_by_code(code)
    return _told(figures_of_service(code))


def _told(shown: OpenProcess) -> dict[str, Any]:
    return {
        "until": shown.made.until if shown.made else None,
        "made_on": shown.made.made_on if shown.made else None,
        "fewest": FEWEST,
        "figures": [
            {
                "service": cell.service,
                "period": cell.period,
                "measure": cell.measure,
                "value": figure.value,
                "state": figure.state,
            }
            for cell, figure in shown.in_order()
        ],
    }
