"""Writing a service at the desk: begin a working copy, save its files, publish it by somebody else's hand."""

import re
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts, rules_of_writing
from eroba.capabilities.services.actions.publishing import publish_folder
from eroba.capabilities.services.checking import Check
from eroba.capabilities.services.definition.archive import MOST_FILES
from eroba.capabilities.services.definition.files import is_file_of_service
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.letter_body import LARGEST_LETTER_BYTES
from eroba.capabilities.services.definition.yaml_reading import LARGEST_FILE_BYTES, read_yaml
from eroba.capabilities.services.models import Service, ServiceVersion, WorkingCopy, WorkingText
from eroba.capabilities.services.queries.working import last_edition, written
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.models import Account

LARGEST_COPY_BYTES = 8 * 1024 * 1024
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@action(may=rules_of_writing.may_write_services)
def begin_copy(
    by: Actor,
    *,
    code: str,
    titles: Mapping[str, str],
    files: Mapping[str, bytes],
    begun_from: ServiceVersion | None = None,
) -> Done[WorkingCopy]:
    """Begin to write on a service, or come back to the copy that is open for it; then nothing is changed in it."""
    if not _CODE.fullmatch(code) or len(code) > 60:
        raise BadInput(
            _("Write the code in small Latin letters, joined by hyphens, such as firewood-for-schools.")
        )
    standing = WorkingCopy.objects.filter(code=code, state=WorkingCopy.State.OPEN).first()
    if standing is not None:
        return Done(standing, subject=standing)
    _require_size(files)
    copy = WorkingCopy.objects.create(
        code=code,
        title_ka=titles.get("ka", code)[:200],
        title_en=titles.get("en", code)[:200],
        begun_from=begun_from,
        begun_by=_account(by),
        begun_label=by.label,
    )
    WorkingText.objects.bulk_create(
        _text(by, copy, name, 1, body.decode("utf-8-sig", "replace")) for name, body in sorted(files.items())
    )
    begun = facts.WorkingCopyBegun(None, title=_words(copy))
    return Done(copy, subject=copy, after={"code": code, "files": len(files)}, facts=[begun])


@action(may=rules_of_writing.may_write_copy)
def save_text(by: Actor, *, copy: WorkingCopy, name: str, body: str, edition: int) -> Done[WorkingText]:
    """Save one file as its next edition; refused when somebody saved it since `edition` was read."""
    copy = WorkingCopy.objects.select_for_update().get(pk=copy.pk)
    _require_name(name)
    last = last_edition(copy, name)
    if last != edition:
        raise Overtaken(_("Somebody saved this file since you opened it. Nothing of either is lost."))
    body = body.replace("\r\n", "\n")
    _require_size({**written(copy).files, name: body.encode()})
    text = _text(by, copy, name, last + 1, body)
    text.save(force_insert=True)
    _touch(copy, _titles(body) if name == "service.yaml" else {})
    return Done(text, subject=copy, before={"edition": last}, after={"file": name, "edition": last + 1})


@action(may=rules_of_writing.may_write_copy)
def remove_text(by: Actor, *, copy: WorkingCopy, name: str) -> Done[WorkingText]:
    """Take a file out of the folder; its editions stay, and saving it again brings it back."""
    copy = WorkingCopy.objects.select_for_update().get(pk=copy.pk)
    last = last_edition(copy, name)
    if not last or "/" not in name:
        raise BadInput(_("This file cannot be taken out."))
    text = _text(by, copy, name, last + 1, "", is_removed=True)
    text.save(force_insert=True)
    _touch(copy)
    return Done(text, subject=copy, before={"edition": last}, after={"file": name, "removed": True})


@action(may=rules_of_writing.may_write_copy)
def put_copy_aside(by: Actor, *, copy: WorkingCopy) -> Done[WorkingCopy]:
    """Put a working copy aside; nothing of it is lost, and it can be taken up again."""
    return _turn(by, copy, WorkingCopy.State.PUT_ASIDE)


@action(may=rules_of_writing.may_take_up_copy)
def take_up_copy(by: Actor, *, copy: WorkingCopy) -> Done[WorkingCopy]:
    """Take up what was put aside, unless another copy of the service is open by now."""
    if WorkingCopy.objects.filter(code=copy.code, state=WorkingCopy.State.OPEN).exists():
        raise Refusal(_("Another working copy of this service is open. Publish it or put it aside first."))
    return _turn(by, copy, WorkingCopy.State.OPEN)


