"""What is done before a paper is redacted, because it takes time: showing it, blackening it, keeping the bytes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import BadInput
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.documents.queries import bytes_of
from eroba.kernel.documents.redaction.answers import NotRedacted, PageView
from eroba.kernel.documents.redaction.marks import Marks
from eroba.kernel.documents.redaction.process import redact_paper, view_page
from eroba.kernel.documents.storage import town_store

_PROBLEMS: dict[str, str | Promise] = {
    "unreadable": _("This file cannot be opened as pages, so nothing can be blackened in it."),
    "too-long": _("This file is too long or too complicated to be worked on here: at most 150 pages."),
    "busy": _("The computer is too busy at the moment. Nothing was made; try again in a few minutes."),
    "no-page": _("There is no such page in this paper."),
    "nothing-found": _("None of this was found in the paper, so nothing was blackened."),
    "still-there": _(
        "One of the words is still in the paper, perhaps written with spaces or as part of another sign. "
        "Nothing was made. Write it as it stands there too, or mark its place."
    ),
}


@dataclass(frozen=True)
class PreparedRedaction:
    """A blackened paper whose bytes lie on the shelf already."""

    content: bytes
    name: str
    places_count: int
    is_shelved: bool = True


def view_of_file(file: StoredFile, marks: Marks, page: int) -> PageView:
    """Show one page of a file, the version that is shown, with what is marked; raises BadInput in words."""
    try:
        return view_page(bytes_of(file), file.media_type, marks, page)
    except NotRedacted as problem:
        raise BadInput(_PROBLEMS[str(problem)]) from problem


def prepare_redaction(file: StoredFile, marks: Marks) -> PreparedRedaction:
    """Blacken a file, the version that is shown, and put the bytes on the shelf; raises BadInput in words."""
    try:
        done = redact_paper(bytes_of(file), file.media_type, marks)
    except NotRedacted as problem:
        raise BadInput(_PROBLEMS[str(problem)]) from problem
    town_store().keep(done.pdf)
    stem = file.original_name.rsplit(".", 1)[0]
    return PreparedRedaction(done.pdf, f"{stem}-redacted.pdf"[-200:], done.places_count)
