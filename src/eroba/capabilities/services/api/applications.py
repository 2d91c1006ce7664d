"""One's own applications: read, send, take back; for the person themselves, or an app they let in."""

from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from ninja import Header, Query, Router, Status

from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.applying import case_of_submission
from eroba.capabilities.services.actions.sending import submission_key
from eroba.capabilities.services.actions.steps import Overtaken
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.api import shapes
from eroba.capabilities.services.api.shapes import words_of
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.cases import applications_of, case_by_number, within_reach
from eroba.capabilities.services.queries.catalogue import service_by_code
from eroba.capabilities.services.queries.fees import fees_of
from eroba.capabilities.services.rules import is_applicant_of
from eroba.kernel.actions import Actor
from eroba.kernel.api.conditional import expected_edition, stands_at
from eroba.kernel.api.describing import described
from eroba.kernel.api.doors import signed_in_or
from eroba.kernel.api.paging import page_of
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.base.money import LARI
from eroba.kernel.matters.queries import timeline
from eroba.kernel.people.queries import actor_for

READ, SEND = "applications:read", "applications:send"
KEY = Header(
    ...,
    alias="Idempotency-Key",
    min_length=8,
    max_length=100,
    pattern=r"^[!-~]+$",
    description="A name of your own for this one application; sent again, it gives the first answer.",
    examples=["9f3c1c1e-5b1f-4d0a-9a38-6d3a0f0c9a11"],
)
router = Router()


@router.get(
    "/applications",
    response=list[shapes.ApplicationOut],
    auth=signed_in_or(READ),
    url_name="applications",
    operation_id="listApplications",
    summary=noop("Your applications"),
    openapi_extra=described(example=[shapes.EXAMPLE_APPLICATION], paged=True),
)
def applications(
    request: HttpRequest, response: HttpResponse, wanted: Query[shapes.ApplicationFilter]
) -> list[dict[str, Any]]:
    """Your applications in this town, the latest first."""
    by = _by(request)
    found = applications_of(
        by.person_id, service=wanted.service, waits_for=wanted.waits_for, is_open=wanted.open
    )
    mine = within_reach(by, found)
    return [_application(request, case) for case in page_of(request, response, mine, wanted)]


@router.get(
    "/applications/{number}",
    response=shapes.ApplicationDetailOut,
    auth=signed_in_or(READ),
    url_name="application",
    operation_id="getApplication",
    summary=noop("One of your applications"),
    openapi_extra=described(example=shapes.EXAMPLE_APPLICATION_DETAIL),
)
def application(request: HttpRequest, number: str) -> dict[str, Any]:
    """One of your applications with what happened; anybody else's does not exist here."""
    case = _mine(request, number)
    return _whole(request, case)


@router.post(
    "/applications",
    response={201: shapes.ReceiptOut},
    auth=signed_in_or(SEND),
    operation_id="sendApplication",
    summary=noop("Send an application"),
    openapi_extra=described(
        example=shapes.EXAMPLE_RECEIPT, status=201, sent=shapes.EXAMPLE_SENT, wrong=(409, 422)
    ),
)
def send(
    request: HttpRequest,
    response: HttpResponse,
    sent: shapes.ApplicationIn,
    idempotency_key: str = KEY,
) -> Status:
    """Sends an application at once, all answers together. The rules are those of the website; papers come later."""
    by, offered = _by(request), service_by_code(sent.service)
    try:
        case = actions.send_application(
            by, service=offered.service, answers=sent.answers, idempotency_key=idempotency_key
        )
    except IntegrityError:  # the same key at the same moment: one of the two was first
        first = case_of_submission(submission_key(by, idempotency_key))
        if first is None:
            raise
        case = first
    receipt = _application(request, case)
    response["Location"] = request.build_absolute_uri(
        town_address(request, "api:application", number=case.matter.number)
    )
    return Status(201, {name: receipt[name] for name in ("number", "service", "received_at", "address")})


@router.put(
    "/applications/{number}/withdrawal",
    response=shapes.ApplicationDetailOut,
    auth=signed_in_or(SEND),
    url_name="withdrawal",
    operation_id="withdrawApplication",
    summary=noop("Take an application back"),
    openapi_extra=described(example=shapes.EXAMPLE_APPLICATION_DETAIL, wrong=(409, 412, 428))
    | {
        "parameters": [
            {
                "in": "header",
                "name": "If-Match",
                "required": True,
                "description": "The ETag of the application as you read it.",
                "schema": {"type": "string"},
                "example": '"e1-0123456789abcdef0123456789abcdef"',
            }
        ]
    },
)
def withdraw(request: HttpRequest, number: str) -> dict[str, Any]:
    """Takes back an application that is not decided yet, if it still stands as you read it."""
    case, edition = _mine(request, number), expected_edition(request)
    try:
        actions.withdraw_application(_by(request), case=case, edition=edition)
    except Overtaken as overtaken:
        raise Refusal(overtaken.message, status=412) from overtaken
    return _whole(request, _mine(request, number))


def _by(request: HttpRequest) -> Actor:
    return actor_for(request, channel="api")


def _mine(request: HttpRequest, number: str) -> Case:
    by, case = _by(request), case_by_number(number)
    if not is_applicant_of(by, case):
        raise NotFound(_("There is no application with this number here."))
    return case


def _whole(request: HttpRequest, case: Case) -> dict[str, Any]:
    entries = timeline(case.matter, audience="parties")
    stands_at(
        request, edition=case.edition, changed_at=max([case.changed_at, *(entry.at for entry in entries)])
    )
    steps = [{"at": localtime(entry.at), "name": entry.name, "sentence": entry.words} for entry in entries]
    return _application(request, case) | {
        "edition": case.edition,
        "asked_of_you": _asked_of_applicant(request, case),
        "fees": _fees(request, case),
        "steps": steps,
    }


def _asked_of_applicant(request: HttpRequest, case: Case) -> dict[str, Any] | None:
    wanted = case.open_request
    if wanted is None:
        return None
    address = town_address(request, "services:supply_papers", number=case.matter.number)
    return {
        "title": wanted.title,
        "reason": case.opened(wanted.reason_locked) or "",
        "until": wanted.bring_until,
        "address": request.build_absolute_uri(address),
    }


def _fees(request: HttpRequest, case: Case) -> list[dict[str, Any]]:
    number = case.matter.number
    return [
        {
            "code": fee.code,
            "amount_tetri": fee.amount_tetri,
            "currency": LARI,
            "state": fee.state,
            "basis": fee.basis,
            "address": request.build_absolute_uri(
                town_address(request, "services:fee", number=number, code=fee.code)
            ),
        }
        for fee in fees_of(case)
    ]


def _application(request: HttpRequest, case: Case) -> dict[str, Any]:
    said = definition_for(case)
    stage = said.flow.stage(case.stage)
    address = town_address(request, "services:application", number=case.matter.number)
    return {
        "number": case.matter.number,
        "service": words_of(said.title),
        "stage": case.stage,
        "stage_title": words_of(stage.title) if stage else {},
        "waits_for": case.waits_for,
        "outcome": case.outcome,
        "received_at": localtime(case.received_at),
        "due_on": case.due_on,
        "address": request.build_absolute_uri(address),
    }
