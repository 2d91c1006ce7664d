"""The ladder of signing in: what an act asks, what a town may raise, and how fresh it must be."""

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eroba.kernel.actions import (
    Actor,
    Done,
    Level,
    LevelTooLow,
    SignIn,
    action,
    all_actions,
    allow,
    system_actor,
)
from eroba.kernel.actions.assurance import NEEDS, national_needs, need_here
from eroba.kernel.base.clock import now

LEVELS = st.sampled_from(Level)
MINUTES = st.integers(0, 120)


def ago(minutes: float) -> dt.datetime:
    return now() - dt.timedelta(minutes=minutes)


def with_setting(town, **own: str) -> None:
    town.settings = {"needs": own}


@action(may=lambda by: allow(), needs="erasure")
def do_something_delicate(by: Actor) -> Done[str]:
    """Something for which a second step is asked, within a quarter of an hour."""
    return Done("done")


def signed_in(channel: str = "web", **shown: float) -> Actor:
    return Actor(
        channel=channel, sign_in=SignIn({Level[name]: ago(minutes) for name, minutes in shown.items()})
    )


@pytest.mark.parametrize(
    ("shown", "is_enough"),
    [
        ({"PASSWORD": 0}, False),
        ({"PASSWORD": 0, "SECOND_STEP": 5}, True),
        ({"PASSWORD": 0, "SECOND_STEP": 16}, False),
        ({"PASSKEY": 5}, True),
        ({"SECOND_STEP": 60, "NATIONAL": 1}, True),
        ({}, False),
    ],
)
def test_an_action_asks_its_level_and_that_it_is_fresh(shown, is_enough, in_ozurgeti):
    if is_enough:
        assert do_something_delicate(signed_in(**shown)) == "done"
    else:
        with pytest.raises(LevelTooLow) as refused:
            do_something_delicate(signed_in(**shown))
        assert refused.value.need.code == "erasure" and refused.value.verdict.basis


def test_where_no_session_acts_nothing_is_asked(in_ozurgeti):
    assert do_something_delicate(system_actor("worker")) == do_something_delicate(Actor()) == "done"


def test_a_town_may_ask_its_officials_for_more_and_the_others_stay_as_they_are(in_ozurgeti):
    @action(may=lambda by: allow())
    def work(by: Actor) -> Done[str]:
        return Done("done")

    clerk, resident = signed_in(channel="desk", PASSWORD=1), signed_in(PASSWORD=1)
    assert work(clerk) == "done"
    with_setting(in_ozurgeti, post="SECOND_STEP")
    assert work(resident) == "done" and work(signed_in(channel="desk", SECOND_STEP=300)) == "done"
    with pytest.raises(LevelTooLow) as refused:
        work(clerk)
    assert refused.value.need.is_raised and refused.value.town == "ozurgeti"


def test_a_town_cannot_ask_for_less_nor_for_nonsense(in_ozurgeti):
    for own in ("PASSWORD", "", "nothing", 7, None, ["PASSKEY"]):
        with_setting(in_ozurgeti, erasure=own)
        assert need_here("erasure").level == Level.SECOND_STEP


def test_every_need_is_whole_and_somebody_has_it():
    used = {act.needs for act in all_actions().values()} | {"post"}
    entries = yaml.safe_load(NEEDS.read_text(encoding="utf-8"))
    assert [entry["code"] for entry in entries if entry["verified"] not in (True, False)] == []
    for need in national_needs().values():
        assert need.code in used, f"no action has the need {need.code}"
        assert need.title_ka and need.title_en and need.basis_ka and need.basis_en and need.source


def test_an_action_cannot_name_a_need_that_nobody_wrote():
    with pytest.raises(LookupError):
        action(may=lambda by: allow(), needs="nothing of the kind")


@given(shown=st.dictionaries(LEVELS, MINUTES), wanted=LEVELS, within=st.none() | MINUTES)
def test_more_and_fresher_is_never_worse(shown, wanted, within):
    """Against a plain second telling of the rule."""
    need = national_needs()["erasure"]
    need = type(need)(**{**vars(need), "level": wanted, "within_minutes": within})
    sign_in = SignIn({level: ago(minutes) for level, minutes in shown.items()})
    fresh = [level for level, minutes in shown.items() if within is None or minutes < within]
    stale = [level for level, minutes in shown.items() if within is not None and minutes == within]
    if any(level >= wanted for level in fresh):
        assert need.is_met_by(sign_in)
        better = SignIn({**sign_in.shown, Level.NATIONAL: now()})
        assert need.is_met_by(better)
    elif not any(level >= wanted for level in stale):
        assert not need.is_met_by(sign_in)
