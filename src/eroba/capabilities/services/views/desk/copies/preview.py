"""A working copy as the resident would see it: the form page by page, the letters; nothing typed there is kept."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.definition.form import FormPage
from eroba.capabilities.services.form_engine.answers import read_page
from eroba.capabilities.services.form_engine.asking import what_is_asked
from eroba.capabilities.services.form_engine.reading import Answer
from eroba.capabilities.services.form_engine.showing import shown_computed
from eroba.capabilities.services.forms.pages import PageForm
from eroba.capabilities.services.forms.typed_rows import closed_up
from eroba.capabilities.services.previewing import (
    applicant_for,
    languages_of_letter,
    letter_codes,
    previewed_letter,
)
from eroba.capabilities.services.queries.drafts import settlements_here
from eroba.capabilities.services.queries.working import Written
from eroba.capabilities.services.views.desk.addresses import staff_only
from eroba.capabilities.services.views.desk.copies.opened import href, linked, opened
from eroba.capabilities.services.views.draft_pages import Settlements, surroundings_of
from eroba.kernel.base.clock import today

LANGUAGES = {"ka": "ქართული", "en": "English"}


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """One page of the form with the answers of a test applicant; what is sent is read and shown, never kept."""
    current = opened(copy_id)
    folder = current.folder
    if folder is None:
        return _broken(request, current)
    language = _language(request)
    with override(language):
        return _page(request, current, folder, language)


@never_cache
@staff_only
@require_safe
def letter(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """One letter in one language, filled with what a test applicant answered."""
    current = opened(copy_id)
    folder = current.folder
    if folder is None:
        return _broken(request, current)
    codes = letter_codes(folder.definition)
    code = _of(request.GET.get("code"), codes)
    languages = languages_of_letter(folder.definition, code)
    language = _of(request.GET.get("language"), languages)
    applicant = request.GET.get("example") or applicant_for(folder, code, today())
    shown = {
        "copy": current.copy,
        "copy_href": href(request, "copy", current.copy),
        "codes": codes,
        "code": code,
        "languages": [(one, LANGUAGES.get(one, one), one == language) for one in languages],
        "language": language,
        "examples": list(folder.examples),
        "applicant": applicant,
        "letter": previewed_letter(folder, code, language, applicant, today()),
    }
    return render(request, "services/desk/copies/letter.html", shown)


def _page(request: HttpRequest, current: Written, folder: ServiceFolder, language: str) -> HttpResponse:
    form = folder.definition.form
    codes = [page.code for page in form.pages]
    asked = form.page(_of(request.GET.get("page"), codes)) or form.pages[0]
    names = list(folder.examples)
    applicant = request.GET.get("example", names[0] if names else "")
    answers: dict[str, Answer] = dict(folder.examples.get(applicant, {}).get("answers", {}))
    settlements = settlements_here()
    drawn = _drawn(request, folder, asked, answers, settlements)
    shown = {
        "copy": current.copy,
        "copy_href": href(request, "copy", current.copy),
        "said": folder.definition,
        "page": asked,
        "pages": [(page, page.code == asked.code) for page in form.pages],
        "form": drawn,
        "shown": ",".join(drawn.question_names()),
        "computed": shown_computed(form, drawn.known, asked.code),
        "is_asked": asked.code in what_is_asked(form, answers).page_codes(),
        "language": language,
        "languages": [(code, name, code == language) for code, name in LANGUAGES.items()],
        "examples": names,
        "applicant": applicant,
    }
    return render(request, "services/desk/copies/preview.html", shown)


def _drawn(
    request: HttpRequest,
    folder: ServiceFolder,
    asked: FormPage,
    answers: dict[str, Answer],
    settlements: Settlements,
) -> PageForm:
    form = folder.definition.form
    if request.method != "POST":
        walk = what_is_asked(form, answers)
        return PageForm(asked, walk.fields_of(asked), answers, settlements, known=walk.known)
    groups = [field for field in asked.fields if field.kind == "group"]
    sent, _files = closed_up(groups, request.POST)
    was_shown = set(sent.get("shown", "").split(","))
    fields = tuple(field for field in asked.fields if field.code in was_shown)
    typed_form = PageForm(asked, fields, answers, settlements, known={}, shown=was_shown, typed=sent)
    typed = {field.code: answers.get(field.code) for field in asked.fields} | typed_form.typed_values()
    reading = read_page(form, asked, typed, answers, surroundings_of(settlements))
    together = answers | reading.answers
    walk = what_is_asked(form, together)
    fresh = PageForm(
        asked, walk.fields_of(asked), together, settlements, known=walk.known, typed=typed_form.data
    )
    fresh.say(dict(reading.problems))  # type: ignore[arg-type]
    return fresh


def _broken(request: HttpRequest, current: Written) -> HttpResponse:
    shown = {
        "copy": current.copy,
        "copy_href": href(request, "copy", current.copy),
        "found": linked(request, current, list(current.broken)),
    }
    return render(request, "services/desk/copies/broken.html", shown, status=422)


def _language(request: HttpRequest) -> str:
    return _of(request.GET.get("language") or request.LANGUAGE_CODE, list(LANGUAGES))  # type: ignore[attr-defined]


def _of(wanted: str | None, offered: list[str]) -> str:
    """What was asked for if it is offered, else the first; nothing when nothing is."""
    return wanted if wanted in offered and wanted is not None else next(iter(offered), "")
