"""The life of a study: proposed by a resident, studied, decided in public, built, and seen in the thread."""

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.studies import actions
from eroba.capabilities.studies.actions import BuiltService, Proposal, StepDraft
from eroba.capabilities.studies.models import Study
from eroba.capabilities.studies.queries import ranked_studies, study_numbered
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.errors import BadInput
from eroba.kernel.matters.models import Link
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
PUBLIC, DESK = "/en/ozurgeti/studies/", "/en/ozurgeti/desk/studies/"


def browser(account_id) -> Client:
    """Somebody's browser."""
    client = Client()
    client.force_login(Account.objects.get(pk=account_id))
    return client


def step(phase: str, side: str, minutes: int, **more) -> StepDraft:
    """A step with invented figures."""
    return StepDraft(
        phase=phase,
        side=side,
        title_ka="ნაბიჯი",
        minutes=Decimal(minutes),
        hourly_rate=Decimal(12),
        source="test",
        **more,
    )


@pytest.fixture
def studied(applicant, clerk) -> Study:
    """A resident's proposal that an official has taken up."""
    study = actions.propose_study(applicant, proposal=Proposal(title_ka="შეშა", need_ka="ზამთრისთვის"))
    return actions.take_up_study(clerk, study=study)


def test_from_a_proposal_to_the_service(applicant, clerk, head) -> None:
    resident = browser(applicant.account_id)
    sent = resident.post(f"{PUBLIC}propose/", {"title": "Firewood", "need": "For winter"}, follow=True)
    assert "Only you and the town hall see this" in sent.content.decode()
    study = Study.objects.get()
    place = f"{PUBLIC}{study.matter.number}/"
    assert Client().get(place).status_code == 404
    official, chief = browser(clerk.account_id), browser(head.account_id)
    desk = f"{DESK}{study.matter.number}/"
    official.post(f"{desk}take-up/")
    assert Client().get(place).status_code == 200
    official.post(f"{desk}counts/", {"lines": "month,requests\n2026-08,10\n2026-09;14\n", "source": "book"})
    official.post(f"{desk}proof/", {"title_ka": "ცნობა", "asked_by_ka": "მერია", "held_by_ka": "რეესტრი"})
    for phase, minutes in (("before", "60"), ("after", "10")):
        figures = {"minutes": minutes, "hourly_rate": "12", "paid": "0", "share_percent": "100"}
        official.post(
            f"{desk}step/",
            figures | {"phase": phase, "side": "resident", "title_ka": "გზა", "source": "timed"},
        )
    found = study_numbered(study.matter.number)
    assert (found.requests, found.saving, found.needless_proofs) == (144, Decimal("1440.00"), 1)
    refused = official.post(f"{desk}decision/", {"to_build": "yes", "reason_ka": "ღირს"})
    assert refused.status_code == 403 or "Only the head" in refused.content.decode()
    chief.post(f"{desk}decision/", {"to_build": "yes", "reason_ka": "ღირს", "reason_en": "It is worth it"})
    study.refresh_from_db()
    actions.name_service(clerk, study=study, service=BuiltService("firewood", "შეშა", "Firewood"))
    page = Client().get(place).content.decode()
    assert "It is worth it" in page and "services/firewood/" in page and "1,440" in page
    assert Link.objects.get(target=study.matter).relation == Link.Relation.IMPLEMENTS
    assert Client().get(f"/en/ozurgeti/thread/{study.matter.number}/").status_code == 200


def test_the_ranking_is_by_what_a_year_saves(studied, clerk, applicant) -> None:
    small = actions.propose_study(applicant, proposal=Proposal(title_ka="მცირე", need_ka="x"))
    actions.take_up_study(clerk, study=small)
    for study, minutes in ((studied, 600), (small, 60)):
        actions.record_counts(clerk, study=study, counts={"2026-09": 10}, source="book")
        actions.add_step(clerk, study=study, step=step("before", "town", minutes))
        actions.add_step(clerk, study=study, step=step("after", "town", 6))
    uncounted = actions.propose_study(applicant, proposal=Proposal(title_ka="უცნობი", need_ka="x"))
    actions.take_up_study(clerk, study=uncounted)
    assert [one.study.title_ka for one in ranked_studies()] == ["შეშა", "მცირე", "უცნობი"]
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{PUBLIC}studies.csv").content.decode("utf-8-sig"))))
    assert [row["saved_a_year"] for row in rows] == ["14256.00", "1296.00", ""]


@pytest.mark.parametrize(
    "lines", ["2026-13, 4", "2026-09", "2026-09, -4", "2026-09, many", "2026-09, 4\n2026-09, 5", "2999-01, 4"]
)
def test_counts_that_cannot_be_read_are_said_and_stay(studied, clerk, lines) -> None:
    response = browser(clerk.account_id).post(
        f"{DESK}{studied.matter.number}/counts/", {"lines": lines, "source": "book"}
    )
    assert response.status_code == 422 and lines.splitlines()[0] in response.content.decode()
    assert not studied.counts.exists()


def test_what_was_decided_is_not_changed_afterwards(studied, clerk, head) -> None:
    with override("en"), pytest.raises(BadInput, match="Everybody will read it"):
        actions.decide_study(head, study=studied, is_to_build=False, reason_ka=" ")
    actions.decide_study(head, study=studied, is_to_build=False, reason_ka="ძვირია")
    with override("en"), pytest.raises(NotAllowed, match="while the proposal is being studied"):
        actions.record_counts(clerk, study=studied, counts={"2026-09": 1}, source="x")
    again = actions.take_up_study(clerk, study=studied)
    assert again.state == "studied" and again.matter.closed_at is None


def test_a_resident_writes_no_figures(studied, applicant) -> None:
    with pytest.raises(NotAllowed):
        actions.add_step(applicant, study=studied, step=step("before", "town", 1))
    assert Client().get(DESK).status_code == 302
    assert Client().get(f"{PUBLIC}propose/").status_code == 302


def test_pages_stay_within_their_queries(studied, clerk, django_assert_max_num_queries) -> None:
    official = browser(clerk.account_id)
    for address in (PUBLIC, f"{PUBLIC}{studied.matter.number}/", DESK, f"{DESK}{studied.matter.number}/"):
        official.get(address)
        with django_assert_max_num_queries(12):
            assert official.get(address).status_code == 200
