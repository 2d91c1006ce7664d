"""The national periods as data."""

import pytest

from eroba.kernel.clocks.counting import CountingError, Period, Unit
from eroba.kernel.clocks.law import Duty, national_rules


def test_every_period_names_its_law_and_where_it_was_read() -> None:
    for rule in national_rules().values():
        assert rule.basis.ka and rule.basis.en and rule.title.ka and rule.title.en
        assert rule.source and rule.valid_from
        # Nobody has compared the seed with the consolidated text: it may not claim so.
        assert not rule.verified


def test_the_periods_of_the_code() -> None:
    found = {code: (rule.period.length, rule.period.unit) for code, rule in national_rules().items()}
    assert found == {
        "gac.decision": (1, Unit.MONTHS),
        "gac.decision_simple": (15, Unit.CALENDAR_DAYS),
        "gac.completeness": (3, Unit.CALENDAR_DAYS),
        "gac.missing_papers": (5, Unit.CALENDAR_DAYS),
        "gac.appeal": (1, Unit.MONTHS),
        "gac.appeal_decision": (1, Unit.MONTHS),
    }
    assert national_rules()["gac.missing_papers"].extension == Period(15, Unit.CALENDAR_DAYS)
    assert national_rules()["gac.missing_papers"].duty is Duty.APPLICANT


def test_more_time_for_papers_can_be_given_but_never_less() -> None:
    rule = national_rules()["gac.missing_papers"]
    assert rule.lasting(Period(10, Unit.CALENDAR_DAYS)).period.length == 10
    for period in (Period(4, Unit.CALENDAR_DAYS), Period(10, Unit.WORKING_DAYS)):
        with pytest.raises(CountingError):
            rule.lasting(period)
    with pytest.raises(CountingError):
        national_rules()["gac.decision"].lasting(Period(2, Unit.MONTHS))
