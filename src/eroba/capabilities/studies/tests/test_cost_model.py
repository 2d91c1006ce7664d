"""The standard cost model, counted by hand beside it."""

from decimal import Decimal

from eroba.capabilities.studies.cost_model import CostStep, cost_of, requests_a_year, saved_a_year


def test_a_step_is_minutes_times_the_hour_plus_what_is_paid_times_how_often():
    way = CostStep("resident", Decimal(90), Decimal(10), Decimal("4.50"), Decimal(50))
    assert way.cost == Decimal("9.75") and way.expected_minutes == 45
    desk = CostStep("town", Decimal(20), Decimal(15))
    cost = cost_of([way, desk])
    assert (cost.resident, cost.town, cost.whole) == (Decimal("9.75"), Decimal("5.00"), Decimal("14.75"))


def test_money_is_rounded_once_at_the_end():
    third = CostStep("town", Decimal(1), Decimal(20))
    assert cost_of([third] * 3).town == Decimal("1.00")


def test_a_year_is_the_counted_months_made_twelve():
    assert requests_a_year([]) is None
    assert requests_a_year([10, 14]) == 144
    assert requests_a_year([1] * 7) == 12


def test_a_new_way_may_cost_more():
    cheap, dear = cost_of([CostStep("town", Decimal(1), Decimal(60))]), cost_of([])
    assert saved_a_year(dear, cheap, 100) == Decimal("-100.00")
