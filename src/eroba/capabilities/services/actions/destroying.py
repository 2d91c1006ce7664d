"""What goes when the content of an application is destroyed; number, service, outcome, rule, amounts and dates stay.

Part of the action that confirms a destruction list; never called alone.
"""

from uuid import uuid5

from eroba.capabilities.services.models import (
    Appeal,
    Case,
    CaseMerge,
    CaseTie,
    Opinion,
    PaperRequest,
    PublicReport,
    Refund,
    Visit,
)
from eroba.kernel.base.clock import now, today
from eroba.kernel.documents.actions.keeping import let_papers_go
from eroba.kernel.matters.models import Party
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.scope import current_municipality


def destroy_content(case: Case) -> None:
    """Empty a case: answers, what registers and officials said, papers, letters, reasons; and who it was about."""
    _empty_texts(case)
    _let_files_go(case)
    Party.objects.filter(matter=case.matter_id).delete()
    PublicReport.objects.filter(case=case).update(words="", settlement=None, latitude=None, longitude=None)
    Visit.objects.filter(case=case).update(case=None)
    case.person, case.answers_locked, case.sources = _nobody(), "", {}
    # without its salt nobody opens what the journal keeps of it, though the chain still verifies
    case.second_salt = b""
    case.save(update_fields=["person", "answers_locked", "sources", "second_salt"])


def _empty_texts(case: Case) -> None:
    case.source_answers.update(values_locked="", problem_ka="", problem_en="")
    case.notes.update(text_locked="")
    case.decisions.update(reasons_locked="")
    Appeal.objects.filter(decision__case=case).update(text_locked="", reasons_locked="")
    Opinion.objects.filter(case=case).update(answer_locked="")
    case.fees.update(because_locked="", note_locked="")
    Refund.objects.filter(payment__fee__case=case).update(reason_locked="")
    asked = PaperRequest.objects.filter(papers__case=case) | PaperRequest.objects.filter(case=case)
    PaperRequest.objects.filter(pk__in=asked.values("pk")).update(reason_locked="", title="")
    CaseTie.objects.filter(case=case).update(because_locked="")
    CaseMerge.objects.filter(case=case).update(because_locked="")


def _let_files_go(case: Case) -> None:
    """Say of every file of the case, blackened and replaced ones too, that its time is over."""
    files = list(case.papers.values_list("file_id", flat=True))
    files += list(Opinion.objects.filter(case=case, file__isnull=False).values_list("file_id", flat=True))
    let_papers_go(files, on=today())
    case.papers.update(name="", added_by="")


def _nobody() -> Person:
    """Who stands in the bare record instead of the applicant: one nameless person for the whole town."""
    key = uuid5(current_municipality().pk, "nobody")
    nameless = {"given_name": "", "family_name": "", "is_invented": True, "erased_at": now()}
    return Person.objects.get_or_create(pk=key, defaults=nameless)[0]
