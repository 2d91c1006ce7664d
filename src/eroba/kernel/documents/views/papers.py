"""A paper at the desk: its versions, another file in its place, an earlier one again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.kernel.actions import Actor, NotAllowed, Verdict
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.base.memory import remembering
from eroba.kernel.documents import actions, rules
from eroba.kernel.documents.downloads import exact_response
from eroba.kernel.documents.forms.papers import ReplaceForm, RestoreForm, WithdrawForm
from eroba.kernel.documents.models import FileVersion, Letter, StoredFile
from eroba.kernel.documents.ownership import OwnedPaper, owner_of
from eroba.kernel.documents.paper_versions import letter_at_hand, versions_at_hand
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for


@dataclass(frozen=True)
class OpenPaper:
    """A paper an official opened, with what its page shows again and again."""

    by: Actor
    paper: StoredFile
    owned: OwnedPaper | None
    versions: list[FileVersion]
    letter: Letter | None
    seen: Verdict

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter that the town sealed."""
        return self.letter is not None

    @property
    def shown(self) -> FileVersion:
        """The version that is shown: the newest, of a letter the letter."""
        return self.versions[0] if self.is_letter else self.newest

    @property
    def newest(self) -> FileVersion:
        """The version made last."""
        return self.versions[-1]

    @property
    def title(self) -> str:
        """What its capability calls it, else its file name."""
        return (self.owned.title if self.owned else "") or self.paper.original_name

    def may_see(self, version: FileVersion) -> Verdict:
        """Whether this official opens a version."""
        return rules.version_verdict(self.by, self.seen, version, self.versions, is_letter=self.is_letter)

    def version(self, number: int) -> FileVersion:
        """One of its versions; raises NotFound."""
        found = next((one for one in self.versions if one.number == number), None)
        if found is None:
            raise NotFound(_("There is no such version of this paper."))
        return found


@dataclass(frozen=True)
class ShownVersion:
    """A version as a line of the page: who, when and why, and whether this official may open it."""

    version: FileVersion
    href: str
    may_open: Verdict
    is_shown: bool


def opened_paper(request: HttpRequest, paper_id: UUID) -> OpenPaper:
    """Open a paper for an official; raises NotFound and NotAllowed in words."""
    by = actor_for(request, channel="desk")
    paper = StoredFile.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound(_("There is no such paper in this municipality."))
    owned = owner_of(by, paper.pk)
    verdict = rules.paper_verdict(by, owned)
    if not verdict:
        raise NotAllowed(verdict)
    return OpenPaper(by, paper, owned, versions_at_hand(paper), letter_at_hand(paper), verdict)


def paper_address(request: HttpRequest, name: str, **named: Any) -> str:
    """The address of a page about a paper in the town of this request."""
    town = request.municipality  # type: ignore[attr-defined]
    return reverse(f"papers:{name}", kwargs={"municipality": town.slug, **named})


@never_cache
@role_required(*rules.DESK)
@require_safe
def detail(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """A paper with its versions and what can be done with it."""
    return paper_page(request, opened_paper(request, paper_id))


@never_cache
@role_required(*rules.DESK)
@require_safe
def version(request: HttpRequest, paper_id: UUID, number: int) -> HttpResponse:
    """One version as a download; the look is written down."""
    with remembering():
        opened = opened_paper(request, paper_id)
        found = opened.version(number)
        actions.look_at_version(opened.by, version=found)
    return exact_response(found.file)


@never_cache
@role_required(*rules.DESK)
@require_POST
def replace(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Put another file in place of a paper."""
    opened = opened_paper(request, paper_id)
    form = ReplaceForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.replace_paper(
                opened.by,
                paper=opened.paper,
                newest=said["newest"],
                upload=said["file"],
                because=said["because"],
            )
        except Refusal as refusal:
            return paper_page(request, opened, replacing=refused_form(form, refusal), status=refusal.status)
        messages.success(request, _("The new file is shown from now on; the one before is kept."))
        return HttpResponseRedirect(paper_address(request, "detail", paper_id=paper_id))
    return paper_page(request, opened, replacing=form, status=422)


@never_cache
@role_required(*rules.DESK)
@require_POST
def restore(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Show an earlier version again."""
    opened = opened_paper(request, paper_id)
    form = RestoreForm(_earlier(opened), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.restore_version(
                opened.by,
                paper=opened.paper,
                newest=said["newest"],
                version=opened.version(said["version"]),
                because=said["because"],
            )
        except Refusal as refusal:
            return paper_page(request, opened, restoring=refused_form(form, refusal), status=refusal.status)
        messages.success(request, _("The earlier version is shown again."))
        return HttpResponseRedirect(paper_address(request, "detail", paper_id=paper_id))
    return paper_page(request, opened, restoring=form, status=422)


def refused_form(form: forms.Form, refusal: Refusal) -> forms.Form:
    """A form that says why its act was refused; what was typed stays."""
    form.add_error(None, str(refusal.message))
    return form


def _earlier(opened: OpenPaper) -> list[FileVersion]:
    return [one for one in opened.versions[:-1] if opened.may_see(one)]


def paper_page(
    request: HttpRequest,
    opened: OpenPaper,
    *,
    replacing: forms.Form | None = None,
    restoring: forms.Form | None = None,
    withdrawing: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a paper, with the form that was sent as it was typed."""
    may_change = rules.change_verdict(opened.seen, opened.paper, is_letter=opened.is_letter)
    newest, earlier = {"newest": opened.newest.number}, _earlier(opened)
    shown = {
        "opened": opened,
        "versions": [_shown(request, opened, one) for one in reversed(opened.versions)],
        "may_change": may_change,
        "may_redact": rules.redact_verdict(opened.seen, opened.paper),
        "is_letter": opened.is_letter,
        "may_withdraw": bool(opened.letter and rules.may_withdraw_letter(opened.by, opened.letter)),
        "withdrawing": withdrawing or WithdrawForm(),
        "is_withdrawing": withdrawing is not None,
        "replacing": replacing or ReplaceForm(initial=newest),
        "restoring": (restoring or RestoreForm(earlier, initial=newest)) if earlier else None,
        "is_replacing": replacing is not None,
        "is_restoring": restoring is not None,
        "form": replacing or restoring or withdrawing,
        "redact_href": paper_address(request, "redact", paper_id=opened.paper.pk),
        "replace_href": paper_address(request, "replace", paper_id=opened.paper.pk),
        "withdraw_href": paper_address(request, "withdraw", paper_id=opened.paper.pk),
        "restore_href": paper_address(request, "restore", paper_id=opened.paper.pk),
    }
    return render(request, "documents/paper.html", shown, status=status)


def _shown(request: HttpRequest, opened: OpenPaper, one: FileVersion) -> ShownVersion:
    href = paper_address(request, "version", paper_id=opened.paper.pk, number=one.number)
    return ShownVersion(one, href, opened.may_see(one), is_shown=one.number == opened.shown.number)
