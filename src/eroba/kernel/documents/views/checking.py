"""The public check of letters: by code, by file, and the published keys. No account, no session, no trace.

None of these pages changes anything, so they need no CSRF token; what is sent for a check is not kept.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from eroba.kernel.documents.codes import read_code
from eroba.kernel.documents.forms.checking import CheckCodeForm, CheckFileForm
from eroba.kernel.documents.letters import long_date
from eroba.kernel.documents.queries import letter_by_code, published_keys
from eroba.kernel.documents.seal import keys_json
from eroba.kernel.documents.statements import Statement
from eroba.kernel.documents.verification import verify_pdf
from eroba.kernel.documents.words import kind_word, outcome_word
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.ui.components import Answer
from eroba.kernel.ui.language import in_chosen_language


@require_safe
@cache_control(public=True, max_age=60)
@in_chosen_language
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a file; a code leads to its own address."""
    form = CheckCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return _to_letter(request, form.cleaned_data["code"])
    return _ask(request, form, CheckFileForm())


@require_safe
@cache_control(public=True, max_age=60)
@in_chosen_language
def checked_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a letter with this code was issued and still stands; shows nothing about a person."""
    right = read_code(code)
    if right is None:
        return _ask(request, CheckCodeForm({"code": code}), CheckFileForm(), status=404)
    if right != code:
        return _to_letter(request, right)
    letter = letter_by_code(right)
    shown = {
        "code": right,
        "letter": letter,
        "facts": _facts_of(letter.statement["statement"]) if letter else [],
        "is_withdrawn": letter is not None and letter.is_withdrawn,
        "key_is_withdrawn": letter is not None and letter.certificate.withdrawn_on is not None,
    }
    return render(request, "documents/checked_letter.html", shown, status=200 if letter else 404)


@csrf_exempt
@require_POST
@never_cache
@in_chosen_language
def check_file(request: HttpRequest) -> HttpResponse:
    """Check a PDF file that somebody sends and say what was found; the file is not kept."""
    form = CheckFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, CheckCodeForm(), form, status=422)
    report = verify_pdf(form.cleaned_data["file"].read(), published_keys())
    letter = letter_by_code(report.statement.code) if report.valid and report.statement else None
    shown = {
        "report": report,
        "facts": _facts_of(report.statement.as_json()) if report.valid and report.statement else [],
        "letter": letter,
        "is_withdrawn": letter is not None and letter.is_withdrawn,
    }
    return render(request, "documents/checked_file.html", shown)


@require_GET
@cache_control(public=True, max_age=3600)
def keys(_request: HttpRequest) -> JsonResponse:
    """The published keys of all towns, for checking letters offline."""
    return JsonResponse(keys_json(published_keys()), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _ask(
    request: HttpRequest, code_form: CheckCodeForm, file_form: CheckFileForm, status: int = 0
) -> HttpResponse:
    wrong = next((form for form in (code_form, file_form) if form.errors), None)
    shown = {"code_form": code_form, "file_form": file_form, "form": wrong}
    return render(request, "documents/check.html", shown, status=status or (422 if wrong else 200))


def _to_letter(request: HttpRequest, code: str) -> HttpResponse:
    language = request.GET.get("language")
    address = redirect("documents:letter", code=code)
    if language:
        address["Location"] += f"?language={'en' if language == 'en' else 'ka'}"
    return address


def _town_in_words(statement: Statement) -> str:
    """The town's name in the language being read, and as it was signed where that differs."""
    town = Municipality.objects.filter(slug=statement.municipality).first()
    if town is None or town.name == statement.municipality_name:
        return statement.municipality_name
    return f"{town.name} ({statement.municipality_name})"


def _facts_of(written: dict[str, str]) -> list[Answer]:
    """What the town said publicly about a letter, from the statement it signed."""
    statement = Statement.from_json(written)
    facts = [
        Answer(_("Municipality"), _town_in_words(statement)),
        Answer(_("Number"), statement.number),
        Answer(_("Date"), long_date(statement.issued_on, get_language() or "ka")),
        Answer(_("Kind of letter"), kind_word(statement.kind)),
    ]
    if statement.outcome:
        facts.append(Answer(_("Outcome"), outcome_word(statement.outcome)))
    return facts
