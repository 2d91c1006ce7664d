"""What can happen to an application, as sentences. Nobody's name and no answer stands in a fact."""

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact
from eroba.kernel.ui.names import as_read

Words = dict[str, str]
"""A text by language, as a service's folder says it."""


@dataclass(frozen=True)
class ServiceFact(Fact):
    """A fact whose fields may hold words in several languages."""

    def words(self) -> str:
        """The sentence in the language being read."""
        return str(self.sentence).format(
            **{one.name: said_word(getattr(self, one.name)) for one in fields(self)}
        )


def said_word(value: Any) -> str:
    """One field of a fact in the language being read."""
    if isinstance(value, dict):
        return str(value.get((get_language() or "ka").split("-")[0]) or value.get("ka", ""))
    return date_format(value, "DATE_FORMAT") if isinstance(value, dt.date) else str(value)


@dataclass(frozen=True)
class ServicePublished(ServiceFact):
    """A service, or a new version of it, was published."""

    name = "service.published"
    sentence = _("The service “{title}” was published, version {number}.")
    shown_to = "staff"

    title: Words
    number: int


@dataclass(frozen=True)
class ServiceSwitched(ServiceFact):
    """A service was opened or closed to new applications."""

    name = "service.switched"
    sentence = _("The service “{title}” was opened or closed to new applications.")
    shown_to = "staff"

    title: Words


@dataclass(frozen=True)
class WorkingCopyBegun(ServiceFact):
    """An official began to write on a service."""

    name = "service.being_written"
    sentence = _("A new version of the service “{title}” is being written.")
    shown_to = "staff"

    title: Words


@dataclass(frozen=True)
class ReportReceived(ServiceFact):
    """A report that everybody may follow came in; who sent it stands nowhere in it."""

    name = "report.received"
    sentence = _("The town hall received a report: {title}.")
    shown_to = "public"

    title: Words


@dataclass(frozen=True)
class ReportTaken(ServiceFact):
    """Somebody at the town hall sees to a public report."""

    name = "report.taken"
    sentence = _("An official is seeing to it.")
    shown_to = "public"


@dataclass(frozen=True)
class ReportAnswered(ServiceFact):
    """A public report was answered."""

    name = "report.answered"
    sentence = _("The town hall answered: {outcome}.")
    shown_to = "public"

    outcome: Words


@dataclass(frozen=True)
class ApplicationReceived(ServiceFact):
    """An application came in, and the deadlines began."""

    name = "application.received"
    sentence = _("We received the application “{service}”. You will have a decision by {due_on}.")

    service: Words
    due_on: dt.date


@dataclass(frozen=True)
class ApplicationComplete(ServiceFact):
    """The application has everything it needs."""

    name = "application.complete"
    sentence = _("We checked the application: it is complete.")


@dataclass(frozen=True)
class PaperRequested(ServiceFact):
    """A paper is missing; our deadline stands still until it comes."""

    name = "application.paper_requested"
    sentence = _("We asked for a paper: {title}. Please send it by {bring_until}; our deadline stands still.")

    title: str
    bring_until: dt.date


@dataclass(frozen=True)
class PaperSupplied(ServiceFact):
    """The missing paper came; our deadline runs again."""

    name = "application.paper_supplied"
    sentence = _("The paper has come; our deadline runs again.")


@dataclass(frozen=True)
class RegistersWanted(ServiceFact):
    """The case waits for registers; whoever listens asks them."""

    name = "application.registers_wanted"
    sentence = _("We are asking the registers, so that nobody need bring their papers.")


@dataclass(frozen=True)
class RegistersAnswered(ServiceFact):
    """Every register the service needs has answered; `found` are those that knew something."""

    name = "application.registers_answered"
    sentence = _("The registers have answered; we are examining the application.")

    found: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class FindingRecorded(ServiceFact):
    """An official established a fact."""

    name = "application.finding_recorded"
    sentence = _("A fact was established: {fact}.")
    shown_to = "staff"

    fact: Words


@dataclass(frozen=True)
class NoteWritten(ServiceFact):
    """An official wrote a note for colleagues."""

    name = "application.note_written"
    sentence = _("A note was written.")
    shown_to = "staff"


@dataclass(frozen=True)
class CaseAssigned(ServiceFact):
    """An official took the case, or got it."""

    name = "application.assigned"
    sentence = _("The application was given to {to}.")
    shown_to = "staff"

    to: str

    def words(self) -> str:
        """The sentence in the language being read, with the name in its letters."""
        return str(self.sentence).format(to=as_read(self.to))


@dataclass(frozen=True)
class ApplicationLookedAt(ServiceFact):
    """An official opened the application; the applicant reads who, and when."""

    name = "application.looked_at"
    sentence = _("An official opened the application.")
    is_step = False

    unit: str
    number: str


@dataclass(frozen=True)
class DecisionProposed(ServiceFact):
    """A clerk proposed a decision."""

    name = "decision.proposed"
    sentence = _("A decision was proposed: {outcome}.")
    shown_to = "staff"

    outcome: Words


@dataclass(frozen=True)
class ProposalReturned(ServiceFact):
    """A head sent a proposal back."""

    name = "decision.returned"
    sentence = _("The proposed decision was sent back for another look.")
    shown_to = "staff"


@dataclass(frozen=True)
class DecisionApproved(ServiceFact):
    """A second official approved the decision; the letter is being made."""

    name = "decision.approved"
    sentence = _("A second official checked and approved the decision.")


@dataclass(frozen=True)
class DecisionDelivered(ServiceFact):
    """The decision reached the applicant."""

    name = "decision.delivered"
    sentence = _("The decision was delivered: {outcome}.")

    outcome: Words


@dataclass(frozen=True)
class LeftUnexamined(ServiceFact):
    """The missing paper never came."""

    name = "application.left_unexamined"
    sentence = _("The paper did not come in time, so the application was left unexamined.")


@dataclass(frozen=True)
class ApplicationWithdrawn(ServiceFact):
    """The applicant took the application back."""

    name = "application.withdrawn"
    sentence = _("The application was withdrawn by the applicant.")


@dataclass(frozen=True)
class ApplicationTakenUp(ServiceFact):
    """An application that was put aside is examined again."""

    name = "application.taken_up"
    sentence = _("The application is examined again.")


@dataclass(frozen=True)
class AppealLodged(ServiceFact):
    """The applicant appealed."""

    name = "appeal.lodged"
    sentence = _("We received the appeal. It will be answered by {due_on}.")

    due_on: dt.date


@dataclass(frozen=True)
class AppealUpheld(ServiceFact):
    """The appeal was upheld; the application is examined again."""

    name = "appeal.upheld"
    sentence = _("The appeal was upheld; the application is examined again.")


@dataclass(frozen=True)
class AppealDismissed(ServiceFact):
    """The appeal was dismissed; the decision stands."""

    name = "appeal.dismissed"
    sentence = _("The appeal was dismissed; the decision stands.")


ALL_FACTS = (
    ServicePublished, ServiceSwitched, WorkingCopyBegun, ReportReceived, ReportTaken, ReportAnswered,
    ApplicationReceived, ApplicationComplete, PaperRequested, PaperSupplied,
    RegistersWanted, RegistersAnswered, FindingRecorded, NoteWritten, CaseAssigned, ApplicationLookedAt,
    DecisionProposed, ProposalReturned, DecisionApproved, DecisionDelivered, LeftUnexamined,
    ApplicationWithdrawn, ApplicationTakenUp, AppealLodged, AppealUpheld, AppealDismissed,
)  # fmt: skip
