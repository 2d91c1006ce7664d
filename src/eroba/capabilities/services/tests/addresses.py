"""What stands behind the addresses of services in a town, for the walk through two towns."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.opinions import Question
from eroba.capabilities.services.definition.files import files_of_content
from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.definition.freezing import thaw
from eroba.capabilities.services.models import ArchivedCase, ArrivedVersion, Case, Payment, Service
from eroba.capabilities.services.queries.fees import fee_of
from eroba.capabilities.services.queries.visits import offered_days
from eroba.capabilities.services.tests.conftest import ASSISTANCE, SEED
from eroba.capabilities.services.tests.people import PNG, apply, fill_in, publish
from eroba.capabilities.services.visiting.hours import Span
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.documents.uploads import check_upload
from eroba.kernel.people.models import Appointment, Unit


def furnish(hall: Any) -> dict[str, dict[str, object]]:
    """Publish the seed service, send one application, leave another open, with the town's mark in every text."""
    folder = _own_service(hall.town.slug)
    service = publish(folder)
    by, clerk = hall.actor(hall.resident), hall.actor(hall.clerk)
    answers = folder.examples["illness-middle-score"]["answers"] | {"account_holder": hall.mark}
    case = apply(by, service, answers)
    actions.write_note(clerk, case=case, text=hall.mark)
    actions.request_missing_paper(clerk, case=case, edition=case.edition, title="paper", reason=hall.mark)
    case.refresh_from_db()
    upload = check_upload(PNG, f"{hall.mark}.png")
    actions.supply_missing_paper(by, case=case, edition=case.edition, uploads=[upload])
    paper = case.papers.get(request__isnull=False)
    opinion = _opinion(clerk, case, hall.mark)
    leave, given = _standing_in(hall, case)
    fill_in(by, service, answers)
    arrived = _arrived(folder, hall.mark)
    permit = _renamed(SEED / "construction-permit", f"permit-in-{hall.town.slug}")
    building = apply(by, publish(permit), permit.examples["step-three"]["answers"])
    payment = actions.open_payment(by, fee=fee_of(building, "permit"))
    exchanged = _exchanged(service.code, arrived.pk)
    own = _addresses(service.code, case.matter.number, paper.pk, opinion)
    among: dict[str, dict[str, object]] = {
        "services_desk:end-leave": {"key": leave},
        "services_desk:undo-hand-over": {"key": given},
    }
    money = _of_money(building, payment) | _of_a_visit(hall, by)
    among |= _together(clerk, case, building, hall.mark)
    return own | exchanged | money | _of_a_report(hall, by) | among | _copy(hall, clerk, service)


def _together(clerk: Any, case: Case, other: Case, mark: str) -> dict[str, dict[str, object]]:
    """Two applications that belong together, with the mark in the reason."""
    tie = actions.tie_cases(clerk, case=case, other=other, because=mark)
    number: dict[str, object] = {"number": case.matter.number}
    pages = ("together", "tie", "merge", "undo-merge")
    return (
        {f"services_desk:{page}": number for page in pages}
        | {"services_desk:untie": number | {"key": tie.pk}}
        | _archived(clerk, other)
    )


def _archived(clerk: Any, case: Case) -> dict[str, dict[str, object]]:
    """An application in the archive, and a list that it stood on."""
    actions.archive_cases(system_actor("worker"), cases=[case])
    ArchivedCase.objects.filter(case=case).update(keep_until=today())
    listed = actions.list_destruction(clerk, lines=[ArchivedCase.objects.get(case=case)])
    pages = ("destruction", "destruction-csv", "destruction-xlsx", "confirm-destruction", "drop-destruction")
    return {f"services_desk:{page}": {"key": listed.pk} for page in pages} | {
        "services_desk:keeping": {"number": case.matter.number}
    }


def _copy(hall: Any, clerk: Any, service: Service) -> dict[str, dict[str, object]]:
    """A working copy with the town's mark in a file: what is being written is for the town's officials."""
    files = files_of_content(service.current.content)
    copy = actions.begin_copy(clerk, code=service.code, titles={}, files=files)
    name = "letters/marked.ka.html"
    actions.save_text(clerk, copy=copy, name=name, body=f"<h1>{hall.mark}</h1>", edition=0)
    one: dict[str, object] = {"copy_id": copy.pk}
    code: dict[str, object] = {"code": service.code}
    pages = (
        "copy", "add-file", "preview", "letter", "check", "difference", "publish", "put-aside", "take-up", "archive",
    )  # fmt: skip
    return {f"services_copies:{page}": one for page in pages} | {
        "services_copies:file": one | {"name": name},
        "services_copies:remove": one | {"name": name},
        "services_copies:table": one | {"name": "eligibility"},
        "services_copies:begin": code,
        "services_copies:download": code,
        "services_copies:switch": code | {"to": "open"},
        **{f"services_desk:{page}": code for page in ("moving", "move-cases", "undo-move")},
    }


def _of_a_visit(hall: Any, by: Any) -> dict[str, dict[str, object]]:
    """Somebody comes tomorrow to a counter that bears the town's name in its code only."""
    hours = {day: [Span(dt.time(9), dt.time(18))] for day in range(7)}
    said = actions.CounterSaid(
        code=f"reception-{hall.town.slug}",
        kind="town_hall",
        name_ka="მისაღები",
        name_en="Reception",
        address_ka="",
        address_en="",
        slot_minutes=20,
        seats=1,
        ahead_days=30,
        is_open=True,
        hours=hours,
    )
    counter = actions.save_counter(hall.actor(hall.head), said=said)
    day = next(day for day in offered_days(counter) if day.free)
    visit = actions.book_visit(
        by, counter=counter, starts_at=day.free[-1].starts_at, purpose=actions.Purpose()
    )
    number: dict[str, object] = {"number": visit.matter.number}
    pages = ("visit", "change_visit", "cancel_visit", "visit_file")
    return {f"services:{page}": number for page in pages} | {
        "services_desk:note-visit": number | {"outcome": "came"},
        "api:counter_times": {"code": said.code},
        "api:visit_time": number,
        "api:visit_cancellation": number,
    }


