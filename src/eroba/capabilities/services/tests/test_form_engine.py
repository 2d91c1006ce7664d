"""Reading answers: each kind, each bound, each condition; and nothing anybody types is an error of ours."""

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.definition.form import FIELD_KINDS, Choice, Field
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.form_engine.answers import problems_in_form, read_page
from eroba.capabilities.services.form_engine.asking import asked_pages, computed_values, counted_answers
from eroba.capabilities.services.form_engine.kinds import READERS, read_field
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.form_engine.showing import shown_answer, shown_count, shown_pages
from eroba.capabilities.services.form_engine.task_list import PageStatus, page_after, page_before, task_list
from eroba.capabilities.services.tests.conftest import ASSISTANCE, TODAY

AROUND = Surroundings(TODAY)
FORM = read_folder(ASSISTANCE).definition.form


def make_field(kind: str, **more: object) -> Field:
    choices = (Choice("yes", Text.of({"ka": "კი"})), Choice("no", Text.of({"ka": "არა"})))
    inner = (
        Field("name", "text", Text.of({"ka": "სახელი"})),
        Field("home", "address", Text.of({"ka": "სახლი"})),
    )
    fields = inner if kind == "group" else ()
    return Field("it", kind, Text.of({"ka": "ის"}), choices=choices, fields=fields, **more)  # type: ignore[arg-type]


GOOD = [
    ("text", "  ნინო ", "ნინო"),
    ("number", "1 200,50", "1200.5"),
    ("number", "3", 3),
    ("money", "450", "450.00"),
    ("money", "1 200,50 ₾", "1200.50"),
    ("date", "27.3.1975", "1975-03-27"),
    ("date", {"day": "27", "month": "3", "year": "1975"}, "1975-03-27"),
    ("date", "1975-03-27", "1975-03-27"),
    ("choice", ["yes"], "yes"),
    ("many", ["yes", "no", "yes"], ["yes", "no"]),
    ("declaration", "on", True),
    ("iban", "ge29 nb00 0000 0101 9049 17", "GE29NB0000000101904917"),
    ("personal_number", "01001 000 017", "01001000017"),
    ("settlement", "ozurgeti", "ozurgeti"),
    (
        "address",
        {"settlement": "ozurgeti", "street": " ნიმუშის 1 "},
        {"settlement": "ozurgeti", "street": "ნიმუშის 1"},
    ),
    (
        "person",
        {"name": "ნინო ნიმუშაძე", "personal_number": "01001 000 017"},
        {"name": "ნინო ნიმუშაძე", "personal_number": "01001000017"},
    ),
    ("person", {"name": "Jan Jansen", "has_none": "on"}, {"name": "Jan Jansen", "has_none": True}),
    ("map_point", {"lat": "41,923614", "lon": "42.0"}, {"lat": "41.92361", "lon": "42.00000"}),
    ("map_point", "41.92361, 42.00663", {"lat": "41.92361", "lon": "42.00663"}),
    ("map_point", {"lat": "41.92361° 42.00663°", "lon": ""}, {"lat": "41.92361", "lon": "42.00663"}),
    ("map_point", {"lat": "41.92361, 42.00663", "lon": "44.8"}, {"lat": "41.92361", "lon": "42.00663"}),
    ("group", [{"name": "ა"}, {"name": " "}, {"name": "ბ"}], [{"name": "ა"}, {"name": "ბ"}]),
    ("group", [{"name": ""}], None),
]


@pytest.mark.parametrize(("kind", "typed", "value"), GOOD)
def test_what_people_write_is_understood(kind: str, typed: object, value: object):
    reading = read_field(make_field(kind), typed, AROUND)
    assert (reading.value, str(reading.problem)) == (value, "")


BAD = [
    ("number", "three", {}),
    ("number", "٣", {}),
    ("number", "1e9", {}),
    ("number", "2.5", {"whole": True}),
    ("number", "0", {"least": "1"}),
    ("number", "31", {"most": "30"}),
    ("money", "1.234", {}),
    ("money", "-5", {"least": "0"}),
    ("money", "1,200,50", {}),
    ("date", "31.2.2026", {}),
    ("date", {"day": "1", "month": "", "year": ""}, {}),
    ("date", "2026-11-23", {"latest": "today"}),
    ("date", "1899-12-31", {"earliest": "1900-01-01"}),
    ("choice", "maybe", {}),
    ("many", ["yes", "maybe"], {}),
    ("iban", "GE28NB0000000101904917", {}),
    ("iban", "GE29NB00000001019049", {}),
    ("iban", "DE89370400440532013000", {}),
    ("personal_number", "0100100001", {}),
    ("personal_number", "0100100001a", {}),
    ("text", "x" * 501, {}),
    ("file", {"name": "x"}, {}),
    ("map_point", {"lat": "north", "lon": "42"}, {}),
    ("map_point", {"lat": "41.9"}, {}),
    ("map_point", {"lat": "52.5", "lon": "13.4"}, {}),
    ("map_point", {"lat": "44.8", "lon": "41.7"}, {}),
    ("map_point", {"lat": "٤١", "lon": "42"}, {}),
]


