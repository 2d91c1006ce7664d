"""What rounds hold about a person who is known here: what they proposed. How somebody voted nobody can tell."""

from typing import Any

from eroba.capabilities.budgeting.models import Project
from eroba.kernel.people.models import Person


def holdings_about(person: Person) -> dict[str, Any]:
    """The projects of the person's."""
    mine = Project.objects.filter(author=person).select_related("matter").order_by("proposed_at")
    return {
        "projects_proposed": [
            {
                "number": one.matter.number,
                "title": one.title_ka,
                "about": one.about,
                "answer": one.answer,
                "shows_author": one.shows_author,
                "proposed_at": one.proposed_at,
            }
            for one in mine
        ]
    }
