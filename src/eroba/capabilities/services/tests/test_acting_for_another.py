"""A mother applies for her child, page by page; a right that reaches to one application only opens nothing else."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client

from eroba.capabilities.services import rules
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.queries.cases import cases_for
from eroba.capabilities.services.queries.drafts import draft_by, drafts_for
from eroba.capabilities.services.tests.people import apply, fill_in, fresh
from eroba.capabilities.services.tests.test_pages import SERVICE, type_everything
from eroba.kernel.actions import NotAllowed
from eroba.kernel.actions.acting import Acting
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.people.standing import actions as standing
from eroba.kernel.people.standing.models import Deed, Representation

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(applicant, clerk) -> Representation:
    """The mother's right to act for her child, confirmed."""
    claim = standing.Claim(
        number="01001012345", given_name="ანა", family_name="გამოგონილი", birth_date=dt.date(2014, 9, 3)
    )
    asked = standing.ask_representation(applicant, basis="parent", claim=claim, span=standing.Span())
    return standing.confirm_representation(clerk, representation=asked)


def test_from_choosing_to_the_receipt(resident, held, service, registers, answers) -> None:
    client = Client()
    client.force_login(resident.account)
    client.post("/en/ozurgeti/acting/choose/", {"representation": held.pk})
    assert "you act for ანა" in client.get(f"{SERVICE}/apply/").content.decode()
    client.post(f"{SERVICE}/apply/")
    type_everything(client, answers)
    sent = client.post(f"{SERVICE}/apply/send/", follow=True).content.decode()
    case = Case.objects.get()
    assert case.person_id == held.represented_id
    assert "ნინო გამოგონილი applied for ანა გამოგონილი" in sent
    entry = JournalEntry.objects.get(action="services.submit_application")
    assert entry.after["acting"]["for"] == str(held.represented_id)
    assert entry.after["acting"]["by"] == str(resident.pk)
    assert Deed.objects.filter(action="services.submit_application").count() == 1
    done = client.get(f"/en/ozurgeti/acting/{held.pk}/").content.decode()
    assert "sent an application" in done and case.matter.number in done
    client.post("/en/ozurgeti/acting/choose/")
    own = client.get("/en/ozurgeti/services/applications/").content.decode()
    assert case.matter.number not in own and "you act for" not in own


def test_a_right_for_one_application_opens_no_other(applicant, held, service, answers) -> None:
    whole = replace(
        applicant,
        person_id=held.represented_id,
        acting=Acting(representation_id=held.pk, by_person_id=applicant.person_id, reach="all"),
    )
    case = fresh(apply(whole, service, answers))
    fill_in(whole, service, answers)
    for reach, target, sees_case, sees_draft in [
        ("all", "", True, True),
        ("service", service.code, True, True),
        ("service", "another", False, False),
        ("case", case.matter.number, True, False),
        ("case", "OZU-OTHER", False, False),
    ]:
        by = replace(whole, acting=replace(whole.acting, reach=reach, target=target))
        assert bool(cases_for(by)) is sees_case
        assert bool(rules.may_read_case(by, case)) is sees_case
        assert bool(drafts_for(by)) is sees_draft
        assert (draft_by(by, service) is not None) is sees_draft
        assert bool(rules.may_start_draft(by, service)) is sees_draft
    beyond = replace(whole, acting=replace(whole.acting, reach="service", target="another"))
    with pytest.raises(NotAllowed, match="არ მოიცავს"):
        fill_in(beyond, service, answers)
