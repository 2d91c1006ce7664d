"""Every practice case is walked by somebody who does it right, and by somebody whose mistakes must each be named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from conftest import appoint
from eroba.capabilities.learning import actions
from eroba.capabilities.learning.models import PracticeRun
from eroba.capabilities.learning.practice.checking import Done, holds
from eroba.capabilities.learning.practice.files import Check, PracticeBroken, Said, read_practice
from eroba.capabilities.learning.queries import all_practices, practice_by_code, training_copy
from eroba.capabilities.learning.tests import practice_acts
from eroba.capabilities.services import actions as services
from eroba.capabilities.services.models import Case, Service
from eroba.capabilities.services.practice_ground import PRACTICES
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.models import Account, Role
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.scope import scope

Acts = list[tuple[str, dict[str, Any]]]
NOTE = ("write_note", {"text": "Checked; to be done until Friday."})
LOOK, TAKE = ("look_at_case", {}), ("take", {})
NOT_HIS = "ცნობა სხვა ადამიანისაა; თქვენი ცნობით შეგიძლიათ თავიდან მოგვმართოთ."
ASK = {
    "title": "Doctor’s note",
    "reason": "We need it to see the illness and the treatment; your doctor gives it.",
}
BACK = {
    "because": "The doctor’s note cannot be read: please see the original and explain in plain words the way on."
}
FACT = ("record_finding", {"fact_code": "paper_confirms", "value": True, "because": "A colleague saw it."})
RIGHT: dict[str, Acts] = {
    "clerk-a-complete-application": [LOOK, TAKE, NOTE, ("accept_as_complete", {})],
    "clerk-b-missing-paper": [LOOK, TAKE, NOTE, ("request_missing_paper", ASK)],
    "clerk-c-facts-and-proposal": [
        LOOK, TAKE, FACT, ("propose_decision", {"added_reason": "The money is on your account within ten days."}),
    ],
    "clerk-d-a-fair-refusal": [
        LOOK, TAKE, NOTE,
        ("propose_decision", {"added_reason": "Please turn to the municipality where you are registered."}),
    ],
    "clerk-e-sent-back": [
        LOOK, TAKE,
        ("record_finding", {"fact_code": "paper_confirms", "value": False, "because": "It is somebody else’s."}),
        ("propose_decision", {"added_reason": NOT_HIS}),
    ],
    "head-a-approve": [LOOK, NOTE, ("approve_decision", {})],
    "head-b-send-back": [LOOK, ("return_proposal", BACK)],
    "head-c-a-bare-refusal": [LOOK, ("return_proposal", BACK)],
    "head-d-hand-it-to-somebody": [LOOK, ("give", {}), NOTE],
    "head-e-second-look": [LOOK, NOTE, ("approve_decision", {})],
} | practice_acts.RIGHT  # fmt: skip
WRONG: dict[str, tuple[Acts, set[str]]] = {
    "clerk-a-complete-application": (
        [("accept_as_complete", {}), LOOK, ("write_note", {"text": "GE29NB0000000101904917"})],
        {"taken", "read-first", "taken-first", "discreet"},
    ),
    "clerk-b-missing-paper": (
        [LOOK, ("request_missing_paper", {"title": "Certificate", "reason": "Send it immediately."})],
        {"taken", "right-paper", "explained", "about-illness", "polite", "note"},
    ),
    "head-a-approve": ([("approve_decision", {})], {"looked", "read-first", "note"}),
    "head-b-send-back": (
        [("return_proposal", {"because": "Why did you not check?"})],
        {"looked", "read-first", "long-enough", "names-paper", "kind"},
    ),
    "head-d-hand-it-to-somebody": ([LOOK, TAKE], {"not-me", "note", "when"}),
} | practice_acts.WRONG


def perform(by: Actor, run: PracticeRun, acts: Acts) -> None:
    """Do the acts in the training copy, as the pages would."""
    copy = training_copy()
    assert copy is not None
    with scope(copy):
        me = Account.objects.get(pk=by.account_id)
        other = Account.objects.get(email="colleague.clerk@training.invalid")
        for name, said in acts:
            if run.practice.startswith(("village", "editor")):
                practice_acts.perform(by, run, name, said)
                continue
            case = Case.objects.select_related("matter", "service", "version").get(matter_id=run.subject_id)
            edition = {"edition": case.edition}
            if name in ("take", "give"):
                account = me if name == "take" else other
                services.assign_case(by, case=case, account=account, label=account.email, **edition)
            elif name in ("look_at_case", "write_note"):
                getattr(services, name)(by, case=case, **said)
            elif name == "approve_decision":
                decision = case.decisions.get(state="proposed")
                services.approve_decision(by, case=case, decision=decision, **edition)
            else:
                getattr(services, name)(by, case=case, **edition, **said)


@pytest.fixture
def trainee(clerk: Actor, head: Actor) -> Callable[[str], Actor]:
    """Somebody who holds the post a practice case is for."""
    village = actor_of(appoint("village@example.org", Role.VILLAGE, "რეზო", "Rezo"))
    editor = actor_of(appoint("editor@example.org", Role.EDITOR, "სოფო", "Sopo"))
    holders = {"clerk": clerk, "head": head, "village": village, "editor": editor}
    return lambda code: holders[code.partition("-")[0]]


def test_there_are_five_cases_for_each_role() -> None:
    roles = [one.role for one in all_practices()]
    for role in (Role.CLERK, Role.HEAD, Role.VILLAGE, Role.EDITOR):
        assert roles.count(role) >= 5, role
    assert {one.code for one in all_practices()} == set(RIGHT)
    for one in all_practices():
        assert len(one.checks) >= 8 and len(one.lesson) >= 4 and one.minutes <= 20


@pytest.mark.parametrize("code", sorted(RIGHT))
def test_whoever_does_it_right_gets_full_marks(code: str, service: Service, trainee: Any) -> None:
    by = trainee(code)
    run = actions.begin_practice(by, practice=practice_by_code(code))
    before = actions.check_practice(by, run=run)
    assert before.finished_at is None
    perform(by, run, RIGHT[code])
    after = actions.check_practice(by, run=run)
    assert [name for name, held in after.results.items() if not held] == []
    assert after.finished_at is not None


@pytest.mark.parametrize("code", sorted(WRONG))
def test_each_mistake_is_named(code: str, service: Service, trainee: Any) -> None:
    by, (acts, mistakes) = trainee(code), WRONG[code]
    run = actions.begin_practice(by, practice=practice_by_code(code))
    perform(by, run, acts)
    results = actions.check_practice(by, run=run).results
    assert mistakes <= {name for name, held in results.items() if not held}
    assert len([held for held in results.values() if held]) >= 2, "what was right is not called wrong"


def test_the_page_leads_from_the_task_to_what_was_missed(service: Service, clerk: Actor) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=clerk.account_id))
    here = "/en/ozurgeti/desk/learning/"
    overview = client.get(here).content.decode()
    assert "A paper is missing" in overview and '<th scope="col" class="e-number">Minutes</th>' in overview
    address = f"{here}practice/clerk-b-missing-paper/"
    assert "Ask once, for everything" in client.get(address).content.decode()
    assert client.post(f"{address}check/").status_code == 404
    begun = client.post(f"{address}begin/", follow=True).content.decode()
    run = PracticeRun.objects.get()
    assert f"Open {run.number} in the training copy" in begun
    opened = client.get(f"/en{run.address}")
    assert opened.status_code == 200 and "Training copy" in opened.content.decode()
    checked = client.post(f"{address}check/", follow=True).content.decode()
    assert "You have not asked for a paper" in checked and "You opened and read the case" in checked
    assert client.get("/en/ozurgeti-training/desk/learning/").status_code == 302
    assert client.get(f"{here}practice/nothing/").status_code == 404


def test_a_reset_asks_to_begin_again_and_a_colleague_s_case_is_theirs(
    service: Service, clerk: Actor, head: Actor
) -> None:
    run = actions.begin_practice(clerk, practice=practice_by_code("clerk-b-missing-paper"))
    with pytest.raises(NotAllowed):
        actions.check_practice(head, run=run)
    actions.reset_training_copy(head)
    with pytest.raises(Refusal):
        actions.check_practice(clerk, run=run)


def test_a_file_with_a_gap_is_refused(tmp_path: Path) -> None:
    whole = next(iter(PRACTICES.glob("*.yaml"))).read_text(encoding="utf-8")
    few = "  - code:".join(whole.split("  - code:")[:4])
    split = "checks:\n  - {code: x, title: {ka: one, two, en: b}, missed: {ka: a, en: b}, did: x}"
    cut = whole.replace("checks:", split, 1)
    for wrong in (whole.replace("en:", "xx:", 1), few, "just words", "a: [1", cut):
        path = tmp_path / "broken.yaml"
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(PracticeBroken, match=r"broken\.yaml"):
            read_practice(path)


def test_how_a_check_compares() -> None:
    said = Said("ა", "a")

    def check(kind: str, wanted: Any) -> bool:
        state = {"notes": ["One", "Two"], "asked": {"reason": "Because of the illness"}, "who": "me"}
        return holds(Check("c", said, said, kind, wanted), Done(["a.b", "a.c"], state, "me"))

    assert check("did", "a.b") and not check("did", "x") and check("not_did", "x")
    assert check("order", ["a.b", "a.c"]) and not check("order", ["a.c", "a.b"])
    assert not check("order", ["a.b", "x"])
    assert check("state", {"of": "notes", "least": 2, "most": 2})
    assert check("state", {"of": "asked.reason", "words": ["ILLNESS"], "no_words": ["now"]})
    assert check("state", {"of": "who", "is_trainee": True}) and check("state", {"of": "no.such", "is": None})
    with pytest.raises(PracticeBroken):
        check("state", {"of": "who", "smells": "good"})
    with override("ka"):
        assert str(said) == "ა"
