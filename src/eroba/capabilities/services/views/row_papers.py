"""Papers in the rows of a form's page: a new one is kept, one given before stays with its row, wherever that moved."""

from collections.abc import Mapping, Sequence

from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.drafting import reference_to
from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.form_engine.reading import Answer
from eroba.capabilities.services.forms.pages import PageForm
from eroba.capabilities.services.models import Draft
from eroba.kernel.actions import Actor
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.uploads import UploadRefused


def take_row_papers(
    by: Actor,
    draft: Draft,
    groups: Sequence[Field],
    form: PageForm,
    typed: dict[str, object],
    answers: Mapping[str, Answer],
) -> dict[str, object]:
    """Put into what was typed which paper each row has; one that may not come in is a problem beside its field."""
    problems: dict[str, object] = {}
    for group in groups:
        given = _given(group, answers.get(group.code))
        rows = typed.get(group.code)
        for at, row in enumerate(rows if isinstance(rows, list) else []):
            for one in group.fields:
                if one.kind == "file" and one.code in row:
                    name = f"{group.code}-{at}-{one.code}"
                    row[one.code] = _paper(by, draft, group, one, form, name, given, problems)
    return problems


def _paper(
    by: Actor,
    draft: Draft,
    group: Field,
    one: Field,
    form: PageForm,
    name: str,
    given: Mapping[str, object],
    problems: dict[str, object],
) -> object:
    # the page says which paper a row had; only papers of this draft's own answers are believed
    had = given.get(str(form.data.get(f"{name}-kept", "")))
    sent = form.files.get(name)
    if not sent:
        return None if f"{name}-forget" in form.data else had
    try:
        upload = receive_upload(sent)
    except UploadRefused as refused:
        problems[name] = refused.message
        return had
    return reference_to(
        actions.add_row_paper(by, draft=draft, group=group, field_code=one.code, upload=upload)
    )


def _given(group: Field, saved: object) -> dict[str, object]:
    """The papers of a group's saved rows, by the key of their file."""
    codes = [one.code for one in group.fields if one.kind == "file"]
    found: dict[str, object] = {}
    for row in saved if isinstance(saved, list) else []:
        for code in codes:
            answer = row.get(code) if isinstance(row, Mapping) else None
            if isinstance(answer, Mapping):
                found[str(answer.get("file_id"))] = dict(answer)
    return found
