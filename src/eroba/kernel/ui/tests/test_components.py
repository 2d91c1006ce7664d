"""Components draw what they are given, escape it, and say states in words."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from eroba.kernel.base.clock import at
from eroba.kernel.ui.components import (
    Answer,
    Card,
    Clock,
    Column,
    CountedDay,
    DocumentCard,
    Mark,
    Moment,
    Row,
    Step,
    Table,
    Task,
)
from eroba.kernel.ui.crest import cover_svg, crest_svg
from eroba.kernel.ui.gallery.words import SampleTown
from eroba.kernel.ui.icons import icon
from eroba.kernel.ui.palette import TOWN_COLOURS, town_colour

EVIL = "<script>alert(1)</script>"
DAY = dt.date(2026, 3, 4)


def draw(template: str, address: str = "/", **context: object) -> str:
    request = RequestFactory().get(address)
    return Template("{% load ui %}" + template).render(Context({"request": request, **context}))


@pytest.fixture(autouse=True)
def _in_english_in_march():
    with override("en"), at(DAY):
        yield


@pytest.mark.parametrize(
    ("template", "context"),
    [
        ("{% button evil %}", {}),
        ("{% button evil href='/' %}", {}),
        ("{% status evil 'late' %}", {}),
        ("{% notice title=evil %}{{ evil }}{% endnotice %}", {}),
        ("{% details evil %}{{ evil }}{% enddetails %}", {}),
        ("{% back_link '/' evil %}", {}),
        ("{% task_list shown %}", {"shown": [Task(EVIL, EVIL, EVIL, "open", EVIL)]}),
        ("{% summary_list shown %}", {"shown": [Answer(EVIL, EVIL, "/", EVIL)]}),
        ("{% timeline shown %}", {"shown": [Moment(DAY, EVIL, "good", EVIL, EVIL, "/")]}),
        (
            "{% clock shown %}",
            {"shown": Clock(EVIL, DAY, basis=EVIL, note=EVIL, days=[CountedDay(DAY, 1, EVIL)])},
        ),
        ("{% table shown %}", {"shown": Table(EVIL, [Column(EVIL)], [Row([EVIL], "/")])}),
        ("{% card_list shown %}", {"shown": [Card(EVIL, "/", EVIL, EVIL, EVIL, "open", EVIL)]}),
        ("{% document shown %}", {"shown": DocumentCard(EVIL, "/", 1, EVIL, DAY, EVIL)}),
        ("{% empty_state evil evil action_href='/' action_words=evil %}", {}),
        ("{% steps shown %}", {"shown": [Step(EVIL)]}),
    ],
)
def test_words_are_never_markup(template, context) -> None:
    html = draw(template, evil=EVIL, **context)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_button_is_one_or_is_a_link() -> None:
    assert (
        draw("{% button 'Send application' %}")
        == '<button type="submit" class="e-button">Send application</button>'
    )
    assert draw("{% button 'Start' href='/a' kind='secondary' %}").startswith(
        '<a class="e-button e-button--secondary"'
    )
    assert 'name="decision" value="grant"' in draw("{% button 'Grant' name='decision' value='grant' %}")


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="open, progress, good"):
        draw("{% status 'x' 'nonsense' %}")
    with pytest.raises(KeyError, match="attention"):
        icon("nonsense")


@pytest.mark.parametrize(
    ("state", "days", "words", "tone"),
    [
        ("running", 12, "12 days left", "e-clock"),
        ("running", 2, "2 days left", "e-clock--attention"),
        ("running", -1, "1 day late", "e-clock--late"),
        ("stopped", 5, "The clock is stopped", "e-clock--stopped"),
        ("met", 5, "Done in time", "e-clock--good"),
    ],
)
def test_a_clock_says_where_it_stands(state, days, words, tone) -> None:
    shown = Clock("Decision", DAY + dt.timedelta(days), state, "GAC 100", DAY - dt.timedelta(10))
    html = draw("{% clock shown %}", shown=shown)
    assert words in html
    assert tone in html
    assert "GAC 100" in html


def test_counted_days_tell_which_do_not_count() -> None:
    days = [CountedDay(DAY, None, "The day of receipt"), CountedDay(DAY + dt.timedelta(1), 1, "")]
    html = draw("{% clock shown %}", shown=Clock("Decision", DAY, days=days))
    assert 'class="e-days__not"' in html
    assert "The day of receipt" in html


def test_a_table_sorts_by_links_that_keep_filters_and_forget_the_page() -> None:
    table = Table(
        "Cases", [Column("Due", sort="due"), Column("Sum", numeric=True)], [Row(["x", 5], "/x")], "due"
    )
    html = draw("{% table shown %}", "/?stage=check&page=4", shown=table)
    assert 'href="?stage=check&amp;sort=-due"' in html
    assert 'aria-sort="ascending"' in html
    assert '<td class="e-number">5</td>' in html


def test_an_empty_table_says_so_and_a_state_in_a_cell_has_its_shape() -> None:
    assert "Nothing here yet." in draw("{% table shown %}", shown=Table("Cases", [Column("Due")], []))
    marked = Table("Cases", [Column("No"), Column("Due")], [Row(["1", Mark("3 days late", "late")])])
    assert 'e-status--late"><svg' in draw("{% table shown %}", shown=marked)


def test_a_row_too_wide_for_a_phone_says_beside_each_value_what_it_is() -> None:
    heads = [Column("Project"), Column("By the rules"), Column("Costs", numeric=True), Column("Ballots")]
    row = Row(["Benches", Mark("won", "good"), 12, ""], "/benches")
    html = draw("{% table shown %}", shown=Table("Result", heads, [row]))
    assert 'class="e-table e-table--stacks"' in html
    assert 'data-head="Costs" class="e-number"><div class="e-table__value">12</div></td>' in html
    assert '<div class="e-table__value"></div>' in html, "what is empty is left out by the style sheet"
    # heads one sorts by stay in sight, and a table that fits stays a table
    sorting = [Column("Project", sort="title"), *heads[1:]]
    for table in (Table("Result", sorting, [row]), Table("Result", heads[:2], [Row(row.cells[:2])])):
        assert "e-table--stacks" not in draw("{% table shown %}", shown=table)


def test_pages_keep_filters() -> None:
    page = Paginator(range(480), 20).get_page(7)
    html = draw("{% pagination page %}", "/?stage=check", page=page)
    assert 'href="?stage=check&amp;page=8"' in html
    assert 'aria-current="page"' in html
    assert draw("{% pagination page %}", page=Paginator([1], 20).get_page(1)).strip() == ""


def test_a_town_keeps_its_colour() -> None:
    assert town_colour("tea") == "tea"
    assert town_colour(1) == "saperavi"
    assert town_colour(13) == "saperavi"
    assert town_colour("", "khobi") == town_colour(None, "khobi") in TOWN_COLOURS


def test_pictures_have_no_inline_colours_and_stay_the_same() -> None:
    assert cover_svg("ozurgeti") == cover_svg("ozurgeti") != cover_svg("khobi")
    drawn = cover_svg("ozurgeti") + crest_svg(SampleTown())
    assert "style=" not in drawn
    assert ">ო</text>" in drawn
    assert len(cover_svg("ozurgeti")) < 2500
