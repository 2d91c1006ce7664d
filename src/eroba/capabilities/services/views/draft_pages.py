"""One topic of a form on its page: shown with what is known, saved with what was typed, nothing lost."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.drafting import reference_to
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.definition.form import Form, FormPage
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.answers import PageReading, read_page
from eroba.capabilities.services.form_engine.asking import what_is_asked
from eroba.capabilities.services.form_engine.reading import Answer, Surroundings
from eroba.capabilities.services.form_engine.showing import shown_computed, shown_pages
from eroba.capabilities.services.form_engine.task_list import page_after
from eroba.capabilities.services.forms.pages import PageForm
from eroba.capabilities.services.forms.typed_rows import changes_rows, closed_up
from eroba.capabilities.services.models import Draft
from eroba.capabilities.services.published import definition_of
from eroba.capabilities.services.queries.accepted import receipt_read_with
from eroba.capabilities.services.queries.catalogue import service_by_code
from eroba.capabilities.services.queries.drafts import draft_by, settlements_here
from eroba.capabilities.services.views.row_papers import take_row_papers
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.uploads import UploadRefused
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.ui.components import Answer as ShownLine

Settlements = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class OpenDraft:
    """A draft with its answers opened once, and what its version says."""

    draft: Draft
    said: ServiceDefinition
    answers: dict[str, Answer]

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """Open a draft."""
        return cls(draft, definition_of(draft.version), draft.answers)

    @property
    def form(self) -> Form:
        """The form of the version the draft is pinned to."""
        return self.said.form

    def page_title(self, code: str) -> str:
        """The title of a page; nothing for a page that is not in this version."""
        page = self.form.page(code)
        return str(page.title) if page else ""

    def source_words(self) -> dict[str, str]:
        """Field -> where its value came from, in words."""
        return source_words(self.said, self.draft.sources)


def source_words(said: ServiceDefinition, sources: dict[str, str]) -> dict[str, str]:
    """Field -> the register its value came from, in words."""
    titles = {register.code: str(register.title) for register in said.registers}
    return {
        field: _("From the register: %(register)s") % {"register": titles.get(register, register)}
        for field, register in sources.items()
    }


def surroundings_of(settlements: Settlements) -> Surroundings:
    """What fields need to know: today, and the settlements of the town."""
    return Surroundings(today(), frozenset(code for code, _name in settlements))


def answer_pages(
    opened: OpenDraft, settlements: Settlements, page_href: Callable[[str], str]
) -> list[tuple[str, list[ShownLine]]]:
    """Every topic with its answers as lines; `page_href` gives the address where a page's answers are changed."""
    pages = shown_pages(opened.form, opened.answers, dict(settlements), opened.source_words())
    return [
        (
            str(one.page.title) if one.page else _("Worked out from your answers"),
            [
                ShownLine(
                    str(line.field.label),
                    line.words,
                    page_href(one.page.code) if one.page and not line.is_computed else "",
                    line.source,
                )
                for line in one.answers
            ],
        )
        for one in pages
    ]


def is_sent(draft: Draft) -> bool:
    """Whether a draft read by `draft_by` was sent and waits for its case."""
    return getattr(draft, "receipt_id", None) is not None


def set_aside_receipt(draft: Draft | None) -> Receipt | None:
    """The receipt of a draft that was sent and could not be opened yet; its person may begin another one."""
    receipt = receipt_read_with(draft) if draft else None
    return receipt if receipt and receipt.state == Receipt.State.SET_ASIDE else None


