"""What the pages show, as the face's small records. No query is made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eroba.capabilities.registers.models import Outcome
from eroba.capabilities.registers.queries.looks import OPENED, AskedBack, Look
from eroba.capabilities.registers.queries.papers import LEAST_SHOWN, PaperCount
from eroba.kernel.people.ports import ConsentChoice
from eroba.kernel.ui.components import Answer, Card, Column, Figure, Row, Table
from eroba.kernel.ui.dates import in_words, moment_in_words
from eroba.kernel.ui.numbers import number

_STATUS_KINDS = {
    Outcome.FOUND: "good",
    Outcome.NOT_FOUND: "quiet",
    Outcome.UNAVAILABLE: "paused",
    Outcome.REFUSED: "attention",
}


@dataclass(frozen=True)
class LookCard:
    """One look as drawn: a sentence, a status, the facts behind a fold, and the values when asked for."""

    id: UUID
    title: str
    purpose: str
    when: str
    status: str
    status_kind: str
    facts: Sequence[Answer]
    values: Sequence[Answer] | None
    has_values: bool
    fold: str = ""
    address: str = ""
    asked: Sequence[AskedBack] = ()
    ask_address: str = ""


def look_as_card(look: Look) -> LookCard:
    """Puts a look into the order in which a person asks: who, what, why, on which law, in which case."""
    if look.register_code == OPENED:
        return _opening_as_card(look)
    told = [
        Answer(_("Who looked"), ", ".join(filter(None, [look.who, look.role, look.unit]))),
        Answer(_("Municipality"), look.town),
        Answer(_("What was asked"), ", ".join(look.fields)),
        Answer(_("Legal ground"), look.legal_ground),
        Answer(_("Case number"), look.case_number or _("none: before an application")),
        Answer(_("Result"), look.problem or look.outcome_words),
    ]
    if look.as_of:
        told.append(Answer(_("The answer is of"), in_words(look.as_of)))
    if look.kept_back:
        told.append(Answer(_("Shown later"), look.kept_back))
    if look.times_asked > 1:
        times = ngettext("%(count)s time", "%(count)s times", look.times_asked) % {"count": look.times_asked}
        told.append(Answer(_("Asked"), times))
    values = None if look.values is None else [Answer(name, value) for name, value in look.values.items()]
    return LookCard(
        id=look.id,
        title=_("%(register)s: %(who)s") % {"register": look.register, "who": look.who},
        purpose=look.purpose,
        when=moment_in_words(look.at),
        status=look.outcome_words,
        status_kind=_STATUS_KINDS.get(look.outcome, "paused"),  # type: ignore[call-overload]
        facts=told,
        values=values,
        has_values=look.outcome in (Outcome.FOUND, Outcome.NOT_FOUND),
        asked=look.asked,
        ask_address=look.ask_address,
    )


def _opening_as_card(look: Look) -> LookCard:
    told = [
        Answer(_("Who looked"), ", ".join(filter(None, [look.who, look.unit]))),
        Answer(_("Municipality"), look.town),
        Answer(_("Case number"), look.case_number),
    ]
    return LookCard(
        id=look.id,
        title=_("%(register)s: %(who)s") % {"register": look.register, "who": look.who},
        purpose=look.purpose,
        when=moment_in_words(look.at),
        status=look.outcome_words,
        status_kind="quiet",
        facts=told,
        values=None,
        has_values=False,
        fold=_("Who, where and in which case"),
        address=look.address,
    )


CONSENT_WORDS = {
    "agreed": (gettext_lazy("you agreed"), "good"),
    "declined": (gettext_lazy("you did not agree"), "quiet"),
    "withdrew": (gettext_lazy("you took it back"), "quiet"),
    "": (gettext_lazy("not decided yet"), "open"),
}


def consent_cards(choices: Sequence[tuple[str, ConsentChoice]]) -> list[Card]:
    """What a person decides about private registers, one card for each town and register."""
    return [
        Card(
            title=str(one.title),
            href=one.address,
            text=one.owner,
            meta=town,
            status=str(CONSENT_WORDS[one.said][0]),
            kind=CONSENT_WORDS[one.said][1],
        )
        for town, one in choices
    ]


def papers_page(counts: Sequence[PaperCount]) -> dict[str, object]:
    """Draws the town's count: the sum of what is shown, and a line for each year and register."""
    few = _("fewer than %(count)s") % {"count": LEAST_SHOWN}
    rows = [
        Row([str(one.year), _paper(one), few if one.count is None else number(one.count)]) for one in counts
    ]
    # Three columns fit a narrow phone; the count must not be the one that has to be scrolled to.
    columns = [
        Column(_("Year")),
        Column(_("The paper nobody had to bring")),
        Column(_("Times"), numeric=True),
    ]
    total = sum(one.count or 0 for one in counts)
    return {
        "table": Table(_("Papers the town hall fetched itself"), columns, rows),
        "figures": [Figure(number(total), _("papers fetched, so that people need not bring them"))],
        "has_rows": bool(counts),
    }


def _paper(one: PaperCount) -> str:
    return _("%(paper)s (%(register)s)") % {"paper": one.paper, "register": one.register}
