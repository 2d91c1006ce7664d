"""Two officials on one case: who changed what meanwhile, both texts side by side, and what was typed kept."""

from typing import Any

from django.http import HttpRequest

from eroba.capabilities.services.forms.desk import FindingForm, StepForm
from eroba.capabilities.services.queries.case_facts import shown_fact
from eroba.capabilities.services.queries.case_file import CaseFile
from eroba.capabilities.services.views.desk.addresses import desk_address
from eroba.capabilities.services.views.desk.case_page import STAGE_KINDS
from eroba.capabilities.services.views.desk.showing import moment
from eroba.capabilities.services.views.desk.step import Offer, Step
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.matters.queries import timeline
from eroba.kernel.ui.components import Moment


def conflict_page(
    request: HttpRequest, by: Actor, file: CaseFile, step: Step, form: StepForm
) -> dict[str, Any]:
    """Gather what happened since the official opened the case, and their own words, ready to be sent again."""
    seen = form.cleaned_data["edition"]
    form.data = form.data.copy()
    form.data["edition"] = str(file.case.edition)
    href = desk_address(request, "step", number=file.case.matter.number, code=step.code)
    return {
        "file": file,
        "case": file.case,
        "stage": file.service.flow.stage(file.case.stage),
        "stage_kind": STAGE_KINDS[file.case.waits_for],
        "offer": Offer(step, form, href, step.may(by, file), kind="primary", has_files=form.is_multipart()),
        "typed": form.typed_text() if form.visible_fields() else "",
        "standing": _standing(file, step, form),
        "meanwhile": _meanwhile(file, seen),
        "case_href": desk_address(request, "case", number=file.case.matter.number),
    }


def _meanwhile(file: CaseFile, seen: int) -> list[Moment]:
    """What happened after the edition that was seen."""
    acts = JournalEntry.objects.filter(subject_id=file.case.matter_id, after__edition=seen)
    last = acts.order_by("at").values_list("at", flat=True).last() or file.case.received_at
    return [moment(one) for one in timeline(file.case.matter, audience="staff") if one.at > last]


def _standing(file: CaseFile, step: Step, form: StepForm) -> str:
    """What the others wrote at the same place, if anything."""
    decision = file.open_decision or file.delivered
    match step.code:
        case "propose":
            return str(decision.reasons().get("added") or "") if decision else ""
        case "ask-paper":
            asked = file.case.open_request
            return f"{asked.title}\n{file.sealed(asked.reason_locked)}" if asked else ""
        case "return":
            return str(file.returned.reasons().get("returned") or "") if file.returned else ""
        case "decide-appeal":
            appeals = [appeal for one in file.decisions if (appeal := getattr(one, "appeal", None))]
            return file.sealed(appeals[-1].reasons_locked) if appeals else ""
        case "hand-over":
            return file.case.assigned_label
        case "finding" if isinstance(form, FindingForm):
            value = file.facts.known.as_mapping().get(form.asked.code)
            return shown_fact(file.service, form.asked, value)
    return ""
