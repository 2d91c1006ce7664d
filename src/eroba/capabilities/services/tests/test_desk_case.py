"""A case at the desk: the whole way by pages, refusals in words, two officials at once, double clicks, access."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from conftest import actor, appoint
from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Appeal, Case, CaseNote, Decision, PaperRequest
from eroba.capabilities.services.tests.people import ToldRegisters, apply, fresh
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account, Appointment, Role
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
DESK = "/en/ozurgeti/desk/services/"
MOST_QUERIES = 22


class Desk:
    """An official's browser."""

    def __init__(self, account_id) -> None:
        self.client = Client()
        self.client.force_login(Account.objects.get(pk=account_id))

    def see(self, case: Case, more: str = "") -> str:
        return self.client.get(f"{DESK}{case.matter.number}/{more}").content.decode()

    def do(self, case: Case, step: str, *, edition: int | None = None, **typed):
        edition = fresh(case).edition if edition is None else edition
        address = f"{DESK}{case.matter.number}/{step}/"
        return self.client.post(address, {"edition": edition, **typed}, follow=True)

    def said(self, case: Case, step: str, **typed) -> str:
        answer = self.do(case, step, **typed)
        assert answer.status_code == 200, answer.content.decode()[-3000:]
        return answer.content.decode()


def picture() -> bytes:
    """A small photo."""
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(target, "PNG")
    return target.getvalue()


def work() -> None:
    """Let the worker do everything that is due."""
    while deliver_due():
        pass


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
    assert "Social score: <strong>82000" in page
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
    assert answer["Content-Disposition"].startswith("attachment") and answer.content.startswith(b"\x89PNG")


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


def test_two_officials_on_one_case_see_both_texts(assessed, at_desk, at_heads_desk):
    colleague = Desk(appoint("second@example.org", Role.CLERK, "დათო", "Dato").pk)
    at_desk.said(assessed, "finding", fact="paper_confirms", value="yes")
    seen = fresh(assessed).edition
    colleague.said(assessed, "ask-paper", which="medical-note", reason="Their reason", days="7")
    answer = at_desk.do(
        assessed, "ask-paper", edition=seen, which="other", title="My paper", reason="My reason", days="9"
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dato changed this application while you were working" in page
    assert "Their reason" in page and "My reason" in page and "My paper" in page
    assert "We asked for a paper" in page
    assert PaperRequest.objects.count() == 1


def test_after_a_conflict_the_same_words_can_be_sent_again(assessed, at_desk):
    seen = assessed.edition
    colleague = Desk(appoint("second@example.org", Role.CLERK, "დათო", "Dato").pk)
    colleague.said(assessed, "finding", fact="paper_confirms", value="no")
    answer = at_desk.do(
        assessed, "finding", edition=seen, fact="paper_confirms", value="yes", because="Seen it"
    )
    page = answer.content.decode()
    assert answer.status_code == 409 and "You can still do this" in page and "Seen it" in page
    edition = re.search(r'name="edition" value="(\d+)"', page)
    assert edition and int(edition[1]) == fresh(assessed).edition
    page = at_desk.said(assessed, "finding", fact="paper_confirms", value="yes", because="Seen it")
    assert "Propose this decision" in page


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("accept", {}),
        ("ask-paper", {"which": "medical-note", "reason": "r", "days": "7"}),
        ("hand-over", {"to": "nobody"}),
    ],
)
def test_a_second_click_does_nothing_twice(case, at_desk, step, typed):
    seen = case.edition
    at_desk.said(case, step, edition=seen, **typed)
    before = JournalEntry.objects.count(), fresh(case).edition
    answer = at_desk.do(case, step, edition=seen, **typed)
    assert answer.status_code == 200 and "already done a moment ago" in answer.content.decode()
    assert (JournalEntry.objects.count(), fresh(case).edition) == before


def test_a_note_clicked_twice_is_one_note(case, at_desk):
    for _click in range(2):
        assert "The note is kept" in at_desk.said(case, "note", text="Call on Monday")
    assert CaseNote.objects.count() == 1
    assert "Call on Monday" in at_desk.see(case)
    at_desk.said(case, "note", text="Another")
    assert CaseNote.objects.count() == 2


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


def test_a_look_is_written_down_once_a_day(case, at_desk, at_heads_desk):
    for _look in range(3):
        at_desk.see(case)
        at_heads_desk.see(case)
    looks = JournalEntry.objects.filter(action="services.look_at_case", subject_id=case.matter_id)
    assert looks.count() == 2


def test_the_page_asks_a_fixed_number_of_questions(proposed, at_desk):
    at_desk.see(proposed)
    with CaptureQueriesContext(connection) as asked:
        at_desk.see(proposed)
    shown = [query["sql"][:120] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(shown) <= MOST_QUERIES, "\n".join(shown)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_page_speaks_both_languages(proposed, at_desk, language):
    number = proposed.matter.number
    for page in ("", f"{number}/", f"{number}/letter/"):
        answer = at_desk.client.get(f"/{language}/ozurgeti/desk/services/{page}")
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()


PAGES = ["", "letter/", "letter.pdf", "papers/00000000-0000-7000-8000-000000000000/"]
STEPS = [
    "accept",
    "propose",
    "approve",
    "return",
    "note",
    "hand-over",
    "ask-registers",
    "finding",
    "nonsense",
]


@pytest.mark.parametrize("page", PAGES)
def test_cases_are_for_officials_of_this_town(proposed, client, applicant, khobi, page):
    address = f"{DESK}{proposed.matter.number}/{page}"
    assert client.get(address).status_code == 302
    assert Desk(applicant.account_id).client.get(address).status_code == 403
    with scope(khobi):
        stranger = appoint("clerk@khobi.example", Role.CLERK, "ხობი", "Khobi")
    assert Desk(stranger.pk).client.get(address).status_code == 403
    elsewhere = address.replace("ozurgeti", "khobi")
    assert Desk(stranger.pk).client.get(elsewhere).status_code == 404


@pytest.mark.parametrize("step", STEPS)
def test_steps_are_for_officials_of_this_town(proposed, client, applicant, khobi, step):
    address = f"{DESK}{proposed.matter.number}/{step}/"
    assert client.post(address).status_code == 302
    assert Desk(applicant.account_id).client.post(address).status_code == 403
    with scope(khobi):
        stranger = appoint("clerk@khobi.example", Role.CLERK, "ხობი", "Khobi")
    assert Desk(stranger.pk).client.post(address.replace("ozurgeti", "khobi")).status_code == 404
    assert fresh(proposed).edition == proposed.edition
    assert client.get(address).status_code in (302, 405)


def test_a_head_alone_approves(proposed, at_desk):
    colleague = Desk(appoint("second@example.org", Role.CLERK, "დათო", "Dato").pk)
    answer = colleague.do(proposed, "approve")
    assert answer.status_code == 403 and "somebody else in the town hall" in answer.content.decode()
    assert colleague.do(proposed, "approve", edition="x").status_code == 422


def test_an_erased_applicant_breaks_no_page(proposed, at_desk):
    type(proposed.person).objects.filter(pk=proposed.person_id).update(given_name="", family_name="")
    assert "OZU-" in at_desk.see(proposed)