def _of_money(case: Case, payment: Payment) -> dict[str, dict[str, object]]:
    fee: dict[str, object] = {"number": case.matter.number, "code": "permit"}
    return {
        "services:fee": fee,
        "services:pay": fee,
        "services:payment": {"number": case.matter.number, "reference": payment.reference},
        "services_desk:fee": fee,
        "services_desk:fee-act": fee | {"act": "waive"},
    }


def _opinion(clerk: Any, case: Case, mark: str) -> UUID:
    """An opinion with a paper, of the clerk's own unit; the mark stands in question, answer and paper."""
    case.refresh_from_db()
    post = Appointment.objects.filter(account=clerk.account_id).first()
    unit = post.unit or Unit.objects.create(code="asked", name_ka="ა", name_en="Asked")
    if post.unit is None:
        post.unit = unit
        post.save(update_fields=["unit"])
    question = Question(unit, mark, today() + dt.timedelta(days=5))
    (asked,) = actions.ask_opinions(clerk, case=case, edition=case.edition, questions=[question])
    paper = check_upload(PNG, f"{mark}.png")
    return actions.give_opinion(clerk, opinion=asked, stance="for", text=mark, upload=paper).pk


def _standing_in(hall: Any, case: Case) -> tuple[UUID, UUID]:
    """The clerk on leave, and a case handed over to the clerk, with the mark in the reason."""
    head, clerk = hall.actor(hall.head), hall.clerk
    days = {"from_on": today() + dt.timedelta(days=3), "until_on": today() + dt.timedelta(days=9)}
    leave = actions.name_substitute(head, away=clerk, away_label=hall.mark, to=(hall.head, "head"), **days)
    given = actions.hand_over_cases(head, cases=[case], to=(clerk, "clerk"), because=hall.mark)
    return leave.pk, given.pk


def _addresses(code: str, case_number: str, paper_id: UUID, opinion_id: UUID) -> dict[str, dict[str, object]]:
    one: dict[str, object]
    number: dict[str, object]
    one, number = {"code": code}, {"number": case_number}
    return {
        "services:service": one,
        "services:service_jsonld": one,
        "services:service_open_process": one,
        "services:service_open_process_csv": one,
        "services:service_open_process_xlsx": one,
        "services:apply": one,
        "services:check": one,
        "services:send": one,
        "services:discard": one,
        "services:page": one | {"page": "payment"},
        "services:application": number,
        "services:received": number,
        "services:supply_papers": number,
        "services:appeal": number,
        "services:withdraw": number,
        "services:paper": number | {"paper_id": paper_id},
        "api:service": one,
        "api:service_open_process": one,
        "api:application": number,
        "api:form": one,
        "api:withdrawal": number,
        "services_desk:case": number,
        "services_desk:letter": number,
        "services_desk:letter-pdf": number,
        "services_desk:paper": number | {"paper_id": paper_id},
        "services_desk:opinion-paper": number | {"opinion_id": opinion_id},
        "services_desk:step": number | {"code": "note"},
    }


def _arrived(folder: ServiceFolder, mark: str) -> ArrivedVersion:
    """A version that came from elsewhere, with the town's mark in it, so that nobody else may compare it."""
    said = folder.content["service"]
    marked = said | {"summary": {"ka": mark, "en": mark}}
    content = folder.content | {"service": marked}
    source = ArrivedVersion.Source.ARCHIVE
    return actions.note_arrival(system_actor("archive"), content=content, source=source)


def _exchanged(code: str, arrived_id: UUID) -> dict[str, dict[str, object]]:
    arrived: dict[str, object] = {"arrived_id": arrived_id}
    # what the national catalogue has, each town may take over; here it has none of this code
    names = {
        "services_exchange:take-over": {"code": "only-here"},
        "services_exchange:own-terms": {"code": code},
    }
    return names | {f"services_exchange:{name}": arrived for name in ("arrived", "accept", "decline")}


def _of_a_report(hall: Any, by: Any) -> dict[str, dict[str, object]]:
    """Send a public report; what is public of it everybody may read, so only what is not bears the town's mark."""
    folder = _renamed(SEED / "report-a-problem", f"report-in-{hall.town.slug}")
    answers = folder.examples["pothole-fixed"]["answers"] | {"description": hall.mark}
    number = apply(by, publish(folder), answers).matter.number
    kind = f"{folder.definition.code}.pothole"
    return {
        "services:report": {"number": number},
        "api:report": {"number": number},
        "georeport:request": {"number": number, "ending": "json"},
        "georeport:token": {"token": number, "ending": "json"},
        "georeport:definition": {"service_code": kind, "ending": "json"},
        **{
            f"georeport:{name}": {"ending": "xml"}
            for name in ("discovery", "discovery_v2", "services", "requests")
        },
    }


def _own_service(town: str) -> ServiceFolder:
    """The seed service under a code of this town's own: towns may offer a service of the same code."""
    return _renamed(ASSISTANCE, f"assistance-in-{town}")


def _renamed(path: Path, code: str) -> ServiceFolder:
    folder = read_folder(path)
    content = folder.content | {"service": folder.content["service"] | {"code": code}}
    return replace(folder, content=content, definition=thaw(content))
