"""A case at the desk: the whole way by pages, papers, facts, letters, appeals, and refusals in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import actor, appoint
from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Appeal, Case, Decision, PaperRequest
from eroba.capabilities.services.tests.desk_visits import DESK, Desk, picture, work
from eroba.capabilities.services.tests.people import ToldRegisters, apply, fresh
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Appointment, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(clerk: Actor) -> Desk:
    return Desk(clerk.account_id)


@pytest.fixture
def at_heads_desk(head: Actor) -> Desk:
    return Desk(head.account_id)


@pytest.fixture
def case(service, answers, registers: ToldRegisters, applicant) -> Case:
    """An application that has just come in."""
    return apply(applicant, service, answers)


@pytest.fixture
def assessed(case: Case, clerk: Actor) -> Case:
    """One whose registers have answered."""
    actions.accept_as_complete(clerk, case=case, edition=case.edition)
    work()
    return fresh(case)


@pytest.fixture
def proposed(assessed: Case, at_desk: Desk) -> Case:
    """One with a proposal of the clerk."""
    at_desk.said(assessed, "finding", fact="paper_confirms", value="yes")
    at_desk.said(assessed, "propose", added_reason="გთხოვთ, წერილი შეინახოთ.")
    return fresh(assessed)


def test_the_whole_way_by_pages(case, at_desk, at_heads_desk, applicant):
    assert "It is complete: ask the registers" in at_desk.see(case)
    assert "complete. The registers are being asked" in at_desk.said(case, "accept")
    work()
    page = at_desk.see(case)
    assert "Do the papers, or a visit on the spot" in page and "Propose this decision" not in page
    page = at_desk.said(case, "finding", fact="paper_confirms", value="yes", because="Seen the note")
    assert "Propose this decision" in page and "SOC-4" in page and "500" in page
    assert "Social score: <strong>82,000" in page
    assert "A second official checks it now" in at_desk.said(case, "propose", added_reason="")
    assert "you proposed this decision yourself" in at_desk.see(
        case
    ) or "done by somebody else" in at_desk.see(case)
    assert "Approved. The letter" in at_heads_desk.said(case, "approve")
    work()
    assert fresh(case).stage == "decided"
    assert "The decision was delivered: Granted." in at_desk.see(case)
    actions.lodge_appeal(applicant, case=fresh(case), edition=fresh(case).edition, text="Not enough.")
    assert "Not enough." in at_heads_desk.see(case)


def test_four_eyes_says_why_and_on_which_law(service, answers, registers, applicant, head):
    both = appoint("both@example.org", Role.CLERK, "ორივე", "Both Posts")
    Appointment.objects.create(account=both, role=Role.HEAD, name_ka="ორივე", name_en="Both Posts")
    desk = Desk(both.pk)
    case = apply(applicant, service, answers)
    by = actor(both, "clerk", "Both Posts")
    actions.accept_as_complete(by, case=case, edition=case.edition)
    work()
    desk.said(case, "finding", fact="paper_confirms", value="yes")
    desk.said(case, "propose")
    page = desk.see(case)
    assert "Somebody else must approve: you proposed this decision yourself." in page
    assert "Legal basis" in page
    answer = desk.do(case, "approve")
    assert answer.status_code == 403 and "you proposed this decision yourself" in answer.content.decode()


def test_a_missing_paper_stops_the_clock_and_names_the_law(case, at_desk):
    page = at_desk.see(case)
    assert "Doctor’s note" in page and "article 83" in page
    page = at_desk.said(case, "ask-paper", which="medical-note", reason="To confirm.", days="7")
    assert "Our deadline stands still" in page and "the clock is stopped" in page
    assert PaperRequest.objects.get().title == "Doctor’s note"
    paper = SimpleUploadedFile("note.png", picture(), "image/png")
    answer = at_desk.client.post(
        f"{DESK}{case.matter.number}/bring-paper/",
        {"edition": fresh(case).edition, "papers": paper},
        follow=True,
    )
    page = answer.content.decode()
    assert "our deadline runs again" in page and "note.png" in page
    kept = fresh(case).papers.get()
    answer = at_desk.client.get(f"{DESK}{case.matter.number}/papers/{kept.pk}/")
    assert answer["Content-Disposition"].startswith("attachment") and answer.getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"which": "other", "title": "", "reason": "x", "days": "7"}, "Say which paper is missing"),
        ({"which": "medical-note", "reason": "", "days": "7"}, "Fill this in"),
        ({"which": "medical-note", "reason": "kept words", "days": "2"}, "kept words"),
        ({"which": "medical-note", "reason": "kept words", "days": "99"}, "kept words"),
        ({"which": "medical-note", "reason": "kept words", "days": "ten"}, "in figures"),
        ({"which": "nonsense", "reason": "kept words", "days": "7"}, "Choose one of the answers"),
    ],
)
def test_wrong_input_is_said_beside_its_field_and_kept(case, at_desk, typed, words):
    answer = at_desk.do(case, "ask-paper", **typed)
    assert answer.status_code == 422
    assert words in answer.content.decode() and "govuk-error-summary" in answer.content.decode()
    assert not PaperRequest.objects.exists()


def test_a_renamed_program_is_no_paper(case, at_desk):
    at_desk.said(case, "ask-paper", which="other", title="Lease", reason="r", days="5")
    program = SimpleUploadedFile("note.pdf", b"MZ\x90\x00" + b"\x00" * 100, "application/pdf")
    number = case.matter.number
    answer = at_desk.client.post(
        f"{DESK}{number}/bring-paper/", {"edition": fresh(case).edition, "papers": program}
    )
    assert answer.status_code == 422 and "note.pdf" in answer.content.decode()
    assert at_desk.do(case, "bring-paper").status_code == 422


def test_sent_back_with_a_reason_the_clerk_reads(proposed, at_desk, at_heads_desk):
    assert at_heads_desk.do(proposed, "return", because="").status_code == 422
    at_heads_desk.said(proposed, "return", because="The date is missing.")
    page = at_desk.see(proposed)
    assert "The date is missing." in page and "Propose this decision" in page


def test_a_letter_is_seen_before_it_goes_out(assessed, at_desk):
    assert at_desk.client.get(f"{DESK}{assessed.matter.number}/letter/").status_code == 404
    at_desk.said(assessed, "finding", fact="paper_confirms", value="yes")
    page = at_desk.see(assessed, "letter/")
    assert assessed.matter.number in page and 'lang="ka"' in page
    answer = at_desk.do(assessed, "letter", added_reason="ჩემი დამატება")
    assert "ჩემი დამატება" in answer.content.decode()
    assert not Decision.objects.exists()
    pdf = at_desk.client.get(f"{DESK}{assessed.matter.number}/letter.pdf")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")


def test_a_silent_register_is_asked_again_at_a_click(case, at_desk, registers):
    registers.silent = {"social"}
    at_desk.said(case, "accept")
    work()
    page = at_desk.see(case)
    assert "no answer" in page and "The register cannot be reached." in page and "Ask again now" in page
    registers.silent = set()
    assert "The registers were asked." in at_desk.said(case, "ask-registers")
    assert fresh(case).stage == "assessment"
    assert at_desk.do(case, "ask-registers").status_code in (200, 409)
    assert registers.asked.count(("social", case.matter.number)) == 2


def test_what_the_register_says_otherwise_stands_out(assessed, at_desk, registers, clerk):
    registers.values["civil"] = {"registered_here": True, "family_name": "სხვაძე", "given_name": "Nino"}
    assessed.source_answers.all().delete()
    answer = registers.look_up(register="civil")
    actions.record_register_answer(clerk, case=assessed, register="civil", answer=answer)
    page = at_desk.see(assessed)
    assert "The register says otherwise" in page and "სხვაძე" in page
    assert "Given name: the applicant wrote" not in page
    assert "01001000017" not in page and "•••••••••17" in page


def test_a_fact_of_a_register_is_corrected_only_with_a_reason(assessed, at_desk):
    assert "?fact=social_score#do-finding" in at_desk.see(assessed)
    assert 'value="82000"' in at_desk.see(assessed, "?fact=social_score")
    assert at_desk.do(assessed, "finding", fact="social_score", value="60000").status_code == 422
    page = at_desk.said(assessed, "finding", fact="social_score", value="60000", because="Certificate seen")
    assert "established by" in page
    assert at_desk.do(assessed, "finding", fact="zzz", value="1").status_code == 404


def test_appeals_are_decided_by_somebody_who_took_no_part(proposed, at_desk, at_heads_desk, applicant):
    at_heads_desk.said(proposed, "approve")
    work()
    case = fresh(proposed)
    actions.lodge_appeal(applicant, case=case, edition=case.edition, text="Too little.")
    page = at_heads_desk.see(case)
    assert "Too little." in page and "you took part in the decision" in page
    other = Desk(appoint("other@example.org", Role.HEAD, "მაია", "Maia Head").pk)
    assert "Uphold" in other.see(case)
    assert other.do(case, "decide-appeal", outcome="dismissed", because="").status_code == 422
    assert "The appeal is decided" in other.said(
        case, "decide-appeal", outcome="upheld", because="Fair point"
    )
    assert Appeal.objects.get().state == "upheld" and fresh(case).stage == "assessment"


def test_each_day_of_a_deadline_is_counted_when_asked(case, at_desk):
    assert "Show each counted day" in at_desk.see(case)
    page = at_desk.see(case, "?days=counted")
    assert "e-days" in page and "Show each counted day" not in page


def test_a_case_is_taken_and_handed_over(case, at_desk, head):
    assert "This case is yours now" in at_desk.said(case, "take")
    page = at_desk.see(case, "?hand-over=ask")
    assert "Gia Head" in page and "I take this case" not in page
    assert at_desk.do(case, "hand-over", to="nonsense").status_code == 422
    at_desk.said(case, "hand-over", to=str(head.account_id))
    assert fresh(case).assigned_to_id == head.account_id