@pytest.mark.parametrize(("kind", "typed", "more"), BAD)
def test_what_cannot_be_right_is_said_beside_the_field(kind: str, typed: object, more: dict):
    reading = read_field(make_field(kind, **more), typed, AROUND)
    assert reading.value is None
    assert all(map(str, reading.problems("it").values())) and reading.problems("it")


def test_every_kind_has_a_reader():
    assert set(READERS) == set(FIELD_KINDS)


def test_only_listed_settlements_are_accepted():
    around = Surroundings(TODAY, frozenset({"ozurgeti"}))
    assert read_field(make_field("settlement"), "khobi", around).problem
    assert read_field(make_field("settlement"), "ozurgeti", around).value == "ozurgeti"


def page(code: str):
    found = FORM.page(code)
    assert found
    return found


def test_a_counted_number_is_read_at_a_glance_and_a_year_stays_a_year():
    with override("ka"):
        said = [shown_count(one) for one in ("36500", "3.0", "0.0", "2026", "12.50", "-64900", "?")]
    assert said == ["36\u00a0500", "3", "0", "2026", "12,5", "−64\u00a0900", "?"]


def test_what_was_typed_is_kept_when_it_is_wrong():
    reading = read_page(
        FORM, page("household"), {"household_size": "many", "children_count": "1"}, {}, AROUND
    )
    assert not reading.is_good
    assert reading.typed["household_size"] == "many"
    assert reading.answers == {"children_count": 1}


def test_a_required_field_is_asked_for_only_when_shown():
    assert set(read_page(FORM, page("reason"), {"reason": "other"}, {}, AROUND).problems) == {"other_reason"}
    assert read_page(FORM, page("reason"), {"reason": "illness"}, {}, AROUND).is_good


def test_an_answer_no_longer_asked_is_kept_but_does_not_count():
    before = {"reason": "other", "other_reason": "flood"}
    after = read_page(FORM, page("reason"), {"reason": "illness"}, before, AROUND)
    assert after.answers == {"reason": "illness", "other_reason": "flood"}
    assert counted_answers(FORM, after.answers) == {"reason": "illness"}


def test_a_condition_between_fields_is_said_in_the_folders_words():
    reading = read_page(FORM, page("household"), {"household_size": "2", "children_count": "2"}, {}, AROUND)
    assert set(reading.problems) == {"children_count"}
    reading = read_page(FORM, page("household"), {"household_size": "", "children_count": "2"}, {}, AROUND)
    assert set(reading.problems) == {"household_size"}


def test_pages_follow_the_answers():
    assert "papers" not in [one.code for one in asked_pages(FORM, {"reason": "other"})]
    assert page_after(FORM, page("money"), {"reason": "other"}) == page("payment")
    assert page_after(FORM, page("money"), {"reason": "illness"}) == page("papers")
    assert page_before(FORM, page("payment"), {"reason": "other"}) == page("money")
    assert page_after(FORM, page("declaration"), {}) is None
    assert page_before(FORM, page("about-you"), {}) is None


def test_the_task_list_says_how_far_each_page_is():
    answers = {"household_size": 3, "children_count": 1, "monthly_income": "x"}
    tasks = {
        task.page.code: task.status for task in task_list(FORM, answers, frozenset({"household"}), AROUND)
    }
    assert tasks["household"] is PageStatus.DONE
    assert tasks["money"] is PageStatus.STARTED
    assert tasks["payment"] is PageStatus.NOT_STARTED


def test_computed_values_wait_for_their_answers():
    assert computed_values(FORM, {"monthly_income": "1000.00"}) == {}
    assert computed_values(FORM, {"monthly_income": "1000.00", "household_size": 3}) == {
        "income_per_person": 333.33
    }


def test_the_whole_form_is_checked_before_sending(assistance_folder: ServiceFolder):
    good = assistance_folder.examples["disaster"]["answers"]
    assert problems_in_form(FORM, good, AROUND) == {}
    assert set(problems_in_form(FORM, good | {"truth": None, "reason": "x"}, AROUND)) == {
        "reason",
        "declaration",
    }


typed_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
typed_forms = st.dictionaries(st.sampled_from([field.code for field in FORM.fields()]), typed_values)


@settings(max_examples=120, deadline=None)
@given(typed_forms, typed_forms)
def test_nothing_anybody_types_is_an_error_of_ours(typed: dict, answers: dict):
    for one in FORM.pages:
        reading = read_page(FORM, one, typed, answers, AROUND)
        assert all(str(problem) for problem in reading.problems.values())
    problems_in_form(FORM, answers, AROUND)
    task_list(FORM, answers, frozenset({"household", "money"}), AROUND)
    shown_pages(FORM, answers, {}, {})
    computed_values(FORM, answers)


@given(st.sampled_from(FIELD_KINDS), typed_values)
def test_what_was_read_once_reads_the_same_again(kind: str, typed: object):
    field = make_field(kind)
    first = read_field(field, typed, AROUND)
    if first.value is not None:
        again = read_field(field, first.value, AROUND)
        assert again.value == first.value
        assert again == first or first.problems("it")
    str(shown_answer(field, first.value, {}, is_masked=True))
