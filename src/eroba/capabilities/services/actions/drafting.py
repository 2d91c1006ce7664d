"""Filling in a form: a draft per person and service, saved page by page, pinned to a version."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import rules
from eroba.capabilities.services.definition.form import Field as FormField
from eroba.capabilities.services.definition.form import FormPage
from eroba.capabilities.services.form_engine.answers import PageReading
from eroba.capabilities.services.form_engine.reading import Answer
from eroba.capabilities.services.models import Draft, DraftPaper, Service
from eroba.capabilities.services.published import definition_of
from eroba.capabilities.services.queries.accepted import is_set_aside, was_sent
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.documents.actions import keep_upload
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.people.models import Person


@action(may=rules.may_start_draft, for_others=True)
def start_draft(
    by: Actor, *, service: Service, answers: Mapping[str, Answer], sources: Mapping[str, str]
) -> Done[Draft]:
    """Begin an application with what a register already told, or come back to the one begun before.

    One that was sent and could not be opened yet stands in nobody's way.
    """
    person = Person.objects.get(pk=by.person_id)
    standing = Draft.objects.filter(person=person, service=service, is_left=False).first()
    if standing is not None and is_set_aside(standing):
        leave(standing)
    elif standing is not None and (was_sent(standing) or not standing.is_expired):
        return Done(standing, subject=standing)
    elif standing is not None:
        standing.delete()
    draft = Draft(service=service, version=service.current, person=person, sources=dict(sources))
    draft.keep(dict(answers))
    draft.save(force_insert=True)
    return Done(draft, subject=draft, after=_state_of(draft))


def leave(draft: Draft) -> None:
    """Let a draft that was sent and set aside make room for another one. Part of an action."""
    draft.is_left = True
    draft.save(update_fields=["is_left"])


@action(may=rules.may_edit_draft, for_others=True)
def save_page(by: Actor, *, draft: Draft, reading: PageReading) -> Done[Draft]:
    """Keep what was answered on one page, right or not yet; what could not be read is left out."""
    draft = Draft.objects.select_for_update().select_related("version").get(pk=draft.pk)
    _refuse_if_sent(draft)
    before = draft.answers
    here = {field.code for field in reading.page.fields}
    changed = {code for code in here if reading.answers.get(code) != before.get(code)}
    draft.sources = {code: register for code, register in draft.sources.items() if code not in changed}
    draft.keep({code: value for code, value in before.items() if code not in here} | reading.answers)
    draft.visited = sorted({*draft.visited, reading.page.code})
    draft.save()
    return Done(draft, subject=draft, after=_state_of(draft) | {"page": reading.page.code})


@action(may=rules.may_edit_draft, for_others=True)
def add_draft_paper(
    by: Actor, *, draft: Draft, page: FormPage, field_code: str, upload: AcceptedUpload
) -> Done[StoredFile]:
    """Keep a paper for one field of the form; it takes the place of the one given before."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    _refuse_if_sent(draft)
    _require_file_field(page.fields, field_code)
    file = keep_upload(by, upload=upload, person_id=draft.person_id)
    DraftPaper.objects.update_or_create(
        draft=draft, field_code=field_code, defaults={"file": file, "name": file.original_name}
    )
    draft.keep(draft.answers | {field_code: reference_to(file)})
    draft.save()
    return Done(file, subject=draft, after={"field": field_code, "sha256": file.sha256})


@action(may=rules.may_edit_draft, for_others=True)
def add_row_paper(
    by: Actor, *, draft: Draft, group: FormField, field_code: str, upload: AcceptedUpload
) -> Done[StoredFile]:
    """Keep a paper for a question of one row; which row it belongs to says the page when it is saved."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    _refuse_if_sent(draft)
    _require_file_field(group.fields, field_code)
    file = keep_upload(by, upload=upload, person_id=draft.person_id)
    # rows come and go, so a paper in a row is known by itself, not by the row's place
    DraftPaper.objects.create(draft=draft, field_code=str(file.pk), file=file, name=file.original_name)
    field = f"{group.code}.{field_code}"
    return Done(file, subject=draft, after={"field": field, "sha256": file.sha256})


def reference_to(file: StoredFile) -> dict[str, str | int]:
    """A kept file as an answer names it."""
    return {
        "file_id": str(file.pk),
        "name": file.original_name,
        "size": file.size_bytes,
        "media_type": file.media_type,
    }


def _require_file_field(fields: Iterable[FormField], code: str) -> None:
    if not any(field.code == code and field.kind == "file" for field in fields):
        raise BadInput(_("The form asks for no file here."))


@action(may=rules.may_edit_draft, for_others=True)
def renew_draft(by: Actor, *, draft: Draft) -> Done[Draft]:
    """Carry a draft over to the version now in force; answers to questions that are still asked stay."""
    draft = Draft.objects.select_for_update().select_related("service__current").get(pk=draft.pk)
    _refuse_if_sent(draft)
    before = _state_of(draft)
    draft.version = draft.service.current
    asked = {field.code for field in definition_of(draft.version).form.fields()}
    draft.keep({code: value for code, value in draft.answers.items() if code in asked})
    draft.visited = []
    draft.save()
    return Done(draft, subject=draft, before=before, after=_state_of(draft))


@action(may=rules.may_edit_draft, for_others=True)
def discard_draft(by: Actor, *, draft: Draft) -> Done[None]:
    """Throw a draft away because its person wants it."""
    _refuse_if_sent(draft)
    before = _state_of(draft)
    Draft.objects.filter(pk=draft.pk).delete()
    return Done(None, subject=draft, before=before)


@action(may=rules.may_forget_drafts)
def forget_drafts(by: Actor, *, older_than: dt.datetime) -> Done[int]:
    """Delete drafts whose time of keeping ended before a moment; nobody has come back to them."""
    count, _each = Draft.objects.filter(expires_at__lt=older_than).delete()
    return Done(count, after={"rows": count})


@action(may=rules.may_forget_drafts)
def forget_drafts_of(by: Actor, *, person_id: UUID) -> Done[int]:
    """Delete the drafts of somebody who was erased."""
    count, _each = Draft.objects.filter(person_id=person_id).delete()
    return Done(count, after={"rows": count})


def _refuse_if_sent(draft: Draft) -> None:
    """What was sent is what was accepted; nothing can be changed in it before its case is opened."""
    if was_sent(draft):
        raise Refusal(_("You have sent this application. Its number comes in a moment."))


def _state_of(draft: Draft) -> dict[str, object]:
    return {"version": draft.version.number, "visited": list(draft.visited), "expires_at": draft.expires_at}
