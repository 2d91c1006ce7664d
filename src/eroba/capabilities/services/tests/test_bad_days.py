"""Bad input and bad days: nothing typed or decided is lost or done twice, and everybody is told in words."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from eroba.capabilities.services import actions, tasks
from eroba.capabilities.services.actions.applying import AnswersMissing, FormChanged, ServiceClosed
from eroba.capabilities.services.actions.steps import Overtaken
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, CasePaper, Draft, ServiceVersion
from eroba.capabilities.services.published import _kept, definition_of
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.capabilities.services.tests.people import ToldRegisters, apply, fill_in, fresh, monday, publish
from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.base.clock import at, now
from eroba.kernel.base.errors import Refusal
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.models import Notice
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.actions import erase_person
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

FORM = "/en/ozurgeti/services/one-off-social-assistance/apply/"
SYSTEM = system_actor("test")


def deliver_all() -> None:
    """Let the worker do everything that is due."""
    while deliver_due():
        pass


@pytest.fixture
def browser(resident, service, registers) -> Client:
    """The resident, signed in, with a form begun."""
    client = Client()
    client.force_login(resident.account)
    client.post(FORM)
    return client


@pytest.mark.django_db
class TestTyping:
    """What people type and send."""

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"personal_number": "123"}, "The personal number has 11 digits"),
            ({"personal_number": "0100100001O"}, "digits only"),
            ({"birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "2199"}, "in the future"),
            ({"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "1990"}, "real date"),
        ],
    )
    def test_wrong_values_are_said_beside_the_field(self, browser, typed, said):
        shown = {"shown": "personal_number,birth_date"}
        answer = browser.post(f"{FORM}pages/about-you/", typed | shown)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert said in page and all(f'value="{value}"' in page for value in typed.values())

    def test_fifty_megabytes_are_refused_with_advice(self, browser):
        browser.post(f"{FORM}pages/reason/", {"reason": "illness", "shown": "reason"})
        large = SimpleUploadedFile("scan.pdf", b"%PDF-1.7" + b"0" * (50 * 1024 * 1024))
        answer = browser.post(f"{FORM}pages/papers/", {"medical_note": large, "shown": "medical_note"})
        assert answer.status_code == 422
        assert "at most 10 MB are possible" in answer.content.decode()

    def test_an_unfinished_form_is_not_sent(self, browser, applicant):
        answer = browser.post(f"{FORM}send/")
        assert answer.status_code == 422 and "need another look" in answer.content.decode()
        with pytest.raises(AnswersMissing):
            actions.submit_application(applicant, draft=Draft.objects.get())

    def test_pages_and_services_that_do_not_exist(self, browser):
        assert browser.get(f"{FORM}pages/nothing/").status_code == 404
        assert browser.get("/en/ozurgeti/services/nothing/").status_code == 404
        assert browser.post("/en/ozurgeti/services/nothing/apply/send/").status_code == 404
        assert browser.post(f"{FORM}pages/about-you/").status_code in (200, 302, 422)


@pytest.mark.django_db
class TestDrafts:
    """Drafts that grow old, and services that change under them."""

    def test_an_old_draft_is_carried_over(self, service, answers, registers, applicant, resident):
        draft = fill_in(applicant, service, answers)
        later = now() + dt.timedelta(days=31)
        browser = Client()
        browser.force_login(resident.account)
        with at(later):
            with pytest.raises(FormChanged):
                actions.submit_application(applicant, draft=draft)
            assert "Nothing you typed is lost" in browser.get(FORM).content.decode()
            browser.post(FORM, {"renew": "1"})
            assert "Nothing you typed is lost" not in browser.get(FORM).content.decode()
        assert Draft.objects.get().answers["monthly_income"] == "900.00"

    def test_nobody_sends_an_outdated_form(self, service, answers, applicant, copied_folder):
        draft = fill_in(applicant, service, answers)
        letter = copied_folder / "letters" / "granted.en.html"
        letter.write_text(letter.read_text() + "<p>More.</p>\n")
        publish(read_folder(copied_folder))
        with pytest.raises(FormChanged):
            actions.submit_application(applicant, draft=draft)
        case = actions.submit_application(
            applicant, draft=actions.renew_draft(applicant, draft=Draft.objects.get())
        )
        assert case.version.number == 2

    def test_running_cases_stay_on_their_version(self, service, answers, applicant, copied_folder):
        case = apply(applicant, service, answers)
        letter = copied_folder / "letters" / "granted.en.html"
        letter.write_text(letter.read_text() + "<p>More.</p>\n")
        publish(read_folder(copied_folder))
        assert fresh(case).version.number == 1

    def test_a_closed_service_keeps_the_draft(self, service, answers, applicant):
        draft = fill_in(applicant, service, answers)
        actions.close_service(SYSTEM, service=service)
        with pytest.raises(ServiceClosed):
            actions.submit_application(applicant, draft=draft)
        with pytest.raises(NotAllowed):
            service.refresh_from_db()
            actions.start_draft(applicant, service=service, answers={}, sources={})
        actions.open_service(SYSTEM, service=service)
        assert actions.submit_application(applicant, draft=Draft.objects.get()).matter.number

    def test_forgotten_drafts_go_at_last(self, service, answers, applicant):
        fill_in(applicant, service, answers)
        with at(now() + dt.timedelta(days=59)):
            assert tasks.forget_old_drafts() == 0
        with at(now() + dt.timedelta(days=61)):
            assert tasks.forget_old_drafts() == 1

    def test_a_draft_is_nobody_elses(self, service, answers, applicant):
        draft = fill_in(applicant, service, answers)
        stranger = Actor(
            account_id=applicant.account_id, person_id=SYSTEM.person_id, roles=frozenset({"clerk"})
        )
        for act in (actions.submit_application, actions.discard_draft, actions.renew_draft):
            with pytest.raises(NotAllowed):
                act(stranger, draft=draft)

    def test_stored_content_that_was_changed_is_refused(self, service):
        version = ServiceVersion.objects.get()
        version.content["service"]["settings"][0]["value"] = "1000000.00"
        _kept.clear()
        with pytest.raises(DefinitionBroken, match="changed after it was published"):
            definition_of(version)


@pytest.mark.django_db
class TestDelivery:
    """The worker, called twice or in a bad moment."""

    def test_everything_delivered_twice_is_done_once(
        self, service, answers, registers, applicant, clerk, head
    ):
        with at(monday()):
            case = apply(applicant, service, answers)
            actions.accept_as_complete(clerk, case=case, edition=case.edition)
            deliver_all()
            case = fresh(case)
            actions.record_finding(
                clerk, case=case, edition=case.edition, fact_code="paper_confirms", value=True
            )
            case = fresh(case)
            decision = actions.propose_decision(clerk, case=case, edition=case.edition)
            case = fresh(case)
            actions.approve_decision(head, case=case, decision=decision, edition=case.edition)
            deliver_all()
            before = (CasePaper.objects.count(), Notice.objects.count(), len(registers.asked))
            _deliver_again()
        assert (CasePaper.objects.count(), Notice.objects.count(), len(registers.asked)) == before
        assert [notice.subject.count(case.matter.number) for notice in Notice.objects.all()] == [1, 1]

    def test_a_register_that_answers_later_moves_the_case_on(
        self, service, answers, registers, applicant, clerk
    ):
        registers.silent.add("social")
        case = apply(applicant, service, answers)
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        deliver_all()
        assert fresh(case).stage == "look-ups"
        registers.silent.clear()
        tasks.on_registers_wanted(_FactAbout(case), _NO_DELIVERY)
        assert fresh(case).stage == "assessment"

    @pytest.mark.parametrize("nonsense", [{"registered_here": "maybe"}, {}, {"registered_here": None}])
    def test_nonsense_from_a_register_is_no_refusal(
        self, service, answers, registers: ToldRegisters, applicant, clerk, nonsense
    ):
        registers.values["civil"] = nonsense
        case = apply(applicant, service, answers)
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        deliver_all()
        case = fresh(case)
        with pytest.raises(Refusal):
            actions.propose_decision(clerk, case=case, edition=case.edition)
        assert fresh(case).outcome == ""

    def test_whoever_was_overtaken_hears_it(self, service, answers, registers, applicant, clerk, head):
        case = apply(applicant, service, answers)
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        with pytest.raises(Overtaken):
            actions.assign_case(head, case=case, edition=case.edition, account=None, label="")

    def test_an_erased_person_leaves_readable_pages(self, service, answers, applicant, clerk, resident):
        case = apply(applicant, service, answers)
        operator = Actor(account_id=clerk.account_id, roles=frozenset({"operator"}), label="Operator")
        fill_in(applicant, service, answers)
        person = Person.objects.get(pk=resident.pk)
        with pytest.raises(NotAllowed, match=case.matter.number):
            erase_person(operator, person=person, reason="asked")
        assert fresh(case).answers, "an application is under way"
        actions.withdraw_application(applicant, case=case, edition=case.edition)
        erase_person(operator, person=person, reason="asked")
        deliver_all()
        assert fresh(case).answers == {} and not Draft.objects.exists()
        desk = Client()
        desk.force_login(Account.objects.get(pk=clerk.account_id))
        assert desk.get(f"/en/ozurgeti/desk/services/{case.matter.number}/").status_code == 200


class _NoDelivery:
    key = "again"


_NO_DELIVERY = _NoDelivery()


class _FactAbout:
    """A fact that says nothing but which matter it is about."""

    name = "application.registers_wanted"

    def __init__(self, case: Case) -> None:
        self.matter_id = case.matter_id


def _deliver_again() -> None:
    """Deliver every fact once more, as after a worker was killed before it could say that it was done."""
    Delivery.objects.update(state=Delivery.State.WAITING, next_at=now(), leased_until=None)
    deliver_all()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_case(assistance_folder):
    town, _created = Municipality.objects.update_or_create(
        slug="ozurgeti",
        defaults={"number_prefix": "OZU", "name_ka": "ოზურგეთი", "name_en": "Ozurgeti", "is_open": True},
    )
    with scope(town):
        account = Account.objects.create_user("twice@example.org", "a long password")
        person = Person.objects.create(account=account, given_name="ნინო", family_name="ორჯერ")
        by = Actor(
            account_id=account.pk, person_id=person.pk, roles=frozenset({"resident"}), label="applicant"
        )
        draft = fill_in(
            by, publish(assistance_folder), read_folder(ASSISTANCE).examples["disaster"]["answers"]
        )
    numbers: list[str] = []

    def click() -> None:
        try:
            with scope(town):
                numbers.append(actions.submit_application(by, draft=draft).matter.number)
        except Draft.DoesNotExist:
            numbers.append("gone: the page leads to the receipt")
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    with scope(town):
        assert Case.objects.filter(person=person).count() == 1
        assert Matter.objects.filter(kind="case").count() == 1
    assert len({number for number in numbers if number.startswith("OZU")}) == 1
