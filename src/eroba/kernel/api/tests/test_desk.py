"""The desk: registering, the secret shown once, renewing, switching off; for heads of units, and in the journal."""

import pytest
from django.test import Client

from eroba.kernel.actions import NotAllowed
from eroba.kernel.api import actions
from eroba.kernel.api.models import App, LetIn
from eroba.kernel.api.tests.conftest import READ, WORKLOAD, ask_token, register
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.errors import BadInput
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.people.actions import erase_person, export_person
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
DESK = "/en/ozurgeti/desk/apps/"
TYPED = {
    "name": "Regional statistics",
    "run_by": "Guria Region",
    "contact": "it@guria.example",
    "kind": "partner",
    "scopes": [WORKLOAD],
    "redirect_uris": "",
}


@pytest.fixture
def desk(client: Client, head) -> Client:
    """The head of unit at the desk."""
    client.force_login(Account.objects.get(pk=head.account_id))
    return client


def test_a_partner_is_registered_and_its_secret_is_shown_once(desk):
    answer = desk.post(f"{DESK}new/", TYPED)
    assert answer.status_code == 302
    shown = desk.get(answer["Location"])
    assert "The secret, shown this once" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    secret = shown.context["secret"]
    assert len(secret) >= 100 and secret not in desk.get(answer["Location"]).content.decode()
    made = actions.Registered(App.objects.get(), secret)
    assert ask_token(made, grant_type="client_credentials").status_code == 200
    assert secret not in str(list(JournalEntry.objects.values()))
    assert "Regional statistics" in desk.get(DESK).content.decode()


def test_each_act_stands_in_the_journal(desk, head):
    made = register(head, kind="server", name="Server")
    here = f"{DESK}{made.app.pk}/"
    for act in ("rotate", "switch-off", "switch-on"):
        assert desk.post(f"{here}{act}/").status_code == 302
        assert desk.get(f"{here}{act}/").status_code == 405
    done = list(JournalEntry.objects.order_by("at", "id").values_list("action", flat=True))
    assert done == ["api.register_app", "api.rotate_secret", "api.switch_app_off", "api.switch_app_on"]
    assert desk.post(f"{here}explode/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Fill this in"),
        ({"contact": "nobody"}, "This is not an e-mail address"),
        ({"scopes": []}, "Tick at least one thing"),
        ({"scopes": [READ]}, "An app of this kind cannot do this: Read your applications"),
        ({"kind": "device", "scopes": [READ]}, "needs the address to send them back to"),
        ({"redirect_uris": "http://app.example/"}, "cannot be used"),
        ({"redirect_uris": "https://app.example/#part"}, "cannot be used"),
        ({"redirect_uris": "https://[broken"}, "This is not an address"),
        ({"redirect_uris": "javascript:alert(1)"}, "cannot be used"),
    ],
)
def test_wrong_input_is_explained_and_kept(desk, typed, words):
    answer = desk.post(f"{DESK}new/", TYPED | typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and words in text.replace("&#x27;", "'")
    assert "Guria Region" in text and not App.objects.exists()


def test_two_apps_never_have_one_name(desk, head):
    register(head, name=TYPED["name"])
    assert "already registered" in desk.post(f"{DESK}new/", TYPED).content.decode()


def test_only_heads_of_units_keep_apps(client, clerk, head, applicant):
    client.force_login(Account.objects.get(pk=clerk.account_id))
    assert client.get(DESK).status_code == 403 and client.post(f"{DESK}new/", TYPED).status_code == 403
    for somebody in (clerk, applicant):
        with pytest.raises(NotAllowed):
            register(somebody)
    with pytest.raises(BadInput):
        register(head, scopes=["everything"])


def test_nobody_lets_an_app_in_for_another(app, applicant, clerk):
    with pytest.raises(NotAllowed):
        actions.let_in(clerk, app=app.app, scopes=[READ])
    with pytest.raises(NotAllowed):
        actions.let_in(applicant, app=app.app, scopes=[WORKLOAD])
    door = actions.let_in(applicant, app=app.app, scopes=[READ])
    with pytest.raises(NotAllowed):
        actions.shut_out(clerk, let_in=door)


def test_what_a_person_allowed_is_in_their_copy_and_goes_with_them(app, applicant, head, resident):
    actions.let_in(applicant, app=app.app, scopes=[READ])
    copy = export_person(applicant, person=resident)
    assert copy["holdings"]["api"][0]["app"] == "My Guria"
    erase_person(head, person=resident, reason="asked")
    deliver_erased(resident)
    assert not LetIn.objects.exists()


def deliver_erased(person) -> None:
    """What the worker does with the fact."""
    from eroba.kernel.api.tasks import on_person_erased
    from eroba.kernel.people.facts import PersonErased

    fact: Fact = PersonErased(None, person.pk)
    on_person_erased(fact, None)
