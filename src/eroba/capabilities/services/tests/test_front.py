"""Services on the front pages: found in either script, and figures only when they say nothing of single people."""

import datetime as dt

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.queries import promises
from eroba.capabilities.services.tests.people import apply, fresh, monday
from eroba.capabilities.services.views.front import found_services, promise_figures
from eroba.kernel.base.clock import at
from eroba.kernel.base.text import search_key
from eroba.kernel.outbox.deliver import deliver_due

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["დახმარება", "dakhmarebis", "ASSISTANCE", "ავადმყოფობა", "illness"])
def test_a_service_is_found_by_its_words_and_by_what_happened(typed, service):
    assert [card.address for card in found_services(search_key(typed))] == [
        "/ka/ozurgeti/services/one-off-social-assistance/"
    ]


def test_what_is_not_offered_is_not_found(service):
    assert not found_services(search_key("kindergarten"))


def test_figures_wait_for_five_decisions(service, answers, registers, applicant, clerk, head, monkeypatch):
    with at(monday()):
        case = apply(applicant, service, answers)
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        while deliver_due():
            pass
        case = fresh(case)
        actions.record_finding(clerk, case=case, edition=case.edition, fact_code="paper_confirms", value=True)
        case = fresh(case)
        decision = actions.propose_decision(clerk, case=case, edition=case.edition)
        case = fresh(case)
        actions.approve_decision(head, case=case, decision=decision, edition=case.edition)
        while deliver_due():
            pass
    with at(monday() + dt.timedelta(days=30)):
        assert promise_figures() == []
        monkeypatch.setattr(promises, "FEWEST", 1)
        assert [figure.value for figure in promise_figures()] == ["100%", "1"]
