"""What officials do among themselves on a case: its steps, and how the page of a case offers them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import actions
from eroba.capabilities.services import rules_among_officials as rules
from eroba.capabilities.services.forms import case_work as forms
from eroba.capabilities.services.forms.desk import StepForm
from eroba.capabilities.services.models import Opinion
from eroba.capabilities.services.queries.case_file import CaseFile
from eroba.capabilities.services.views.desk.addresses import desk_address
from eroba.capabilities.services.views.desk.step import Offer, Step
from eroba.kernel.actions import Actor, Verdict, refuse
from eroba.kernel.base.clock import today
from eroba.kernel.ui.components import Mark
from eroba.kernel.ui.dates import days_left

STANCE_KINDS = {"for": "good", "conditions": "attention", "against": "late", "no-remarks": "quiet"}


def _may_answer_some(by: Actor, file: CaseFile) -> Verdict:
    """Whether some opinion of the case is this official's to give; which one, the action asks again."""
    verdicts = [rules.may_give_opinion(by, one) for one in file.opinions if one.is_asked]
    return next((one for one in verdicts if one), verdicts[0] if verdicts else refuse(rules.ANSWERED))


ASK_OPINIONS = Step(
    "ask-opinions",
    "ask_opinions",
    _("Ask other units for an opinion"),
    _("Ask them"),
    _("They were asked. You read their answers here."),
    lambda by, file: rules.may_ask_opinions(by, case=file.case),
    lambda by, file, said: actions.ask_opinions(
        by, case=file.case, edition=said["edition"], questions=said["questions"]
    ),
    forms.AskOpinionsForm,
    "secondary",
)
GIVE_OPINION = Step(
    "give-opinion",
    "give_opinion",
    _("Your unit is asked for its opinion"),
    _("Give the opinion"),
    _("The opinion is in the case. Whoever asked reads it now."),
    _may_answer_some,
    lambda by, file, said: actions.give_opinion(
        by, opinion=said["opinion"], stance=said["stance"], text=said["text"], upload=said["paper"]
    ),
    forms.GiveOpinionForm,
)
DROP_OPINION = Step(
    "drop-opinion",
    "drop_opinion",
    _("Take the question back"),
    _("Take the question back"),
    _("The unit need not answer any more."),
    lambda by, file: rules.may_ask_opinions(by, case=file.case),
    lambda by, file, said: actions.drop_opinion(by, opinion=said["opinion"]),
    forms.OpinionForm,
    "secondary",
)
CASE_WORK: Mapping[str, Step] = {step.code: step for step in (ASK_OPINIONS, GIVE_OPINION, DROP_OPINION)}


@dataclass(frozen=True)
class ShownOpinion:
    """One opinion on the page of a case: who was asked what, and what came of it."""

    opinion: Opinion
    mark: Mark
    question: str
    answer: str
    file_href: str
    give: Offer | None
    drop: Offer | None


def opinions_part(
    request: HttpRequest, by: Actor, file: CaseFile, typed: Mapping[str, StepForm]
) -> dict[str, Any]:
    """What the page shows of opinions; the list of units is asked for only when somebody wants to ask."""
    may_ask = bool(rules.may_ask_opinions(by, case=file.case))
    is_asking = ASK_OPINIONS.code in typed or "opinions" in request.GET
    return {
        "opinions": [_shown(request, by, file, one, typed) for one in file.opinions],
        "missing_opinions": file.missing_opinions,
        "may_ask_opinions": may_ask,
        "ask_opinions": _offer(request, by, file, ASK_OPINIONS, typed) if may_ask and is_asking else None,
    }


def _shown(
    request: HttpRequest,
    by: Actor,
    file: CaseFile,
    opinion: Opinion,
    typed: Mapping[str, StepForm],
) -> ShownOpinion:
    number, is_ours = file.case.matter.number, bool(rules.may_give_opinion(by, opinion))
    is_open = opinion.is_asked and not file.case.closed_at
    return ShownOpinion(
        opinion=opinion,
        mark=_mark(opinion),
        question=file.sealed(opinion.note.text_locked),
        answer=file.sealed(opinion.answer_locked),
        file_href=desk_address(request, "opinion-paper", number=number, opinion_id=opinion.pk)
        if opinion.file_id
        else "",
        give=_about(request, by, file, GIVE_OPINION, opinion, typed) if is_ours and is_open else None,
        drop=_about(request, by, file, DROP_OPINION, opinion, typed) if is_open and not is_ours else None,
    )


def _mark(opinion: Opinion) -> Mark:
    if opinion.state == Opinion.State.GIVEN:
        return Mark(str(Opinion.Stance(opinion.stance).label), STANCE_KINDS[opinion.stance])
    if opinion.is_asked:
        return Mark(days_left(opinion.due_on, today()), "late" if opinion.is_late(today()) else "progress")
    return Mark(str(Opinion.State(opinion.state).label), "quiet")


def _about(
    request: HttpRequest,
    by: Actor,
    file: CaseFile,
    step: Step,
    opinion: Opinion,
    typed: Mapping[str, StepForm],
) -> Offer:
    sent = typed.get(step.code)
    is_sent = sent is not None and sent.data.get("opinion") == str(opinion.pk)
    form = sent if is_sent and sent is not None else step.form(file, step.code, opinion=opinion)  # type: ignore[call-arg]
    return _made(request, by, file, step, form, is_open=is_sent)


def _offer(
    request: HttpRequest, by: Actor, file: CaseFile, step: Step, typed: Mapping[str, StepForm]
) -> Offer:
    form = typed.get(step.code) or step.form(file, step.code)
    return _made(request, by, file, step, form, is_open=step.code in typed)


def _made(
    request: HttpRequest, by: Actor, file: CaseFile, step: Step, form: StepForm, *, is_open: bool
) -> Offer:
    href = desk_address(request, "step", number=file.case.matter.number, code=step.code)
    return Offer(
        step, form, href, step.may(by, file), kind=step.kind, is_open=is_open, has_files=form.is_multipart()
    )