@action(may=rules_of_writing.may_publish_copy)
def publish_copy(
    by: Actor, *, copy: WorkingCopy, check: Check, fingerprint: str, writers: frozenset[UUID]
) -> Done[Service]:
    """Publish a working copy that was linted and simulated; refused on mistakes, and when it changed meanwhile.

    `writers` are those who wrote on it when it was looked at: who came since has changed the fingerprint.
    """
    copy = WorkingCopy.objects.select_for_update().get(pk=copy.pk)
    now_written = written(copy)
    if now_written.fingerprint != fingerprint or now_written.writers != writers:
        raise Overtaken(
            _("The working copy was changed since you looked at it. Look at it again, then publish.")
        )
    if not check.is_fine:
        raise Refusal(_("It cannot be published: mistakes must be mended first."), status=422)
    if check.folder.definition.code != copy.code:
        raise Refusal(_("The code in service.yaml is another one than that of the working copy."), status=422)
    done = publish_folder(check.folder)
    copy.state, copy.became, copy.ended_label = WorkingCopy.State.PUBLISHED, done.result.current, by.label
    copy.changed_at = now()
    copy.save(update_fields=["state", "became", "ended_label", "changed_at"])
    after = {**done.after, "checked": fingerprint, "writers": sorted(map(str, writers))}
    return Done(done.result, subject=done.subject, before=done.before, after=after, facts=done.facts)


class Overtaken(Refusal):
    """Says that a colleague was faster; both texts are kept."""


def _turn(by: Actor, copy: WorkingCopy, state: WorkingCopy.State) -> Done[WorkingCopy]:
    before = {"state": copy.state}
    copy.state, copy.changed_at = state, now()
    copy.ended_label = by.label if state == WorkingCopy.State.PUT_ASIDE else ""
    copy.save(update_fields=["state", "changed_at", "ended_label"])
    return Done(copy, subject=copy, before=before, after={"state": str(state)})


def _text(
    by: Actor, copy: WorkingCopy, name: str, edition: int, body: str, *, is_removed: bool = False
) -> WorkingText:
    return WorkingText(
        copy=copy,
        name=name,
        edition=edition,
        body=body,
        is_removed=is_removed,
        saved_by=_account(by),
        saved_label=by.label,
    )


def _account(by: Actor) -> Account:
    return Account.objects.get(pk=by.account_id)


def _touch(copy: WorkingCopy, titles: Mapping[str, str] | None = None) -> None:
    copy.title_ka = (titles or {}).get("ka") or copy.title_ka
    copy.title_en = (titles or {}).get("en") or copy.title_en
    copy.changed_at = now()
    copy.save(update_fields=["changed_at", "title_ka", "title_en"])


def _titles(body: str) -> dict[str, str]:
    """The titles service.yaml gives; nothing while it cannot be read."""
    try:
        said = read_yaml("service.yaml", body.encode()).content
    except DefinitionBroken:
        return {}
    title = said.get("title") if isinstance(said, dict) else None
    by_language = title if isinstance(title, dict) else {}
    return {code: words[:200] for code, words in by_language.items() if isinstance(words, str)}


def _require_name(name: str) -> None:
    if not is_file_of_service(name):
        raise BadInput(
            _("A service has no file of this name: rules/….json, letters/….ka.html or examples/….yaml.")
        )


def _require_size(files: Mapping[str, bytes]) -> None:
    for name, body in files.items():
        most = LARGEST_LETTER_BYTES if name.startswith("letters/") else LARGEST_FILE_BYTES
        if len(body) > most:
            raise BadInput(
                _("%(file)s is too large: at most %(most)s kB.") % {"file": name, "most": most // 1024}
            )
        if b"\x00" in body:
            raise BadInput(_("%(file)s is no text.") % {"file": name})
    if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST_COPY_BYTES:
        raise BadInput(_("The folder is too large: fewer or smaller files."))


def _words(copy: WorkingCopy) -> facts.Words:
    return {"ka": copy.title_ka, "en": copy.title_en}
