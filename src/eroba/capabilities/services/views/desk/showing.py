"""Turns what lies in a case into what the face draws: clocks, the timeline, papers, answers."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from eroba.capabilities.services.form_engine.asking import Answers, settlement_codes
from eroba.capabilities.services.form_engine.showing import shown_pages
from eroba.capabilities.services.letters import note_on_letter, shown_title
from eroba.capabilities.services.models import CasePaper
from eroba.capabilities.services.queries.case_file import CaseFile
from eroba.capabilities.services.views.desk.addresses import desk_address
from eroba.kernel.base.clock import today
from eroba.kernel.clocks.calendars import Calendar
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.presentation import present
from eroba.kernel.clocks.queries import calendar_here, clocks_of
from eroba.kernel.matters.queries import TimelineEntry, timeline
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.ui.components import Answer, CountedDay, DocumentCard, Moment
from eroba.kernel.ui.components import Clock as ShownClock
from eroba.kernel.ui.names import as_read

_STATES = {"running": "running", "paused": "stopped", "met": "met", "late": "late"}
_KINDS = {
    "application.received": "good",
    "application.paper_requested": "attention",
    "decision.approved": "good",
    "decision.delivered": "good",
    "decision.returned": "attention",
    "appeal.lodged": "attention",
    "clock.late": "late",
    "opinion.given": "good",
    "opinion.late": "late",
}
#: Steps of deadlines that the sentences about the application say already, and the deadlines themselves show.
_UNSAID = {"clock.started", "clock.met", "clock.reopened", "clock.stopped", "clock.resumed"}
_PLATFORM = ("worker", "notify", "")


def plain_clocks(file: CaseFile) -> tuple[list[ShownClock], list[ShownClock]]:
    """The clocks that still run or stand, the nearest first, and those that have ended."""
    return _parted(list(Clock.objects.filter(subject_id=file.case.matter_id)), _plain)


def counted_clocks(file: CaseFile) -> tuple[list[ShownClock], list[ShownClock]]:
    """The same clocks with every day counted aloud."""
    calendar = calendar_here()
    return _parted(list(clocks_of(file.case.matter_id)), lambda clock: _counted(clock, calendar))


def _parted(
    clocks: list[Clock], show: Callable[[Clock], ShownClock]
) -> tuple[list[ShownClock], list[ShownClock]]:
    in_order = sorted(clocks, key=lambda one: (one.due_on is None, one.due_on or one.event_on, one.pk))
    running = [show(one) for one in in_order if one.is_open]
    return running, [show(one) for one in in_order if not one.is_open]


def moments_shown(file: CaseFile) -> list[Moment]:
    """What happened, in sentences, the newest first."""
    entries = timeline(file.case.matter, audience="staff")
    return [moment(one) for one in reversed(entries) if one.name not in _UNSAID]


def moment(entry: TimelineEntry) -> Moment:
    """One sentence of the timeline, with who did it."""
    return Moment(
        at=entry.at,
        sentence=entry.words,
        kind=_KINDS.get(entry.name, "plain"),
        by=_who(entry.actor_label),
    )


def paper_card(request: HttpRequest, file: CaseFile, paper: CasePaper) -> DocumentCard:
    """A paper with the address under which it is handed out."""
    href = desk_address(request, "paper", number=file.case.matter.number, paper_id=paper.pk)
    kinds = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
    town = request.municipality  # type: ignore[attr-defined]
    return DocumentCard(
        title=shown_title(file.service, paper),
        href=href,
        size_bytes=paper.file.size_bytes,
        file_kind=kinds.get(paper.file.media_type, ""),
        issued_on=paper.added_at.date(),
        note=" · ".join(filter(None, [_who(paper.added_by), note_on_letter(paper)])),
        more_href=reverse("papers:detail", kwargs={"municipality": town.slug, "paper_id": paper.file_id}),
        more_words=_("Blacken, withdraw") if paper.letter_id else _("Versions, blacken"),
    )


def answers_shown(file: CaseFile) -> list[tuple[str, list[Answer]]]:
    """What the applicant answered, topic by topic; of a personal number only its end."""
    settlements = _settlements_named(file)
    sources = {
        code: _("From: %(register)s") % {"register": _register_title(file, register)}
        for code, register in file.case.sources.items()
    }
    answers: Answers = file.facts.sources.answers  # type: ignore[assignment]
    pages = shown_pages(file.service.form, answers, settlements, sources, is_masked=True)
    return [
        (
            str(one.page.title) if one.page else _("Worked out from the answers"),
            [Answer(str(line.field.label), line.words, "", line.source) for line in one.answers],
        )
        for one in pages
    ]


def _settlements_named(file: CaseFile) -> dict[str, str]:
    """The names of the villages that answers speak of; only another one than the person's own is asked for."""
    own = file.case.person.settlement
    names = {str(own.pk): str(own)} if own else {}
    answers: Answers = file.facts.sources.answers  # type: ignore[assignment]
    said = settlement_codes(file.service.form, answers)
    others = [code for code in said if code not in names and _is_key(code)]
    if others:
        names |= {str(one.pk): str(one) for one in Settlement.objects.filter(pk__in=others)}
    return names


def _is_key(code: str) -> bool:
    try:
        UUID(code)
    except ValueError:
        return False
    return True


def _who(label: str) -> str:
    """Whoever did something, as a line begins with it; nobody when the platform did it by itself."""
    if label == "applicant":
        return pgettext("who did it", "the applicant")
    return "" if label in _PLATFORM else as_read(label)


def _register_title(file: CaseFile, code: str) -> str:
    register = file.service.register(code)
    return str(register.title) if register else code


def _plain(clock: Clock) -> ShownClock:
    language = get_language() or "ka"
    return ShownClock(
        what=clock.title.in_language(language),
        due_on=clock.due_on,
        state=_STATES[clock.state],
        basis=clock.basis.in_language(language),
        started_on=clock.event_on,
    )


def _counted(clock: Clock, calendar: Calendar) -> ShownClock:
    face = present(clock, today(), calendar=calendar)
    return ShownClock(
        what=face.title,
        due_on=face.due_on,
        state=_STATES[clock.state],
        basis=face.basis,
        started_on=face.event_on,
        note=face.summary,
        days=[CountedDay(day.on, day.number, day.sentence) for day in face.days],
    )
