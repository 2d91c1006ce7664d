"""What the worker does for representations: ends what ran out, and tells both people what changed."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.ports import Notices
from eroba.kernel.people.standing import facts
from eroba.kernel.people.standing.actions import end_by_time
from eroba.kernel.people.standing.models import Representation
from eroba.kernel.people.standing.queries import ran_out, representation_of_id
from eroba.kernel.registry.ports import use
from eroba.kernel.tenancy.scope import current_municipality

ENDED = {
    Representation.End.AGE: _(
        "The child came of age, so a parent or guardian no longer acts for them. Applications under way go on; the "
        "person can follow them with an account of their own."
    ),
    Representation.End.TIME: _("The last day of this representation has passed."),
    Representation.End.REPRESENTED: _("The represented person ended it."),
    Representation.End.REPRESENTATIVE: _("The representative ended it."),
    Representation.End.OFFICIAL: _("The town hall ended it. Ask there if you do not know why."),
}


def end_what_ran_out() -> int:
    """Ends each representation whose time is over or whose child came of age; returns how many."""
    found = ran_out(today())
    for representation in found:
        end_by_time(system_actor("worker"), representation=representation)
    return len(found)


def on_confirmed(fact: facts.RepresentationConfirmed, delivery: Delivery) -> None:
    """Tells both that one may act for the other from now on."""
    _tell(
        fact.representation_id,
        delivery,
        _("Somebody may act for another person"),
        _(
            "It was confirmed. On My page, under “For whom I act”, you see who, how far it reaches and what was done."
        ),
    )


def on_refused(fact: facts.RepresentationRefused, delivery: Delivery) -> None:
    """Tells the one who asked why it was not confirmed."""
    held = representation_of_id(fact.representation_id)
    _tell(
        fact.representation_id,
        delivery,
        _("You may not act for this person yet"),
        held.refusal,
        both=False,
    )


def on_ended(fact: facts.RepresentationEnded, delivery: Delivery) -> None:
    """Tells both that it is over, and why."""
    words = ENDED.get(Representation.End(fact.reason), "")
    _tell(fact.representation_id, delivery, _("Nobody acts for another person here any more"), words)


def _tell(
    representation_id: object, delivery: Delivery, subject: object, body: object, both: bool = True
) -> None:
    held = representation_of_id(representation_id)  # type: ignore[arg-type]
    people = [held.representative, *([held.represented] if both else [])]
    path = f"/{current_municipality().slug}/acting/"
    for person in people:
        if person is not None and not person.erased_at:
            use(Notices).tell(  # type: ignore[type-abstract]
                person, key=f"{delivery.key}:{person.pk}", subject=subject, body=body, path=path
            )
