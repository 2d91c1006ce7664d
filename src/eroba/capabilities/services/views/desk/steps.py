"""What officials do with a case: each step has its words, its form, its rule and the one action it calls."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import actions, rules
from eroba.capabilities.services.asking import ask_silent_registers
from eroba.capabilities.services.forms import desk as forms
from eroba.capabilities.services.letters import decision_letters
from eroba.capabilities.services.queries.case_file import CaseFile
from eroba.capabilities.services.views.desk.assigning import receiver
from eroba.capabilities.services.views.desk.noting import keep_note
from eroba.capabilities.services.views.desk.step import May, Step
from eroba.kernel.actions import Actor, Verdict, refuse
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.models import Account

MOVED_ON = _("The application has moved on, so this can no longer be done.")


def _case_rule(rule: Callable[..., Verdict]) -> May:
    return lambda by, file: rule(by, case=file.case)


def _may_approve(by: Actor, file: CaseFile) -> Verdict:
    decision = file.open_decision
    if decision is None:
        return refuse(MOVED_ON)
    return rules.may_approve_decision(by, case=file.case, decision=decision)


def _may_decide_appeal(by: Actor, file: CaseFile) -> Verdict:
    appeal = file.open_appeal
    if appeal is None:
        return refuse(MOVED_ON)
    return rules.may_decide_appeal(by, case=file.case, appeal=appeal, outcome="dismissed")


def _may_ask_registers(by: Actor, file: CaseFile) -> Verdict:
    stage = file.service.flow.stage(file.case.stage)
    ways = {way.code for way in stage.transitions} if stage else set()
    if all(one.is_answered for one in file.look_ups) or not ways & {"finish_look_ups", "propose_decision"}:
        return refuse(MOVED_ON)
    return rules.may_record_register_answer(by, case=file.case)


def _approve(by: Actor, file: CaseFile, said: dict[str, Any]) -> object:
    if file.open_decision is None:
        raise Refusal(MOVED_ON)
    return actions.approve_decision(by, case=file.case, decision=file.open_decision, edition=said["edition"])


def _decide_appeal(by: Actor, file: CaseFile, said: dict[str, Any]) -> object:
    if file.open_appeal is None:
        raise Refusal(MOVED_ON)
    return actions.decide_appeal(by, case=file.case, appeal=file.open_appeal, **said)


def _deliver(by: Actor, file: CaseFile, said: dict[str, Any]) -> object:
    if file.open_decision is None:
        raise Refusal(MOVED_ON)
    return actions.deliver_decision(by, case=file.case, drawn=decision_letters(file.case, file.open_decision))


def _may_take(by: Actor, file: CaseFile) -> Verdict:
    if file.case.assigned_to_id == by.account_id:
        return refuse(_("This case is yours already."))
    return rules.may_handle_case(by, case=file.case)


def _take(by: Actor, file: CaseFile, said: dict[str, Any]) -> object:
    account = Account.objects.get(pk=by.account_id)
    return actions.assign_case(by, case=file.case, edition=said["edition"], account=account, label=by.label)


def _hand_over(by: Actor, file: CaseFile, said: dict[str, Any]) -> object:
    account, label = receiver(said["to"])
    return actions.assign_case(by, case=file.case, edition=said["edition"], account=account, label=label)


STEPS: Mapping[str, Step] = {
    step.code: step
    for step in (
        Step(
            "decide-appeal",
            "decide_appeal",
            _("Decide the appeal"),
            _("Decide the appeal"),
            _("The appeal is decided. The applicant gets a letter."),
            _may_decide_appeal,
            _decide_appeal,
            forms.AppealForm,
            ways=("dismiss_appeal", "uphold_appeal"),
        ),
        Step(
            "approve",
            "approve_decision",
            _("Approve the decision"),
            _("Approve"),
            _("Approved. The letter is being made and sent."),
            _may_approve,
            _approve,
            ways=("approve_decision",),
        ),
        Step(
            "accept",
            "accept_as_complete",
            _("Is the application complete?"),
            _("It is complete: ask the registers"),
            _("The application is complete. The registers are being asked."),
            _case_rule(rules.may_accept_as_complete),
            lambda by, file, said: actions.accept_as_complete(by, case=file.case, edition=said["edition"]),
            ways=("accept_as_complete",),
        ),
        Step(
            "ask-registers",
            "record_register_answer",
            _("Some registers have not answered"),
            _("Ask again now"),
            _("The registers were asked."),
            _may_ask_registers,
            lambda by, file, said: ask_silent_registers(by, file.case),
            forms.LookUpForm,
            "secondary",
        ),
        Step(
            "finish",
            "finish_look_ups",
            _("Go on without the registers"),
            _("Go on without the missing answers"),
            _("Examining has begun. What the registers did not say, establish from papers."),
            _case_rule(rules.may_finish_look_ups),
            lambda by, file, said: actions.finish_look_ups(by, case=file.case, edition=said["edition"]),
            kind="secondary",
            ways=("finish_look_ups",),
        ),
        Step(
            "propose",
            "propose_decision",
            _("Propose the decision"),
            _("Propose this decision"),
            _("The decision is proposed. A second official checks it now."),
            _case_rule(rules.may_propose_decision),
            lambda by, file, said: actions.propose_decision(by, case=file.case, **said),
            forms.ProposalForm,
            ways=("propose_decision",),
        ),
        Step(
            "deliver",
            "deliver_decision",
            _("The letter goes out by itself in a minute"),
            _("Send it now"),
            _("The letter is sent, and the time to appeal has begun."),
            _case_rule(rules.may_deliver_decision),
            _deliver,
            kind="secondary",
            ways=("deliver_decision",),
        ),
        Step(
            "bring-paper",
            "supply_missing_paper",
            _("The paper was brought to the town hall"),
            _("Add the paper"),
            _("The paper is in the case, and our deadline runs again."),
            _case_rule(rules.may_supply_missing_paper),
            lambda by, file, said: actions.supply_missing_paper(
                by, case=file.case, edition=said["edition"], uploads=said["papers"]
            ),
            forms.PapersForm,
            "secondary",
            ways=("supply_missing_paper",),
        ),
        Step(
            "take-up",
            "take_up_again",
            _("A place has come free"),
            _("Examine it again"),
            _("The application is examined again. The applicant was told."),
            _case_rule(rules.may_take_up_again),
            lambda by, file, said: actions.take_up_again(by, case=file.case, edition=said["edition"]),
            kind="secondary",
            ways=("take_up_again",),
        ),
        Step(
            "leave",
            "leave_unexamined",
            _("The paper never came"),
            _("Leave unexamined"),
            _("The application was left unexamined. The applicant gets a letter."),
            _case_rule(rules.may_leave_unexamined),
            lambda by, file, said: actions.leave_unexamined(by, case=file.case, edition=said["edition"]),
            kind="warning",
            ways=("leave_unexamined",),
        ),
        Step(
            "return",
            "return_proposal",
            _("Send it back for another look"),
            _("Send back"),
            _("Sent back with your reason."),
            _case_rule(rules.may_return_proposal),
            lambda by, file, said: actions.return_proposal(by, case=file.case, **said),
            forms.ReturnForm,
            "secondary",
            ways=("return_proposal",),
        ),
        Step(
            "ask-paper",
            "request_missing_paper",
            _("Ask for a missing paper"),
            _("Ask for the paper"),
            _("The applicant was asked. Our deadline stands still until the paper comes."),
            _case_rule(rules.may_request_missing_paper),
            lambda by, file, said: actions.request_missing_paper(
                by,
                case=file.case,
                edition=said["edition"],
                title=said["title"],
                reason=said["reason"],
                days=said["days"],
            ),
            forms.PaperRequestForm,
            "secondary",
            ways=("request_missing_paper",),
        ),
        Step(
            "take",
            "assign_case",
            _("Take the case"),
            _("I take this case"),
            _("This case is yours now."),
            _may_take,
            _take,
            kind="secondary",
        ),
        Step(
            "hand-over",
            "assign_case",
            _("Who works on it"),
            _("Give"),
            _("The case has a new handler."),
            _case_rule(rules.may_handle_case),
            _hand_over,
            forms.HandOverForm,
            "secondary",
        ),
        Step(
            "note",
            "write_note",
            _("Notes"),
            _("Keep the note"),
            _("The note is kept."),
            _case_rule(rules.may_handle_case),
            lambda by, file, said: keep_note(by, file.case, said["text"]),
            forms.NoteForm,
            "secondary",
        ),
    )
}
#: Steps that have places of their own on the page.
ASIDE = ("take", "hand-over", "note", "ask-registers")
FINDING = Step(
    "finding",
    "record_finding",
    _("Establish a fact"),
    _("Write it down"),
    _("The fact is written down."),
    _case_rule(rules.may_handle_case),
    lambda by, file, said: None,
)
