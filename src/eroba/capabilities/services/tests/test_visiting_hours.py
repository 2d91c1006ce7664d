"""Opening hours of a counter, as people type them."""

import pytest

from eroba.capabilities.services.visiting.hours import HoursUnreadable, read_hours, starts_within


def test_hours_are_read_as_people_type_them():
    spans = read_hours(" 10:00 – 13.00; 14:00-14:50")
    assert list(map(str, spans)) == ["10:00-13:00", "14:00-14:50"]
    assert [f"{one:%H:%M}" for one in starts_within(spans[1:], 20)] == ["14:00", "14:20"]
    assert read_hours("") == ()


@pytest.mark.parametrize("typed", ["10", "10:00-09:00", "25:00-26:00", "10:00-12:00, 11:00-13:00", "x-y"])
def test_hours_nobody_understands_are_refused(typed: str):
    with pytest.raises(HoursUnreadable):
        read_hours(typed)
