"""Officials in place of each other: leave with a substitute, cases handed over with a reason, and taken back."""

import datetime as dt

import pytest

from conftest import actor, appoint
from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, HandOver, Substitution
from eroba.capabilities.services.queries.standing_in import open_cases_held_by
from eroba.capabilities.services.rules_standing_in import stood_in_for
from eroba.capabilities.services.tests.desk_visits import DESK, Desk, work
from eroba.capabilities.services.tests.people import apply, fresh
from eroba.kernel.actions import NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.notify.models import Notice
from eroba.kernel.people.models import Account, Appointment, Role

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


@pytest.fixture
def colleague(in_ozurgeti) -> Account:
    return appoint("second@example.org", Role.CLERK, "დათო", "Dato")


@pytest.fixture
def case(service, answers, registers, applicant, clerk) -> Case:
    """An application the clerk has taken."""
    case = apply(applicant, service, answers)
    account = Account.objects.get(pk=clerk.account_id)
    return actions.assign_case(clerk, case=case, edition=case.edition, account=account, label="Tea Clerk")


def on_leave(by, away: Account, to: Account, days: int = 7) -> Substitution:
    until_on = today() + dt.timedelta(days=days)
    said = {"away_label": "Tea", "to": (to, "Dato"), "from_on": today(), "until_on": until_on}
    return actions.name_substitute(by, away=away, **said)


def test_a_substitutes_day_holds_the_cases_and_the_journal_says_for_whom(case, clerk, colleague):
    away = Account.objects.get(pk=clerk.account_id)
    assert case.matter.number not in day_of(colleague)
    on_leave(clerk, away, colleague)
    assert case.matter.number in day_of(colleague) and "Tea Clerk has this case" in day_of(colleague)
    ending = "/end/"
    assert ending in Desk(clerk.account_id).client.get(f"{DESK}leave/").content.decode()
    assert ending not in Desk(colleague.pk).client.get(f"{DESK}leave/").content.decode()
    by = actor(colleague, Role.CLERK, "Dato")
    actions.accept_as_complete(by, case=case, edition=fresh(case).edition)
    entry = JournalEntry.objects.filter(action="services.accept_as_complete").get()
    assert entry.after["in_place_of"] == "Tea Clerk"
    work()
    assert Notice.objects.filter(account=colleague, subject__contains="Tea").exists()
    with at(now() + 2 * WEEK):
        assert stood_in_for(colleague.pk) == set()


def test_whoever_was_given_the_post_itself_stands_in_as_well(case, clerk, head, colleague):
    post = Appointment.objects.get(account=clerk.account_id)
    Appointment.objects.filter(account=colleague).update(stands_in_for=post)
    assert stood_in_for(colleague.pk) == {clerk.account_id}


def test_only_oneself_or_a_head_names_a_substitute_and_only_one_with_the_same_post(clerk, head, colleague):
    own, heads = Account.objects.get(pk=clerk.account_id), Account.objects.get(pk=head.account_id)
    with pytest.raises(NotAllowed):
        on_leave(clerk, colleague, own)
    with pytest.raises(BadInput):
        on_leave(clerk, own, own)
    with pytest.raises(BadInput, match=r"head|უფროს"):
        on_leave(head, heads, colleague)
    with pytest.raises(BadInput):
        on_leave(clerk, own, colleague, days=-1)
    on_leave(head, own, colleague)
    with pytest.raises(Refusal, match=r"already|უკვე"):
        on_leave(clerk, own, heads)


def test_all_cases_of_somebody_go_over_and_come_back_except_what_was_worked_on(
    case, clerk, head, colleague, service, answers, applicant
):
    second = apply(applicant, service, answers)
    own = Account.objects.get(pk=clerk.account_id)
    actions.assign_case(clerk, case=second, edition=second.edition, account=own, label="Tea Clerk")
    with pytest.raises(NotAllowed):
        by = actor(colleague, Role.CLERK, "Dato")
        actions.hand_over_cases(by, cases=open_cases_held_by(own.pk), to=(colleague, "Dato"), because="Mine")
    asked = Desk(head.account_id).client.get(f"{DESK}hand-over/").content.decode()
    assert "Tea Clerk: 2 open cases" in asked and asked.count(": 0 open cases") == 2, (
        "before anything is given"
    )
    page = Desk(head.account_id).client.post(
        f"{DESK}hand-over/",
        {"whose": own.pk, "to": colleague.pk, "because": "Moved to another unit"},
        follow=True,
    )
    assert "Handed over" in page.content.decode() and "Moved to another unit" in page.content.decode()
    assert {fresh(one).assigned_to_id for one in (case, second)} == {colleague.pk}
    made = HandOver.objects.get()
    assert (
        "open case" not in made.to_label and f"2 cases: Tea Clerk → {made.to_label}" in page.content.decode()
    )
    work()
    assert Notice.objects.filter(account=colleague, subject__contains="2").exists()
    by = actor(colleague, Role.CLERK, "Dato")
    actions.accept_as_complete(by, case=second, edition=fresh(second).edition)
    page = Desk(head.account_id).client.post(f"{DESK}hand-over/{made.pk}/undo/", follow=True)
    assert "1 case went back" in page.content.decode()
    assert (fresh(case).assigned_to_id, fresh(second).assigned_to_id) == (own.pk, colleague.pk)
    with pytest.raises(Refusal):
        actions.undo_hand_over(head, hand_over=made)


def test_a_single_case_goes_over_with_a_reason_and_can_be_taken_back(case, clerk, colleague):
    page = Desk(clerk.account_id).said(case, "hand-over", to=str(colleague.pk), because="I know the family")
    assert "new handler" in page
    made = HandOver.objects.get()
    assert (made.because, made.handed.get().was_of_id) == ("I know the family", clerk.account_id)
    with at(now() + 2 * WEEK), pytest.raises(NotAllowed):
        actions.undo_hand_over(clerk, hand_over=made)
    assert actions.undo_hand_over(clerk, hand_over=made) == 1


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_pages_keep_what_was_typed_and_speak_both_languages(case, clerk, colleague, language):
    desk = Desk(clerk.account_id)
    for page in ("leave/", "hand-over/"):
        address = f"/{language}/ozurgeti/desk/services/{page}"
        assert desk.client.get(address).status_code == 200
        wrong = desk.client.post(address, {"whose": str(clerk.account_id), "to": "", "because": "Kept words"})
        assert wrong.status_code == 422
    assert "Kept words" in wrong.content.decode()
    until = today() + WEEK
    typed = {f"until_on_{part}": getattr(until, part) for part in ("day", "month", "year")}
    typed |= {f"from_on_{part}": getattr(today(), part) for part in ("day", "month", "year")}
    typed |= {"whose": str(clerk.account_id), "to": str(colleague.pk)}
    done = desk.client.post(f"/{language}/ozurgeti/desk/services/leave/", typed, follow=True)
    assert done.status_code == 200
    made = Substitution.objects.get()
    ended = desk.client.post(f"/{language}/ozurgeti/desk/services/leave/{made.pk}/end/", follow=True)
    assert ended.status_code == 200 and not Substitution.objects.exists()


def day_of(account: Account) -> str:
    return Desk(account.pk).client.get(f"{DESK}day/").content.decode()
