"""Tying matters together by hand. Ties that follow from other acts are made there, with `numbering.link_matters`."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import BadInput
from eroba.kernel.matters import facts, rules
from eroba.kernel.matters.models import Link, Matter
from eroba.kernel.matters.numbering import link_matters


@action(may=rules.may_tie_matters)
def tie_matters(by: Actor, *, source: Matter, relation: str, target: Matter) -> Done[Link]:
    """Tie two matters of this town together, e.g. a bench that is evidence for a promise."""
    if relation not in Link.Relation.values:
        raise BadInput(_("Choose how the two matters belong together."))
    if source.pk == target.pk:
        raise BadInput(_("A matter cannot be tied to itself."))
    link = link_matters(source=source, relation=relation, target=target)
    told = facts.MatterTied(source.pk, number=target.number, relation=relation)
    return Done(link, subject=source, after={"relation": relation, "target": target.number}, facts=[told])


@action(may=rules.may_tie_matters)
def untie_matters(by: Actor, *, source: Matter, relation: str, target: Matter) -> Done[None]:
    """Take a tie away again."""
    removed, _kinds = Link.objects.filter(source=source, relation=relation, target=target).delete()
    told = [facts.MatterUntied(source.pk, number=target.number, relation=relation)] if removed else []
    return Done(None, subject=source, before={"relation": relation, "target": target.number}, facts=told)
