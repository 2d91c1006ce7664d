"""What is odd in a file that can be counted all the same: published figures that a recount does not confirm."""

from collections.abc import Iterator
from dataclasses import replace

from eroba.capabilities.budgeting.pabulib.amounts import amount
from eroba.capabilities.budgeting.pabulib.document import Document
from eroba.capabilities.budgeting.pabulib.faults import marked as _
from eroba.capabilities.budgeting.tally.election import Election, Remark


def remarks_on(election: Election, document: Document, too_long: int) -> Election:
    """The same election with what a reader of its result should know of the file."""
    found = [
        *_published_figures(election, document, "votes"),
        *_published_figures(election, document, "score"),
    ]
    if too_long:
        sentence = _("%(count)s ballots name more projects than max_length allows; they are counted")
        found.append(Remark(sentence, {"count": too_long}))
    return replace(election, remarks=tuple(found))


def _published_figures(election: Election, document: Document, column: str) -> Iterator[Remark]:
    place = document.project_place(column)
    if place is None:
        return
    parts = 1 if column == "votes" else election.point_parts
    counted = election.votes() if column == "votes" else election.scores()
    for project, row, figure in zip(election.projects, document.projects, counted, strict=True):
        published = row.cells[place].strip()
        if published and amount(published, column, row.line) * parts != figure:
            yield Remark(
                _("project %(id)s: the file says %(column)s %(published)s, its ballots give %(counted)s"),
                {
                    "id": project.id,
                    "column": column,
                    "published": published,
                    "counted": f"{figure / parts:g}",
                },
            )
