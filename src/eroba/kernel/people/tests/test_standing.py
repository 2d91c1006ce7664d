"""Acting for another: who may, how far, how long; and how it is asked, offered, confirmed, refused and ended."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eroba.kernel.actions import Actor, Done, NotAllowed, action, allow, system_actor
from eroba.kernel.actions.acting import Acting
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, today
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.ports import KinshipRegister
from eroba.kernel.people.standing import actions, queries, rules
from eroba.kernel.people.standing.models import Deed, Representation, comes_of_age_on
from eroba.kernel.people.standing.tasks import end_what_ran_out
from eroba.kernel.registry import ports
from eroba.kernel.tenancy.scope import scope

CHILD = actions.Claim(
    number="01001012345", given_name="ანა", family_name="გამოგონილი", birth_date=dt.date(2014, 9, 3)
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)
DAY = dt.timedelta(days=1)


@action(may=lambda by: allow())
def personal_act(by: Actor) -> Done[None]:
    """Something nobody does for another."""
    return Done(None)


@action(may=lambda by: allow(), for_others=True)
def act_for_another(by: Actor, *, subject: Person | None = None) -> Done[None]:
    """Something a representative may do."""
    return Done(None, subject=subject)


def ask(by: Actor, **more) -> Representation:
    values = {"basis": "parent", "claim": CHILD, "span": actions.Span(), **more}
    return actions.ask_representation(by, **values)


def confirmed(by: Actor, official: Actor, **more) -> Representation:
    return actions.confirm_representation(official, representation=ask(by, **more))


def standing_for(by: Actor, held: Representation) -> Actor:
    acting = Acting(
        representation_id=held.pk, by_person_id=by.person_id, reach=held.reach, target=held.target
    )
    return replace(by, person_id=held.represented_id, acting=acting)


@pytest.fixture
def other(in_ozurgeti) -> Actor:
    """A second resident."""
    account = Account.objects.create_user("other@example.org", "a long password")
    person = Person.objects.create(account=account, given_name="გიორგი", family_name="ნიმუში")
    return Actor(account_id=account.pk, person_id=person.pk, roles=frozenset({"resident"}))


def test_a_mother_acts_for_her_child_and_both_are_named(applicant, clerk) -> None:
    held = ask(applicant)
    with pytest.raises(NotAllowed, match="not been confirmed yet"):
        act_for_another(standing_for(applicant, held))
    held = actions.confirm_representation(clerk, representation=held)
    assert held.represented.full_name == "ანა გამოგონილი" and held.confirmed_by == "Tea Clerk"
    by = standing_for(applicant, held)
    act_for_another(by, subject=held.represented)
    entry = JournalEntry.objects.get(action__endswith="act_for_another")
    assert entry.account_id == applicant.account_id
    assert entry.after["acting"] == {
        "for": str(held.represented_id), "by": str(applicant.person_id), "representation": str(held.pk),
    }  # fmt: skip
    assert Deed.objects.get().subject_id == held.represented_id
    with pytest.raises(NotAllowed, match="personal act"):
        personal_act(by)
    personal_act(applicant)


def test_what_has_ended_is_refused_with_its_reason(applicant, clerk) -> None:
    held = confirmed(applicant, clerk, span=actions.Span(until_on=today() + 5 * DAY))
    by = standing_for(applicant, held)
    act_for_another(by)
    with at(today() + 6 * DAY), pytest.raises(NotAllowed, match="time is over"):
        act_for_another(by)
    Representation.objects.update(from_on=today() + DAY)
    with pytest.raises(NotAllowed, match="later day"):
        act_for_another(by)
    Representation.objects.update(from_on=today())
    actions.end_representation(applicant, representation=held)
    with pytest.raises(NotAllowed, match="it was ended"):
        act_for_another(by)
    again = ask(applicant)
    actions.refuse_representation(clerk, representation=again, reason="No certificate.")
    with pytest.raises(NotAllowed, match="was not confirmed"):
        act_for_another(standing_for(applicant, again))


def test_nobody_takes_anothers_representation_and_no_other_town_has_it(
    applicant, other, clerk, khobi
) -> None:
    held = confirmed(applicant, clerk)
    with pytest.raises(NotAllowed, match="not been given the right"):
        act_for_another(standing_for(other, held))
    assert not rules.may_act_for(other, held)
    with scope(khobi):
        with pytest.raises(NotFound):
            queries.representation_of_id(held.pk)
        with pytest.raises(NotAllowed, match="not been given the right"):
            act_for_another(standing_for(applicant, held))


def test_reach(applicant) -> None:
    one = Acting(
        representation_id=applicant.person_id, by_person_id=applicant.person_id, reach="service", target="aid"
    )
    assert one.covers(service="aid") and one.covers(service="aid", case="1")
    assert not one.covers(service="other") and not one.covers() and not one.covers(case="aid")
    case = replace(one, reach="case", target="OZU-1")
    assert case.covers(service="aid", case="OZU-1")
    assert not case.covers(service="aid") and not case.covers(service="OZU-1", case="OZU-2")
    assert not replace(case, target="").covers(service="", case="")
    assert replace(one, reach="all").covers()


def test_a_child_comes_of_age_and_the_sweep_ends_it_with_a_fact(applicant, clerk) -> None:
    held = confirmed(applicant, clerk)
    by, birthday = standing_for(applicant, held), dt.date(2032, 9, 3)
    with at(birthday - DAY):
        assert end_what_ran_out() == 0
        act_for_another(by)
    with at(birthday):
        with pytest.raises(NotAllowed, match="came of age"):
            act_for_another(by)
        assert end_what_ran_out() == 1 and end_what_ran_out() == 0
    held.refresh_from_db()
    assert (held.state, held.end_reason) == ("ended", "age")
    assert JournalEntry.objects.filter(action="people.end_by_time").count() == 1
    assert comes_of_age_on(dt.date(2008, 2, 29)) == dt.date(2026, 3, 1)


def test_both_are_told(resident, applicant, clerk, monkeypatch) -> None:
    from eroba.kernel.people.standing import facts, tasks

    class Told:
        def __init__(self) -> None:
            self.heard: list[tuple] = []

        def tell(self, person, *, key, subject, body, path) -> None:
            self.heard.append((person.pk, key, str(body), path))

    class OnItsWay:
        key = "once"

    told = Told()
    monkeypatch.setitem(ports._offered, tasks.Notices, told)
    held = confirmed(applicant, clerk)
    tasks.on_ended(facts.RepresentationEnded(None, held.pk, reason="age"), OnItsWay())
    assert {pk for pk, *_rest in told.heard} == {resident.pk, held.represented_id}
    assert len({key for _pk, key, *_rest in told.heard}) == 2
    assert "came of age" in told.heard[0][2] and told.heard[0][3] == "/ozurgeti/acting/"


def test_trust_holds_once_accepted_and_its_giver_ends_it(applicant, other) -> None:
    span = actions.Span(until_on=today() + 30 * DAY)
    offered = actions.offer_trust(applicant, email="Other@example.org", span=span)
    with pytest.raises(NotAllowed, match="represent themselves"):
        actions.accept_trust(applicant, representation=offered)
    stranger = Actor(
        account_id=applicant.account_id, person_id=other.person_id, roles=frozenset({"resident"})
    )
    with pytest.raises(NotAllowed, match="somebody else"):
        actions.accept_trust(stranger, representation=offered)
    assert list(queries.offered_to("other@example.org")) == [offered]
    held = actions.accept_trust(other, representation=offered)
    act_for_another(standing_for(other, held))
    actions.end_representation(applicant, representation=held)
    held.refresh_from_db()
    assert held.end_reason == "represented"
    for wrong in (
        {"email": "resident@example.org", "span": span},
        {"email": "x@example.org", "span": actions.Span()},
    ):
        with pytest.raises(Refusal):
            actions.offer_trust(applicant, **wrong)


def test_only_an_official_who_is_not_one_of_the_two_confirms(applicant, clerk) -> None:
    held = ask(applicant)
    with pytest.raises(NotAllowed):
        actions.confirm_representation(applicant, representation=held)
    with pytest.raises(NotAllowed, match="one of the two"):
        actions.confirm_representation(replace(clerk, person_id=applicant.person_id), representation=held)
    with pytest.raises(Refusal, match="Say why"):
        actions.refuse_representation(clerk, representation=held, reason=" ")
    actions.confirm_representation(clerk, representation=held)
    with pytest.raises(NotAllowed, match="decided already"):
        actions.confirm_representation(clerk, representation=held)


def test_a_child_does_not_end_what_the_law_gives_the_parent(applicant, clerk, other) -> None:
    held = confirmed(applicant, clerk)
    child = replace(other, person_id=held.represented_id)
    with pytest.raises(NotAllowed, match="until the child is 18"):
        actions.end_representation(child, representation=held)
    with pytest.raises(NotAllowed, match="two other people"):
        actions.end_representation(other, representation=held)
    grown = replace(CHILD, number="01001054321", birth_date=dt.date(2000, 1, 1))
    with pytest.raises(Refusal, match="of age"):
        confirmed(applicant, clerk, claim=grown)


def test_a_register_confirms_where_one_is_offered(applicant, monkeypatch) -> None:
    from eroba.kernel.people.standing.asking import ask_with_paper

    class Kinship:
        def is_parent(self, by, *, parent, child) -> bool | None:
            return parent.pk == applicant.person_id

    monkeypatch.setitem(ports._offered, KinshipRegister, Kinship())
    held = ask_with_paper(applicant, basis="parent", claim=CHILD, span=actions.Span(), file=None)
    assert held.state == "holds" and held.confirmed_by == "civil register"
    waiting = ask_with_paper(
        applicant, basis="lawyer", claim=replace(CHILD, number="01001054321"), span=actions.Span(), file=None
    )
    assert waiting.state == "asked"


def test_the_pages_from_asking_to_acting(resident, clerk, ozurgeti) -> None:
    client, desk, here = Client(), Client(), "/en/ozurgeti/acting/"
    client.force_login(resident.account)
    desk.force_login(Account.objects.get(pk=clerk.account_id))
    typed = {"basis": "parent", "number": "01001012345", "family_name": "გამოგონილი", "given_name": "ანა",
             "birth_date_day": "3", "birth_date_month": "9", "birth_date_year": "2014", "reach": "all"}  # fmt: skip
    assert client.post(here + "ask/", {**typed, "number": "123456789"}).status_code == 422
    assert client.post(here + "ask/", {**typed, "reach": "case"}).status_code == 422
    paper = SimpleUploadedFile("certificate.png", PNG, "image/png")
    assert client.post(here + "ask/", {**typed, "paper": paper}).status_code == 302
    held = Representation.objects.get()
    assert client.post(here + "choose/", {"representation": held.pk}).status_code == 403
    way = f"/en/ozurgeti/desk/acting/{held.pk}/"
    assert "01001012345" in desk.get(way).content.decode()
    assert desk.get(way + "paper/").status_code == 200
    assert desk.post(way, {"refuse": "yes", "reason": ""}).status_code == 422
    assert desk.post(way).status_code == 302
    assert client.post(here + "choose/", {"representation": held.pk}).status_code == 302
    page = client.get(here).content.decode()
    assert "you act for ანა გამოგონილი" in page and "You act for this person now." in page
    assert "you act for ანა" in client.get("/en/me/").content.decode()
    assert "You act for somebody else" in desk_page(client)
    system = system_actor("test")
    actions.end_representation(system, representation=held)
    ended = client.get("/en/ozurgeti/services/applications/")
    assert ended.status_code == 403 and "it was ended" in ended.content.decode()
    assert "you act for" not in client.get(here).content.decode()
    assert "ended" in client.get(f"{here}{held.pk}/").content.decode()


def desk_page(client: Client) -> str:
    """What somebody reads at the desk while they act for another."""
    return client.get("/en/ozurgeti/desk/").content.decode()
