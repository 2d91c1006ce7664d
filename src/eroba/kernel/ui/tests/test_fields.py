"""Forms: fields in accessible markup, known values marked, dates in three boxes with errors that help."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from eroba.kernel.base.clock import at
from eroba.kernel.ui.forms import DayField, HouseForm


class Sample(HouseForm):
    given_name = forms.CharField(label="First name", help_text="As in your passport", max_length=40)
    born_on = DayField(label="Date of birth", is_birth_date=True)
    village = forms.ChoiceField(label="Village", choices=[("a", "Askana")], widget=forms.RadioSelect)
    story = forms.CharField(label="Story", widget=forms.Textarea, max_length=500, required=False)
    is_true = forms.BooleanField(label="It is true")


def draw(template: str, **context: object) -> str:
    return Template("{% load ui %}" + template).render(Context(context))


def read(day: str, month: str, year: str, **limits: object) -> dt.date | str:
    """What three typed boxes become: a day, or the sentence of the error."""
    field = DayField(**limits)
    try:
        return field.clean([day, month, year])
    except forms.ValidationError as error:
        return error.messages[0]


@pytest.fixture(autouse=True)
def _in_english_in_march():
    with override("en"), at(dt.date(2026, 3, 4)):
        yield


def test_a_form_draws_itself_with_label_hint_and_no_required_attribute() -> None:
    html = str(Sample())
    assert '<label class="govuk-label" for="id_given_name">First name</label>' in html
    assert 'id="id_given_name_helptext">As in your passport' in html
    assert 'aria-describedby="id_given_name_helptext"' in html
    assert " required" not in html
    assert html.count("<fieldset") == 2
    assert "(optional)" in html


def test_a_field_that_depends_on_another_answer_says_so_beside_its_label() -> None:
    form = Sample()
    form.fields["story"].asked_if = "asked if you choose paper"  # type: ignore[attr-defined]
    html = draw("{% field form.story %}", form=form)
    assert "(asked if you choose paper)" in html and "(optional)" not in html
    form.fields["story"].asked_if = ""  # type: ignore[attr-defined]
    assert "e-optional" not in draw("{% field form.story %}", form=form)


def test_a_known_value_says_where_it_is_from() -> None:
    form = Sample(initial={"given_name": "Nino"}, sources={"given_name": "From the Civil Register"})
    html = draw("{% field form.given_name %}", form=form)
    assert 'value="Nino"' in html
    assert "From the Civil Register" in html
    assert 'id_given_name_source"' in html


def test_what_was_typed_stays_and_each_error_leads_to_its_field() -> None:
    form = Sample({"born_on_day": "31", "born_on_month": "February", "born_on_year": "1990", "story": "<b>"})
    assert not form.is_valid()
    html = draw("{% error_summary form %}{{ form }}", form=form)
    assert 'href="#id_born_on_0">Date of birth — There is no such date' in html
    assert 'href="#id_village_0">Village — Choose an answer' in html
    assert 'href="#id_is_true">It is true — Tick the box to go on' in html
    assert 'value="February"' in html
    assert "&lt;b&gt;" in html
    assert 'aria-invalid="true"' in html


def test_a_date_in_three_boxes_shows_a_known_day() -> None:
    html = draw("{% field form.born_on %}", form=Sample(initial={"born_on": dt.date(1961, 3, 5)}))
    assert 'name="born_on_day" type="text" value="5"' in html
    assert 'autocomplete="bday-year"' in html


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        (("5", "3", "1961"), dt.date(1961, 3, 5)),
        (("05", "მარტი", "1961"), dt.date(1961, 3, 5)),
        (("29", "2", "2023"), "There is no such date: check the day and the month"),
        (("x", "2", "2023"), "There is no such date: check the day and the month"),
        (("5", "3", "61"), "The year must have four figures, for example 1987"),
        (("5", "", ""), "The date must include: month, year"),
        (("", "", ""), "Enter the date"),
        (("9", "9", "0000"), "There is no such date: check the day and the month"),
    ],
)
def test_a_date_is_read_or_explained(typed, read_as) -> None:
    assert read(*typed) == read_as


def test_a_date_lies_where_it_may() -> None:
    assert read("5", "3", "2026", is_birth_date=True) == "The date must be in the past"
    assert read("3", "3", "2026", when="future") == "The date must be in the future"
    early = read("1", "1", "2026", not_before=dt.date(2026, 2, 1))
    assert early == "The date must be Sunday 1 February or later"
    assert (
        read("1", "3", "2026", not_after=lambda: dt.date(2026, 2, 1))
        == "The date must be Sunday 1 February or earlier"
    )


def test_only_the_wrong_box_is_marked() -> None:
    form = Sample({"born_on_day": "5", "born_on_month": "3", "born_on_year": "61"})
    html = draw("{% field form.born_on %}{% error_summary form %}", form=form)
    assert html.count("govuk-input--error") == 1
    assert 'href="#id_born_on_2"' in html


def test_long_text_is_counted_and_never_cut_off() -> None:
    html = draw("{% field form.story %}", form=Sample())
    assert 'data-maxlength="500"' in html
    assert ' maxlength="' not in html
    assert "%{count} characters left" in html


def test_words_of_a_form_itself_are_left_alone() -> None:
    class Own(HouseForm):
        name = forms.CharField(error_messages={"required": "Say your name"})
        other = forms.CharField()

    form = Own({})
    assert form.errors["name"] == ["Say your name"]
    assert form.errors["other"] == ["Fill this in"]


def test_a_day_that_did_not_change_has_not_changed() -> None:
    field = DayField()
    assert not field.has_changed(dt.date(1961, 3, 5), ["5", "3", "1961"])
    assert field.has_changed(dt.date(1961, 3, 5), ["6", "3", "1961"])
    assert field.has_changed(None, ["x", "3", "1961"])
