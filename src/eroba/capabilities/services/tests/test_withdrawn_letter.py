"""A letter of an application that was withdrawn: its person is told, and both pages say that it counts no longer."""

import pytest
from django.test import Client

from eroba.capabilities.services.models import CasePaper
from eroba.capabilities.services.tests.decided_cases import decided
from eroba.kernel.documents.actions import issue_letter, withdraw_letter
from eroba.kernel.documents.preparing import letter_text, prepare_letter
from eroba.kernel.notify.models import Notice
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def sent(service, clerk, resident):
    """A decided application and the letter that was sent in it."""
    official = Account.objects.get(pk=clerk.account_id)
    case = decided(service, resident, official, 6)
    text = letter_text(
        language="ka",
        kind="decision",
        outcome="granted",
        number=case.matter.number,
        title="გადაწყვეტილება",
        addressee_lines=("ნინო მაგალითაძე",),
        body_html="<p>დაგენიშნოთ 200 ლარი.</p>",
        signatory_name="თეა კლერკი",
        signatory_post="სოციალური სამსახური",
    )
    letter = issue_letter(clerk, drawn=prepare_letter(text), subject_id=case.matter_id, person_id=resident.pk)
    CasePaper.objects.create(case=case, file=letter.file, letter=letter, code="granted", added_by=clerk.label)
    return case, letter


def page(actor, address: str) -> str:
    browser = Client()
    browser.force_login(Account.objects.get(pk=actor.account_id))
    return browser.get(address).content.decode()


def test_its_person_is_told_and_both_pages_say_so(sent, head, applicant):
    case, letter = sent
    public, desk = (
        f"/ka/ozurgeti/services/applications/{case.matter.number}/",
        f"/ka/ozurgeti/desk/services/{case.matter.number}/",
    )
    assert "ძალა აღარ აქვს" not in page(applicant, public) + page(head, desk)
    withdraw_letter(head, letter=letter, because="თანხა არასწორია")
    while deliver_due():
        pass
    (notice,) = Notice.objects.filter(person_id=case.person_id, subject__contains="გაუქმდა")
    assert case.matter.number in notice.subject and "არასწორია" not in notice.subject + notice.body
    assert "გაუქმებულია; ძალა აღარ აქვს" in page(applicant, public)
    assert "გაუქმებულია; ძალა აღარ აქვს" in page(head, desk)
    assert "არასწორია" not in page(applicant, public), "the reason is for officials"
