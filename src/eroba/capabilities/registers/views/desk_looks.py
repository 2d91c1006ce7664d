"""The desk: questions people ask about looks at their data, and orders by which a look is shown later."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.registers import actions, pages
from eroba.capabilities.registers.look_forms import DelayForm, LookAnswerForm
from eroba.capabilities.registers.models import DisclosureDelay, LookQuestion
from eroba.capabilities.registers.queries.look_words import in_words
from eroba.capabilities.registers.queries.questions import delays_here, question_numbered, questions_here
from eroba.capabilities.registers.rules import ANSWERING, ORDERING, may_answer_look_question
from eroba.capabilities.registers.views.desk_registers import href_of
from eroba.kernel.audit.personal import decrypt_for
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.clocks.models import Clock
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Mark, Row, Table
from eroba.kernel.ui.dates import by_day
from eroba.kernel.ui.dates import in_words as day_in_words


@never_cache
@role_required(*ANSWERING)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question about a look, with its deadline."""
    rows = [_question_row(request, one, clock) for one, clock in questions_here()]
    columns = (Column(_("Number")), Column(_("Register")), Column(_("State")), Column(_("Answer is due")))
    table = Table(_("Questions about looks"), columns, rows, keyboard=True, caption_hidden=True)
    return render(request, "registers/desk/questions.html", {"table": table, "has_rows": bool(rows)})


@never_cache
@role_required(*ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, number: str) -> HttpResponse:
    """One question with the look it is about, and the answer or the form for it."""
    found = question_numbered(number)
    if found is None:
        raise NotFound(_("There is no such question here."))
    by, back = actor_for(request), href_of(request, "questions")
    verdict = may_answer_look_question(by, found)
    form = LookAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_look_question(by, question=found, text=form.cleaned_data["text"])
        messages.success(request, _("Answered. The person was told."))
        return redirect(back)
    look = in_words(found.look_up, request.municipality.name)  # type: ignore[attr-defined]
    shown = {
        "question": found,
        "text": decrypt_for(found.person_id, found.text_locked) or _("erased"),
        "answer": decrypt_for(found.person_id, found.answer_locked) if found.answer_locked else "",
        "look": pages.look_as_card(look),
        "form": form if verdict else None,
        "why_not": "" if verdict or found.answered_at else str(verdict.because),
        "back_href": back,
    }
    return render(request, "registers/desk/question.html", shown, status=422 if form.errors else 200)


@never_cache
@role_required(*ORDERING)
@require_safe
def delays(request: HttpRequest) -> HttpResponse:
    """Every order by which looks are shown later, and what became of it."""
    rows = [_delay_row(one) for one in delays_here()]
    columns = (
        Column(_("Case number")),
        Column(_("Who ordered it")),
        Column(_("Legal ground")),
        Column(_("Not shown until the end of")),
        Column(_("State")),
    )
    table = Table(_("Looks shown later"), columns, rows, caption_hidden=True)
    shown = {"table": table, "has_rows": bool(rows), "new_href": href_of(request, "new_delay")}
    return render(request, "registers/desk/delays.html", shown)


@never_cache
@role_required(*ORDERING)
@require_http_methods(["GET", "HEAD", "POST"])
def new_delay(request: HttpRequest) -> HttpResponse:
    """Takes an order and keeps the looks of its case back until its day."""
    form = DelayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["case_number"].strip()
        try:
            actions.delay_disclosure(actor_for(request), case_number=number, order=form.order)
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, _("Recorded. The looks are shown by themselves when the day has passed.")
            )
            return redirect(href_of(request, "delays"))
    shown = {"form": form, "back_href": href_of(request, "delays")}
    return render(request, "registers/desk/new_delay.html", shown, status=422 if form.errors else 200)


def _question_row(request: HttpRequest, one: LookQuestion, clock: Clock | None) -> Row:
    if one.answered_at:
        state, due = Mark(_("answered"), "good"), day_in_words(one.answered_at)
    else:
        is_late = bool(clock and clock.is_late(today()))
        state = Mark(_("late"), "late") if is_late else Mark(_("waits for an answer"), "progress")
        due = by_day(clock.due_on) if clock else "–"
    cells = (one.matter.number, one.look_up.register_title, state, due)
    return Row(cells, href_of(request, "question", number=one.matter.number))


def _delay_row(one: DisclosureDelay) -> Row:
    is_over = one.until_on < today()
    state = Mark(_("shown to the person"), "good") if is_over else Mark(_("kept back"), "paused")
    order = f"{one.ordered_by}, {one.order_number}, {day_in_words(one.ordered_on)}"
    return Row((one.case_number, order, one.basis, day_in_words(one.until_on), state))
