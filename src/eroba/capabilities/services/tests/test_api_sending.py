"""Sending and taking back an application by the interface: once, on what one has read, by the rules of the website."""

import pytest
from django.test import Client
from django.urls import reverse

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, Draft
from eroba.capabilities.services.tests.people import apply, fill_in
from eroba.kernel.api.tests.conftest import READ, SEND, exchange, register, say_yes
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import Settlement

pytestmark = pytest.mark.django_db
API = "/api/v1/ozurgeti"
PROBLEM = "application/problem+json"


@pytest.fixture
def sent(service, answers) -> dict:
    """What an app sends: the answers of the example, with a settlement of this town."""
    village, _made = Settlement.objects.get_or_create(name_ka="შემოქმედი", defaults={"name_en": "Shemokmedi"})
    return {"service": service.code, "answers": answers | {"settlement": str(village.pk)}}


@pytest.fixture
def own(client: Client, resident: Person) -> Client:
    """The resident, signed in."""
    client.force_login(resident.account)
    return client


def send(client: Client, body: object, key: str = "my-first-application", **headers: str):
    """Send an application."""
    return client.post(
        f"{API}/applications",
        body,
        content_type="application/json",
        headers={"idempotency-key": key, "accept-language": "en"} | headers,
    )


def test_the_same_key_gives_the_first_answer_and_one_application(own, sent):
    first, second = send(own, sent), send(own, sent)
    assert first.status_code == second.status_code == 201, first.content.decode()
    assert first.json() == second.json() and first["Location"] == second["Location"]
    assert Case.objects.count() == 1 and not Draft.objects.exists()
    assert own.get(first["Location"]).json()["number"] == first.json()["number"]
    other = sent | {"answers": sent["answers"] | {"household_size": 5}}
    assert send(own, other).status_code == 422 and Case.objects.count() == 1
    assert send(own, other, key="my-second-application").status_code == 201


def test_a_key_is_ones_own(own, sent):
    assert send(own, sent).status_code == 201
    account = Account.objects.create_user("second@example.org", "a long password")
    Person.objects.create(account=account, given_name="გია", family_name="სხვა")
    second = Client()
    second.force_login(account)
    assert send(second, sent).status_code == 201 and Case.objects.count() == 2


def test_each_wrong_answer_is_named_in_the_language_asked_for(own, sent):
    wrong = {"iban": "GE00", "nothing": 1, "medical_note": "x", "truth": False}
    answer = send(own, sent | {"answers": sent["answers"] | wrong})
    assert answer.status_code == 422 and answer["Content-Type"] == PROBLEM
    said = answer.json()
    assert {one["field"] for one in said["errors"]} == {f"answers.{code}" for code in wrong}
    georgian = send(own, sent | {"answers": wrong}, **{"accept-language": "ka"}).json()
    assert georgian["detail"] != said["detail"] and georgian["type"] == said["type"]
    assert not Case.objects.exists() and not Draft.objects.exists()


def test_nobody_hands_in_a_paper_of_somebody_else(own, sent):
    reference = {"file_id": "0198", "name": "x.pdf", "size": 1, "media_type": "application/pdf"}
    answer = send(own, sent | {"answers": sent["answers"] | {"medical_note": reference}})
    assert answer.status_code == 422 and not Case.objects.exists()


def test_what_was_begun_on_the_website_is_not_overwritten(own, sent, service, answers, applicant):
    fill_in(applicant, service, answers)
    assert send(own, sent).status_code == 409 and Draft.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ("{", {}, 400),
        ({}, {}, 422),
        ({"service": "x", "answers": {}, "more": 1}, {}, 422),
        ({"service": "nothing", "answers": {}}, {}, 404),
        ({"service": "x", "answers": {}}, {"idempotency-key": "short"}, 422),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_shape(own, service, body, headers, status):
    answer = send(own, body, **headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["status"] == status and "Traceback" not in answer.content.decode()


def test_other_kinds_and_methods_are_refused_in_one_shape(own):
    form = own.post(f"{API}/applications", {"service": "x"}, headers={"idempotency-key": "12345678"})
    assert (form.status_code, form["Content-Type"]) == (415, PROBLEM)
    for method in ("delete", "patch", "put", "trace"):
        answer = getattr(own, method)(f"{API}/services")
        assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM) and "GET" in answer["Allow"]
    for address in ("/api/v1/nowhere/services", "/api/v1/", f"{API}/nothing", f"{API}/services/nothing"):
        answer = own.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM), address


