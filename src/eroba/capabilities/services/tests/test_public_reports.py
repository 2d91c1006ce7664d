"""A report of a problem is public: anybody follows it by its number, nobody learns who sent it or what they wrote."""

import shutil

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.people import apply, fresh, publish
from eroba.capabilities.services.tests.test_definition import change
from eroba.kernel.discussion.actions import open_discussion
from eroba.kernel.matters.actions import link_matters
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.queries import timeline
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
FOLDER = read_folder(SEED / "report-a-problem")
EXAMPLE = FOLDER.examples["pothole-fixed"]


def deliver_all() -> None:
    """Let the worker do everything that is due."""
    while deliver_due():
        pass


@pytest.fixture
def answered(in_ozurgeti, registers, applicant, clerk, head):
    """A report that was looked into and answered."""
    registers.values = {"civil": {"given_name": "ნინო", "family_name": "ნიმუშაძე"}}
    case = apply(applicant, publish(FOLDER), EXAMPLE["answers"])
    actions.accept_as_complete(clerk, case=case, edition=case.edition)
    deliver_all()
    for code, value in EXAMPLE["clerk"].items():
        case = fresh(case)
        actions.record_finding(clerk, case=case, edition=case.edition, fact_code=code, value=value)
    case = fresh(case)
    decision = actions.propose_decision(clerk, case=case, edition=case.edition)
    case = fresh(case)
    actions.approve_decision(head, case=case, decision=decision, edition=case.edition)
    deliver_all()
    return fresh(case)


def test_everybody_sees_what_was_reported_and_what_became_of_it(answered):
    matter = answered.matter
    assert matter.visibility == Matter.Visibility.PUBLIC
    assert matter.title_en == "Report a problem: A pothole or damaged road"
    assert [entry.name for entry in timeline(matter, audience="public")] == [
        "report.received",
        "report.taken",
        "report.answered",
    ]
    page = Client().get(f"/en/ozurgeti/thread/{matter.number}/")
    words = page.content.decode()
    assert page.status_code == 200
    assert "A pothole or damaged road" in words and "The town hall answered: Fixed." in words


def test_nobody_sees_who_sent_it_or_what_they_wrote(answered):
    pages = [
        Client().get(f"/{language}/ozurgeti/thread/{answered.matter.number}/").content.decode()
        for language in ("ka", "en")
    ]
    hidden = [EXAMPLE["answers"]["description"], EXAMPLE["answers"]["place"], "41.92361"]
    hidden += [answered.person.given_name, answered.person.family_name]
    for page in pages:
        assert not [words for words in hidden if words in page]
    address = f"/en/ozurgeti/services/applications/{answered.matter.number}/"
    assert Client().get(address).status_code in (302, 404)


def test_another_service_stays_between_the_town_and_the_applicant(service, answers, registers, applicant):
    case = apply(applicant, service, answers)
    assert case.matter.visibility == Matter.Visibility.PARTIES
    assert case.matter.title_en == "One-off social assistance"
    assert timeline(case.matter, audience="public") == []


def test_a_public_title_may_only_come_from_a_list(tmp_path):
    copied = shutil.copytree(SEED / "report-a-problem", tmp_path / "any")
    change(copied, "service.yaml", "public_title: problem", "public_title: description")
    with pytest.raises(DefinitionBroken, match="description does not exist"):
        read_folder(copied)


def test_the_thread_of_a_report_asks_at_most_a_dozen_times(answered, head):
    need = open_matter(kind="need", prefix="TST", title_ka="სკამი", title_en="A bench", visibility="public")
    link_matters(source=answered.matter, relation="arose_from", target=need)
    open_discussion(head, matter=answered.matter)
    client = Client()
    client.force_login(Account.objects.get(pk=head.account_id))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/en/ozurgeti/thread/{answered.matter.number}/").content.decode()
    for words in ("A bench", "Where it is, on a map", "Say what you think", "Tie to another matter"):
        assert words in page
    frame = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT set_config")
    asked = [query["sql"] for query in queries if not query["sql"].startswith(frame)]
    assert len(asked) <= 12, "\n".join(asked)
