"""Writing a notice once, noting that it was read, and noting that its e-mail left."""

from typing import TypeAlias

from django.utils import translation
from django.utils.functional import Promise

from eroba.kernel.actions import Actor, Done, action, system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.facts import NoticeWritten
from eroba.kernel.notify.models import Notice
from eroba.kernel.notify.rules import may_mark_read, may_write_notice
from eroba.kernel.people.models import Person

Words: TypeAlias = str | Promise
DEFAULT_LANGUAGE = "ka"


def notify_person(
    person: Person, *, key: str, subject: Words, body: Words, path: str = "", matter: Matter | None = None
) -> Notice:
    """Tells a person something, on My page and by e-mail; the same key writes one notice, however often it is called.

    Lazy texts are said in the person's language. `path` is where to read on, without a language in front:
    `/ozurgeti/services/…`; the language is added.
    """
    return write_notice(
        system_actor("notify"), person=person, key=key, subject=subject, body=body, path=path, matter=matter
    )


@action(may=may_write_notice)
def write_notice(
    by: Actor, *, person: Person, key: str, subject: Words, body: Words, path: str, matter: Matter | None
) -> Done[Notice]:
    """Writes a notice, unless one with this key was written already."""
    language = person.account.language if person.account else DEFAULT_LANGUAGE
    with translation.override(language):
        texts = {"subject": str(subject)[:200], "body": str(body)}
    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            **texts,
            "person": person,
            "account": person.account,
            "matter": matter,
            "language": language,
            "path": _in_language(path, language),
        },
    )
    facts = [NoticeWritten(matter.pk if matter else None, notice.pk)] if is_new else []
    return Done(notice, subject=matter, after={"notice": notice.pk, "is_new": is_new}, facts=facts)


@action(may=may_mark_read)
def mark_read(by: Actor, *, notice: Notice) -> Done[Notice]:
    """Notes when a notice was opened for the first time."""
    if notice.read_at is None:
        notice.read_at = now()
        notice.save(update_fields=["read_at"])
    return Done(notice, subject=notice.matter, after={"notice": notice.pk})


@action(may=may_write_notice)
def note_emailed(by: Actor, *, notice: Notice, problem: str = "") -> Done[Notice]:
    """Notes that the e-mail left, or for good why it cannot: then the notice stays on My page only."""
    notice.emailed_at = None if problem else now()
    notice.email_problem = problem[:200]
    notice.save(update_fields=["emailed_at", "email_problem"])
    return Done(notice, subject=notice.matter, after={"notice": notice.pk, "is_emailed": not problem})


def _in_language(path: str, language: str) -> str:
    if not path or path.startswith(("/ka/", "/en/", "/verify/", "http")):
        return path
    return f"/{language}/{path.lstrip('/')}"
