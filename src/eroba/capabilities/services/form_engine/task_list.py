"""The list of pages with what remains to be done, as the person sees it on the way."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field, Form, FormPage
from eroba.capabilities.services.form_engine.answers import problems_in_form
from eroba.capabilities.services.form_engine.asking import Answers, asked_pages, what_is_asked
from eroba.capabilities.services.form_engine.reading import Message, Surroundings


class PageStatus(Enum):
    """How far a page is."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    DONE = "done"

    @property
    def words(self) -> Message:
        """Return the status as the person reads it."""
        return _WORDS[self]


_WORDS = {
    PageStatus.NOT_STARTED: _("Not started"),
    PageStatus.STARTED: _("Not finished"),
    PageStatus.DONE: _("Done"),
}


@dataclass(frozen=True, slots=True)
class PageTask:
    """One line of the task list."""

    page: FormPage
    status: PageStatus

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do on the page."""
        return self.status is PageStatus.DONE


def task_list(form: Form, answers: Answers, visited: frozenset[str], around: Surroundings) -> list[PageTask]:
    """Return each page that is asked with its status; done means seen and without problems."""
    wrong = problems_in_form(form, answers, around)
    return [
        PageTask(page, _status(page, fields, answers, visited, page.code in wrong))
        for page, fields in what_is_asked(form, answers).pages
    ]


def page_after(form: Form, page: FormPage, answers: Answers) -> FormPage | None:
    """Return the page asked after this one, or None when it is time to check the answers."""
    order = [one.code for one in form.pages]
    after = [one for one in asked_pages(form, answers) if order.index(one.code) > order.index(page.code)]
    return after[0] if after else None


def page_before(form: Form, page: FormPage, answers: Answers) -> FormPage | None:
    """Return the page asked before this one, if there is one."""
    order = [one.code for one in form.pages]
    before = [one for one in asked_pages(form, answers) if order.index(one.code) < order.index(page.code)]
    return before[-1] if before else None


def _status(
    page: FormPage, fields: tuple[Field, ...], answers: Answers, visited: frozenset[str], is_wrong: bool
) -> PageStatus:
    if page.code in visited:
        return PageStatus.STARTED if is_wrong else PageStatus.DONE
    has_any = any(answers.get(one.code) is not None for one in fields)
    return PageStatus.STARTED if has_any else PageStatus.NOT_STARTED
