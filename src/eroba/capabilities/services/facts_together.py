"""What officials say of applications that belong together, as sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.facts import ServiceFact


@dataclass(frozen=True)
class CasesTied(ServiceFact):
    """Two applications belong together."""

    name = "application.related"
    sentence = _("It belongs together with {number}.")
    shown_to = "staff"

    number: str


@dataclass(frozen=True)
class CasesUntied(ServiceFact):
    """Two applications do not belong together after all."""

    name = "application.unrelated"
    sentence = _("It does not belong together with {number} after all.")
    shown_to = "staff"

    number: str


@dataclass(frozen=True)
class ApplicationMerged(ServiceFact):
    """A duplicate ended, because another application about the same goes on."""

    name = "application.merged"
    sentence = _("It is handled together with {number}; that one goes on, and this one ends here.")

    number: str


@dataclass(frozen=True)
class ApplicationTookIn(ServiceFact):
    """Another application about the same was merged into this one."""

    name = "application.took_in"
    sentence = _("{number} is about the same and is handled here from now on.")
    shown_to = "staff"

    number: str


@dataclass(frozen=True)
class MergeUndone(ServiceFact):
    """Merging was a mistake: the application goes on by itself."""

    name = "application.merge_undone"
    sentence = _("Handling it together with {number} was a mistake: it goes on by itself.")

    number: str


@dataclass(frozen=True)
class ReportMerged(ServiceFact):
    """A public report is handled together with another."""

    name = "report.merged"
    sentence = _("Handled together with {number}.")
    shown_to = "public"

    number: str


@dataclass(frozen=True)
class ReportTookIn(ServiceFact):
    """Somebody else reported the same."""

    name = "report.took_in"
    sentence = _("Reported again with {number}; both are handled here.")
    shown_to = "public"

    number: str


@dataclass(frozen=True)
class ReportGoesOn(ServiceFact):
    """A public report is handled by itself again."""

    name = "report.merge_undone"
    sentence = _("Handled by itself again, no longer together with {number}.")
    shown_to = "public"

    number: str


FACTS_TOGETHER = (
    CasesTied, CasesUntied, ApplicationMerged, ApplicationTookIn, MergeUndone, ReportMerged, ReportTookIn, ReportGoesOn,
)  # fmt: skip