def test_a_change_wants_the_state_one_has_read(own, service, answers, applicant, clerk):
    case = apply(applicant, service, answers)
    here = f"{API}/applications/{case.matter.number}"
    etag = own.get(here)["ETag"]
    assert own.put(f"{here}/withdrawal").status_code == 428
    assert own.put(f"{here}/withdrawal", headers={"if-match": '"nonsense"'}).status_code == 412
    actions.write_note(clerk, case=case, text="looked at")
    Case.objects.filter(pk=case.pk).update(edition=case.edition + 1)
    late = own.put(f"{here}/withdrawal", headers={"if-match": etag})
    assert late.status_code == 412 and late["Content-Type"] == PROBLEM
    assert not Case.objects.get(pk=case.pk).closed_at
    done = own.put(f"{here}/withdrawal", headers={"if-match": own.get(here)["ETag"]})
    assert done.status_code == 200 and done.json()["outcome"] == "withdrawn"


def test_what_has_not_changed_is_not_sent_again(own, service, answers, applicant):
    case = apply(applicant, service, answers)
    for address in (
        f"{API}/services",
        f"{API}/services/{service.code}",
        f"{API}/applications/{case.matter.number}",
    ):
        first = own.get(address)
        again = own.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        if "Last-Modified" in first:
            assert own.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
        assert {"Accept-Language", "Authorization", "Cookie"} <= set(first["Vary"].split(", "))
    mine = f"{API}/applications/{case.matter.number}"
    before = own.get(mine)["ETag"]
    actions.withdraw_application(applicant, case=case, edition=None)
    assert own.get(mine, headers={"if-none-match": before}).status_code == 200


def test_lists_come_in_pages_and_can_be_filtered(own, sent):
    for key in ("first-key", "second-key", "third-key"):
        assert send(own, sent, key=key).status_code == 201
    page = own.get(f"{API}/applications?per_page=2&page=1&service={sent['service']}")
    assert len(page.json()) == 2 and page["X-Total-Count"] == "3"
    assert 'rel="next"' in page["Link"] and "page=2" in page["Link"] and "service=" in page["Link"]
    assert len(own.get(f"{API}/applications?per_page=2&page=2").json()) == 1
    assert own.get(f"{API}/applications?page=9").json() == []
    assert own.get(f"{API}/applications?open=false").json() == []
    assert len(own.get(f"{API}/applications?open=true").json()) == 3
    assert own.get(f"{API}/applications?waits_for=nobody").json() == []
    assert own.get(f"{API}/applications?waits_for=cats").status_code == 422
    assert own.get(f"{API}/services?words=nothing-like-it").json() == []
    assert own.get(f"{API}/services?per_page=1000").status_code == 422


def test_a_session_changes_nothing_from_a_strangers_page(resident, sent):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(resident.account)
    assert send(strict, sent).status_code == 403 and not Case.objects.exists()


def test_an_app_sends_in_the_name_of_its_person_and_the_journal_says_so(own, sent, head):
    made = register(head, scopes=[READ, SEND])
    token = exchange(made, say_yes(own, made, scope=f"{READ} {SEND}")["code"][0]).json()["access_token"]
    app = Client(enforce_csrf_checks=True)
    assert send(app, sent, authorization=f"Bearer {token}").status_code == 201
    entry = JournalEntry.objects.get(action="services.send_application")
    assert (entry.channel, entry.role) == ("app", "resident")


def test_the_form_says_what_to_send(client, service):
    asked = client.get(reverse("api:form", kwargs={"municipality": "ozurgeti", "code": service.code})).json()
    questions = {one["code"]: one for topic in asked["topics"] for one in topic["questions"]}
    assert questions["reason"]["choices"] and questions["iban"]["kind"] == "iban"


def test_who_sees_how_much_work_lies_where(own, sent, clerk):
    for number in range(5):
        assert send(own, sent, key=f"key-number-{number}").status_code == 201
    assert own.get(f"{API}/workload").status_code == 403
    desk = Client()
    desk.force_login(Account.objects.get(pk=clerk.account_id))
    assert [row["count"] for row in desk.get(f"{API}/workload").json()] == [5]
    Case.objects.filter(pk=Case.objects.first().pk).update(waits_for="registers")
    assert {row["count"] for row in desk.get(f"{API}/workload").json()} == {None}
