"""Answers of several parts and of several rows: read, asked for, compared in conditions, shown."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.capabilities.services.definition.form import Choice, Computed, Field, Form, FormPage
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.form_engine.answers import problems_in_form, read_page
from eroba.capabilities.services.form_engine.asking import computed_values, counted_answers, settlement_codes
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.form_engine.showing import shown_pages
from eroba.capabilities.services.tests.conftest import TODAY

AROUND = Surroundings(TODAY, frozenset({"ozurgeti", "shemokmedi"}))


def text(words: str) -> Text:
    return Text.of({"ka": words, "en": words})


CHILDREN = Field(
    "children",
    "group",
    text("Children"),
    row_title=text("Child"),
    required=False,
    most_rows=3,
    fields=(
        Field("name", "text", text("Name")),
        Field("born", "date", text("Born"), latest="today"),
        Field(
            "studies",
            "choice",
            text("Studies"),
            choices=(Choice("school", text("School")), Choice("none", text("No"))),
        ),
        Field("school", "text", text("Which"), shown_if="studies == 'school'"),
        Field(
            "income",
            "money",
            text("Income"),
            required=False,
            must_hold="income < limit",
            must_hold_text=text("Too much"),
        ),
    ),
)
FORM = Form(
    pages=(
        FormPage(
            "family",
            text("Family"),
            (
                Field("limit", "money", text("Limit"), required=False),
                Field("home", "address", text("Home")),
                Field("helper", "person", text("Helper"), required=False),
                CHILDREN,
            ),
        ),
        FormPage(
            "more",
            text("More"),
            (Field("car", "text", text("Car")),),
            shown_if="large and children.count >= 2",
        ),
        FormPage("place", text("Place"), (Field("spot", "map_point", text("Spot"), shown_if="large"),)),
    ),
    computed=(
        Computed("total", text("Total"), "money", "sum(children.income)", show_on="family"),
        Computed("large", text("Large"), "yes_no", "total > 100"),
        Computed("area", text("Area"), "number", "total * 10", unit=text("m²")),
    ),
)
NINO = {"name": "ნინო", "born": "2015-01-01", "studies": "school", "school": "N1", "income": "100"}
GIO = {"name": "გიო", "born": "2016-01-01", "studies": "none", "school": "kept", "income": "50"}
HOME = {"settlement": "ozurgeti", "street": "N 1"}


def problems(**typed: object) -> dict[str, str]:
    reading = read_page(FORM, FORM.pages[0], {"home": HOME} | typed, {}, AROUND)
    return {name: str(words) for name, words in reading.problems.items()}


def test_each_part_says_what_it_lacks():
    assert set(problems(home={"settlement": "ozurgeti"})) == {"home-street"}
    assert set(problems(home={"settlement": "khobi", "street": "N 1"})) == {"home-settlement"}
    assert set(problems(home={})) == {"home"}
    assert set(problems(helper={"name": "ნინო"})) == {"helper-personal_number"}
    assert set(problems(helper={"personal_number": "01001000017"})) == {"helper-name"}
    both = {"name": "ნინო", "personal_number": "01001000017", "has_none": True}
    assert set(problems(helper=both)) == {"helper-personal_number"}
    assert problems(helper={"name": "ნინო", "has_none": "on"}) == {}


def test_each_row_says_what_it_lacks():
    wrong = problems(children=[NINO, {"name": "გიო", "born": "2099-01-01", "studies": "school"}])
    assert set(wrong) == {"children-1-born", "children-1-school"}


def test_a_condition_in_a_row_sees_the_row_and_what_is_around():
    assert set(problems(limit="60", children=[NINO, GIO])) == {"children-0-income"}
    assert problems(limit="200", children=[NINO, GIO]) == {}


def test_rows_are_bounded():
    assert set(problems(children=[NINO] * 4)) == {"children"}
    assert set(problems(children=[NINO] * 100_000)) == {"children"}
    least = Form(
        (FormPage("p", text("P"), (Field("g", "group", text("G"), fields=CHILDREN.fields, least_rows=2),)),)
    )
    assert set(read_page(least, least.pages[0], {"g": [GIO]}, {}, AROUND).problems) == {"g"}
    assert set(read_page(least, least.pages[0], {"g": []}, {}, AROUND).problems) == {"g"}


def test_good_parts_of_wrong_answers_are_kept():
    reading = read_page(
        FORM,
        FORM.pages[0],
        {"home": {"street": "N 1"}, "children": [{"name": "ნინო", "born": "soon"}]},
        {},
        AROUND,
    )
    assert reading.answers == {"home": {"street": "N 1"}, "children": [{"name": "ნინო"}]}


def test_computed_values_count_rows_and_open_pages():
    small, large = {"children": [GIO]}, {"children": [NINO, GIO]}
    assert computed_values(FORM, small) == {"total": 50.0, "large": False, "area": 500.0}
    assert computed_values(FORM, large) == {"total": 150.0, "large": True, "area": 1500.0}
    assert set(problems_in_form(FORM, small | {"home": HOME}, AROUND)) == set()
    assert set(problems_in_form(FORM, large | {"home": HOME}, AROUND)) == {"more", "place"}


def test_nobody_named_counts_as_no_rows():
    assert computed_values(FORM, {}) == {"total": 0.0, "large": False, "area": 0.0}


def test_an_answer_in_a_row_no_longer_asked_does_not_count():
    counted = counted_answers(FORM, {"children": [NINO, GIO]})
    assert [row.get("school") for row in counted["children"]] == ["N1", None]  # type: ignore[union-attr,index]


def test_answers_are_shown_in_words_and_numbers_can_be_masked():
    answers = {
        "home": HOME,
        "helper": {"name": "ნინო", "personal_number": "01001000017"},
        "children": [NINO, GIO],
        "spot": {"lat": "41.92361", "lon": "42.00663"},
    }
    shown = {
        line.field.code: line.words
        for page in shown_pages(FORM, answers, {"ozurgeti": "ოზურგეთი"}, {}, is_masked=True)
        for line in page.answers
    }
    assert shown["home"] == "ოზურგეთი, N 1"
    assert shown["helper"].endswith("17") and "01001" not in shown["helper"]
    assert shown["children"].count("\n") == 1 and "ნინო" in shown["children"]
    assert shown["spot"] == "41.92361, 42.00663"
    assert shown["total"].startswith("150") and "m²" in shown["area"]
    assert "m²" in str(shown_pages(FORM, answers, {}, {})[-1].answers[-1].words)
    assert shown_pages(FORM, answers, {}, {})[-1].page is None


def test_settlements_are_found_wherever_they_are_named():
    group = Field("g", "group", text("G"), fields=(Field("at", "address", text("At")),))
    form = Form((FormPage("p", text("P"), (Field("home", "address", text("H")), group)),))
    answers = {"home": HOME, "g": [{"at": {"settlement": "shemokmedi", "street": "1"}}]}
    assert settlement_codes(form, answers) == {"ozurgeti", "shemokmedi"}


typed_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "street", "lat", "born", "income", "studies", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)
typed_forms = st.dictionaries(st.sampled_from([field.code for field in FORM.fields()]), typed_values)


@settings(max_examples=150, deadline=None)
@given(typed_forms, typed_forms)
def test_nothing_anybody_types_is_an_error_of_ours(typed: dict, answers: dict):
    for one in FORM.pages:
        reading = read_page(FORM, one, typed, answers, AROUND)
        assert all(str(problem) for problem in reading.problems.values())
        json.dumps(reading.answers)
    problems_in_form(FORM, answers, AROUND)
    shown_pages(FORM, answers, {}, {}, is_masked=True)
    computed_values(FORM, answers)
    counted_answers(FORM, answers)
    settlement_codes(FORM, answers)


def missing_in(group: Field, typed: object) -> dict[str, str]:
    page = FormPage("p", text("P"), (group,))
    reading = read_page(Form((page,)), page, {"g": typed}, {}, AROUND)
    return {name: str(words) for name, words in reading.problems.items()}


def test_a_row_that_stands_there_empty_says_what_is_missing_in_it():
    group = Field("g", "group", text("G"), fields=CHILDREN.fields)
    missing = {"g-0-name", "g-0-born", "g-0-studies"}
    assert set(missing_in(group, [{"name": " ", "income": ""}])) == missing
    assert set(missing_in(group, [{}, {}])) == missing, "a second empty row is no row"
    assert set(missing_in(group, [])) == {"g"}, "no row stands there: one must be added"
    assert missing_in(replace(group, required=False), [{}]) == {}
    assert set(missing_in(replace(group, least_rows=2), [{}])) == missing | {"g"}
    optional = replace(group, fields=(Field("note", "text", text("Note"), required=False),))
    assert set(missing_in(optional, [{}])) == {"g"}, "nothing in it must be filled in, yet one is wanted"
