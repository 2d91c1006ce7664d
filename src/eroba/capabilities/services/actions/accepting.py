"""Accepting an application in one row, and opening its case right afterwards.

Once the row stands the application was received, at that moment: its deadlines count from it, and nothing that happens
to the service afterwards takes it back.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from uuid import UUID

from django.db import IntegrityError

from eroba.capabilities.services import rules
from eroba.capabilities.services.actions.applying import answers_that_count, submit_application, words_of
from eroba.capabilities.services.models import Case, Draft, Service, ServiceVersion
from eroba.capabilities.services.published import definition_of
from eroba.capabilities.services.queries.accepted import APPLICATION, accepted_draft
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.audit.personal import fetch_keys
from eroba.kernel.base.gathering import gathering
from eroba.kernel.clocks.models import Clock
from eroba.kernel.matters.models import Matter, Party
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.opening import as_received
from eroba.kernel.receipts.taking import take_in

#: What opening a case makes and does not read again.
MADE = (Matter, Party, Clock, Case)


@action(may=rules.may_edit_draft, for_others=True, entered_as="services.submit_application")
def accept_application(by: Actor, *, draft: Draft) -> Done[Receipt]:
    """Accept a draft as it was read: everything is asked that sending asks, and one row is written.

    Raises ServiceClosed, FormChanged or AnswersMissing, and the draft stays as it is then; IntegrityError when it was
    accepted before. Basis: GAC 78.
    """
    service = definition_of(draft.version)
    answers = answers_that_count(draft, service)
    receipt = take_in(
        sender=by,
        kind=APPLICATION,
        key=draft.pk,
        person=draft.person,
        about={
            "title": words_of(service.title),
            "service": service.code,
            "service_id": draft.service_id,
            "version_id": draft.version_id,
            "sources": draft.sources,
        },
        sealed=draft.sealed(answers),
    )
    return Done(receipt, subject=receipt)


def accept_once(sender: Actor, draft: Draft) -> Receipt:
    """Accept a draft, or find the receipt it has already: of two clicks at the same moment one was first."""
    try:
        return accept_application(sender, draft=draft)
    except IntegrityError:
        standing = accepted_draft(draft.pk)
        if standing is None:
            raise
        return standing


def open_applications(receipts: Sequence[Receipt]) -> list[Matter]:
    """The cases of applications that were accepted, each as of its receipt; part of whoever opens receipts."""
    keys = [receipt.key for receipt in receipts]
    # one that was sent on another way meanwhile stands already
    standing = {
        case.submission_key: case
        for case in Case.objects.filter(submission_key__in=keys).select_related("matter")
    }
    fetch_keys({receipt.person_id for receipt in receipts})
    cases = []
    with ExitStack() as stack:
        drafts = _drafts_again(receipts)
        # a fee is worked out from the case as it stands, and a public report hangs on it: those are written one by one
        if not any(
            said.fees or said.is_public for said in map(definition_of, {one.version for one in drafts})
        ):
            stack.enter_context(gathering(MADE, lambda table, rows: table.objects.bulk_create(rows)))
        for receipt, draft in zip(receipts, drafts, strict=True):
            case = standing.get(receipt.key)
            if case is None:
                with as_received(receipt):
                    case = submit_application(receipt.sender, draft=draft, receipt=receipt)
            cases.append(case)
    Draft.objects.filter(pk__in=keys).delete()
    return [case.matter for case in cases]


def _drafts_again(receipts: Sequence[Receipt]) -> list[Draft]:
    """What was sent, as the drafts it came from, whatever has become of those."""
    services = Service.objects.in_bulk({UUID(one.about["service_id"]) for one in receipts})
    version_ids = {UUID(one.about["version_id"]) for one in receipts}
    versions = ServiceVersion.objects.defer("content").in_bulk(version_ids)
    return [
        Draft(
            pk=receipt.key,
            service=services[UUID(receipt.about["service_id"])],
            version=versions[UUID(receipt.about["version_id"])],
            person=receipt.person,
            answers_locked=receipt.sealed,
            sources=receipt.about["sources"],
        )
        for receipt in receipts
    ]
