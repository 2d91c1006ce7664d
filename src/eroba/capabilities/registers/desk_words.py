"""The desk's pages about registers in words: states, figures and tables. No query is made here."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eroba.capabilities.registers.breaker import Road
from eroba.capabilities.registers.copy_reading import Wrong
from eroba.capabilities.registers.models import (
    OUTCOME_WORDS,
    OpenQuestion,
    Outcome,
    RegisterCopy,
    Reply,
)
from eroba.capabilities.registers.ports import Trouble, Wish
from eroba.capabilities.registers.queries.health import Health
from eroba.capabilities.registers.titles import register_title
from eroba.kernel.ui.components import Answer, Column, Mark, Row, Table
from eroba.kernel.ui.dates import day_with_year, from_day_to_day, in_words, moment_in_words
from eroba.kernel.ui.numbers import number

_ROAD_KINDS = {Road.CLOSED: "good", Road.OPEN: "late", Road.HALF_OPEN: "attention"}


def state_of(health: Health) -> Mark:
    """The state of a register as a word and a shape."""
    if health.way.trouble is Trouble.NO_CONTRACT:
        return Mark(_("no contract in force"), "attention")
    if not health.way.is_open:
        return Mark(_("not connected"), "quiet")
    if health.road is Road.CLOSED and health.is_failing:
        return Mark(_("the last question failed"), "attention")
    return Mark(str(health.road.label), _ROAD_KINDS[health.road])


def registers_table(healths: Iterable[Health], hrefs: dict[str, str]) -> Table:
    """All registers with their state, one on each line."""
    rows = [
        Row(
            (
                str(one.way.known.title),
                state_of(one),
                str(one.way.connector.title) if one.way.connector else "–",
                moment_in_words(one.answered_at) if one.answered_at else "–",
                number(one.waiting_count),
            ),
            hrefs[one.code],
        )
        for one in healths
    ]
    columns = (
        Column(_("Register")),
        Column(_("State")),
        Column(_("Way to it")),
        Column(_("Last answer")),
        Column(_("Waiting"), numeric=True),
    )
    return Table(_("Registers"), columns, rows, keyboard=True, caption_hidden=True)


def answers_about(health: Health) -> list[Answer]:
    """What stands on the page of one register: line, last answers, counts, contract."""
    way, row = health.way, health.way.row
    said = [
        Answer(_("Way to it"), str(way.connector.title) if way.connector else _("none")),
        Answer(_("Questions are"), _road_words(health)),
        Answer(_("Last answer"), moment_in_words(health.answered_at) if health.answered_at else "–"),
        Answer(_("Last failure"), moment_in_words(health.failed_at) if health.failed_at else "–"),
        Answer(_("In the last seven days"), _lately(health)),
        Answer(_("Waiting to be asked again"), number(health.waiting_count)),
        Answer(_("Given up after two weeks"), number(health.given_up_count)),
    ]
    if row is not None:
        said.append(Answer(_("Set"), f"{in_words(row.set_at)}, {row.set_by}".rstrip(", ")))
    if way.known.is_private:
        said += _contract(health)
    return said


def settings_of(health: Health) -> list[Answer]:
    """The settings of the line, for an operator; of a key only that there is one."""
    way = health.way
    if way.row is None or way.connector is None:
        return []
    wishes: Sequence[Wish] = way.connector.wishes
    said = [Answer(str(wish.title), way.row.settings.get(wish.name) or "–") for wish in wishes]
    if way.connector.takes_secret:
        kept = _("kept, never shown") if way.row.secret_locked else _("none")
        said.append(Answer(_("Key the register asks of us"), kept))
    return said


def replies_table(replies: Iterable[Reply]) -> Table:
    """What came back last; about whom is not said here."""
    rows = [
        Row(
            (
                moment_in_words(one.answered_at),
                Mark(str(OUTCOME_WORDS[Outcome(one.outcome)]), _OUTCOME_KINDS[Outcome(one.outcome)]),
                str(Trouble(one.trouble).label) if one.trouble else "",
                one.look_up.case_number or _("before an application"),
            )
        )
        for one in replies
    ]
    columns = (Column(_("When")), Column(_("Result")), Column(_("Why")), Column(_("Case number")))
    return Table(_("Last answers"), columns, rows)


_OUTCOME_KINDS = {
    Outcome.FOUND: "good",
    Outcome.NOT_FOUND: "quiet",
    Outcome.UNAVAILABLE: "paused",
    Outcome.REFUSED: "attention",
}


def waiting_table(questions: Iterable[OpenQuestion]) -> Table:
    """Questions of cases that wait for their answer; none of them is lost."""
    rows = [
        Row(
            (
                one.look_up.case_number,
                register_title(one.look_up.register),
                number(one.attempts + 1),
                Mark(_("given up; ask for the paper"), "late")
                if one.given_up_at
                else _("asked again %(when)s") % {"when": moment_in_words(one.next_at)},
            )
        )
        for one in questions
    ]
    columns = (
        Column(_("Case number")),
        Column(_("Register")),
        Column(_("Times asked"), numeric=True),
        Column(_("What happens next")),
    )
    return Table(_("Questions that wait for an answer"), columns, rows)


def _road_words(health: Health) -> str:
    if not health.way.is_open:
        return str(health.way.trouble.label) if health.way.trouble else ""
    if health.road is Road.OPEN and health.resting_until:
        return _("%(state)s, until %(until)s") % {
            "state": health.road.label,
            "until": moment_in_words(health.resting_until),
        }
    return str(health.road.label)


def _lately(health: Health) -> str:
    answered = ngettext("%(count)s answer", "%(count)s answers", health.answered_count)
    failed = ngettext("%(count)s failure", "%(count)s failures", health.failed_count)
    return f"{answered % {'count': health.answered_count}}, {failed % {'count': health.failed_count}}"


def _contract(health: Health) -> list[Answer]:
    row = health.way.row
    if row is None or not row.contract_number or row.contract_from is None:
        return [Answer(_("Contract"), _("none; a private register is asked only by contract"))]
    first, last, endless = row.contract_from, row.contract_until, _("without an end")
    lasts = from_day_to_day(first, last) if last else f"{day_with_year(first)} – {endless}"
    return [
        Answer(_("Owner of the register"), row.owner),
        Answer(_("Contract"), f"{row.contract_number}: {lasts}"),
    ]


def problems_table(problems: Iterable[Sequence[object]]) -> Table:
    """What is wrong in which line of a file."""
    rows = [
        Row((str(line or "–"), str(Wrong(str(wrong)).words).format(column=column)))
        for line, wrong, column in problems
    ]
    return Table(_("What is wrong"), (Column(_("Line"), numeric=True), Column(_("Problem"))), rows)


def copies_table(copies: Iterable[RegisterCopy]) -> Table:
    """The files that came last."""
    kinds = {"current": "good", "replaced": "quiet", "refused": "late"}
    rows = [
        Row(
            (
                moment_in_words(one.delivered_at),
                one.delivered_by,
                in_words(one.as_of),
                number(one.row_count),
                Mark(one.get_state_display(), kinds[one.state]),
            )
        )
        for one in copies
    ]
    columns = (
        Column(_("Delivered")),
        Column(_("By whom")),
        Column(_("Values are of")),
        Column(_("Lines"), numeric=True),
        Column(_("State")),
    )
    return Table(_("Files that came"), columns, rows)
