"""Answers the port of the actions: whether somebody may still act for another; and remembers what was done so."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions.acting import Acting
from eroba.kernel.actions.verdict import Verdict, refuse
from eroba.kernel.base.clock import today
from eroba.kernel.people.standing import rules
from eroba.kernel.people.standing.models import Deed, Representation


class KeptRepresentations:
    """Answers the port of the actions: whether a representation still holds, and what was done by it."""

    def still_holds(self, acting: Acting) -> Verdict:
        """Asks the row as it stands inside the transaction."""
        found = (
            Representation.objects.select_related("represented", "representative")
            .filter(pk=acting.representation_id, representative=acting.by_person_id)
            .first()
        )
        if found is None:
            return refuse(_("You have not been given the right to act for this person."))
        return rules.holds_on(found, today())

    def witness(self, acting: Acting, action: str, subject: Any) -> None:
        """Keeps the act for the represented person's eyes."""
        Deed(
            representation_id=acting.representation_id,
            action=action,
            subject_id=getattr(subject, "pk", None),
            subject_number=str(getattr(subject, "number", "")),
        ).save(force_insert=True)