def to_receipt(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Lead to the receipt of a draft that was sent."""
    return HttpResponseRedirect(town_address(request, "receipts:show", key=draft.receipt_id))  # type: ignore[attr-defined]


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, code: str, page: str) -> HttpResponse:
    """One topic: its questions with what is known already; saved whenever it is sent."""
    offered, by = service_by_code(code), actor_for(request)
    draft = draft_by(by, offered.service)
    if draft is None or is_sent(draft):
        return HttpResponseRedirect(town_address(request, "services:apply", code=code))
    opened, settlements = OpenDraft.of(draft), settlements_here()
    asked = opened.form.page(page)
    if asked is None or asked.code not in what_is_asked(opened.form, opened.answers).page_codes():
        raise NotFound(_("There is no such page in this form."))
    if request.method == "POST":
        return _save(request, opened, asked, settlements)
    walk = what_is_asked(opened.form, opened.answers)
    form = PageForm(
        asked, walk.fields_of(asked), opened.answers, settlements, known=walk.known, sources=opened.source_words()
    )  # fmt: skip
    return _show(request, opened, asked, form)


def _save(request: HttpRequest, opened: OpenDraft, asked: FormPage, settlements: Settlements) -> HttpResponse:
    groups = [field for field in asked.fields if field.kind == "group"]
    sent, files = closed_up(groups, request.POST, request.FILES)
    was_shown = set(sent.get("shown", "").split(","))
    fields = tuple(field for field in asked.fields if field.code in was_shown)
    form = PageForm(
        asked, fields, opened.answers, settlements,
        known={}, shown=was_shown, typed=sent, files=files, sources=opened.source_words(),
    )  # fmt: skip
    typed = {field.code: opened.answers.get(field.code) for field in asked.fields} | form.typed_values()
    problems = _take_papers(request, opened, asked, form, typed) | take_row_papers(
        actor_for(request), opened.draft, groups, form, typed, opened.answers
    )
    reading = read_page(opened.form, asked, typed, opened.answers, surroundings_of(settlements))
    actions.save_page(actor_for(request), draft=opened.draft, reading=reading)
    problems = {code: words for code, words in reading.problems.items() if code not in problems} | problems
    code = opened.draft.service.code
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on whenever you like, on any device."))
        return HttpResponseRedirect(town_address(request, "services:apply", code=code))
    if changes_rows(groups, request.POST):
        return _again(request, opened, reading, form, {}, settlements)
    if problems:
        return _again(request, opened, reading, form, problems, settlements)
    if request.POST.get("back") == "check":
        return HttpResponseRedirect(town_address(request, "services:check", code=code))
    onward = page_after(opened.form, asked, opened.answers | reading.answers)
    if onward is None:
        return HttpResponseRedirect(town_address(request, "services:check", code=code))
    return HttpResponseRedirect(town_address(request, "services:page", code=code, page=onward.code))


def _take_papers(
    request: HttpRequest, opened: OpenDraft, asked: FormPage, form: PageForm, typed: dict[str, object]
) -> dict[str, object]:
    """Keep the files that were sent; one that may not come in is a problem beside its field."""
    problems: dict[str, object] = {}
    for field in asked.fields:
        if field.kind != "file":
            continue
        typed[field.code] = opened.answers.get(field.code)
        sent = request.FILES.get(field.code)
        if f"{field.code}-remove" in request.POST and not sent:
            typed[field.code] = None
        if not sent:
            continue
        try:
            upload = receive_upload(sent)
        except UploadRefused as refused:
            problems[field.code] = refused.message
            continue
        kept = actions.add_draft_paper(
            actor_for(request), draft=opened.draft, page=asked, field_code=field.code, upload=upload
        )
        typed[field.code] = reference_to(kept)
    return problems


def _again(
    request: HttpRequest,
    opened: OpenDraft,
    reading: PageReading,
    form: PageForm,
    problems: dict[str, object],
    settlements: Settlements,
) -> HttpResponse:
    """Show the page once more: what was typed, what is wrong, and questions an answer has opened."""
    walk = what_is_asked(opened.form, opened.answers | reading.answers)
    fresh = PageForm(
        reading.page, walk.fields_of(reading.page), opened.answers | reading.answers, settlements,
        known=walk.known, typed=form.data, files=request.FILES, sources=opened.source_words(),
    )  # fmt: skip
    was_shown = form.was_shown or ()
    opened_now = [name for name in fresh.question_names() if name not in was_shown] if problems else []
    said = {name: words for name, words in problems.items() if not _is_of(name, opened_now)}
    fresh.say(said)  # type: ignore[arg-type]
    status = 422 if said else 200
    return _show(request, opened, reading.page, fresh, has_more=bool(opened_now), status=status)


def _show(
    request: HttpRequest,
    opened: OpenDraft,
    asked: FormPage,
    form: PageForm,
    *,
    has_more: bool = False,
    status: int = 200,
) -> HttpResponse:
    code = opened.draft.service.code
    shown = {
        "said": opened.said,
        "page": asked,
        "form": form,
        "shown": ",".join(form.question_names()),
        "has_more": has_more,
        "papers": form.papers,
        "is_multipart": form.has_files,
        "computed": shown_computed(opened.form, form.known, asked.code),
        "apply_href": town_address(request, "services:apply", code=code),
        "back": request.POST.get("back") or request.GET.get("back", ""),
    }
    return render(request, "services/page.html", shown, status=status)


def _is_of(name: str, questions: Iterable[str]) -> bool:
    """Whether a control belongs to one of these questions: home-street is of home."""
    return any(name == question or name.startswith(f"{question}-") for question in questions)
