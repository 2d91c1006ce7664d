"""The words of a thread: kinds of matters, states, and relations read from either end."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.kernel.matters.models import Link, Matter
from eroba.kernel.registry import capabilities

Relation = Link.Relation

#: Money comes before what it pays for; in all other relations the target was there first.
FORWARD = frozenset({str(Relation.FUNDS)})

#: How the later matter of a link stands to the earlier one, read before that one's title.
SAID_BY_THE_LATER: dict[str, str | Promise] = {
    str(Relation.ANSWERS): _("Answers"),
    str(Relation.AROSE_FROM): _("Arose from"),
    str(Relation.FUNDS): _("Paid from"),
    str(Relation.IMPLEMENTS): _("Carries out"),
    str(Relation.EVIDENCES): _("Is evidence for"),
    str(Relation.REPLACES): _("Replaces"),
    str(Relation.APPEALS): _("Appeals against"),
    str(Relation.MERGED): _("Handled together with"),
    str(Relation.RELATED): _("Belongs with"),
}

#: The same read from the earlier one, which happens only where a thread runs in a circle.
SAID_BY_THE_EARLIER: dict[str, str | Promise] = {
    str(Relation.ANSWERS): _("Is answered by"),
    str(Relation.AROSE_FROM): _("Led to"),
    str(Relation.FUNDS): _("Pays for"),
    str(Relation.IMPLEMENTS): _("Is carried out by"),
    str(Relation.EVIDENCES): _("Is shown by"),
    str(Relation.REPLACES): _("Is replaced by"),
    str(Relation.APPEALS): _("Is appealed against by"),
    str(Relation.MERGED): _("Takes in"),
    str(Relation.RELATED): _("Belongs with"),
}


def kind_in_words(kind: str) -> str:
    """What a kind of matter is called, as the capability that owns it says."""
    for capability in capabilities():
        if kind in capability.matter_kinds:
            return str(capability.matter_kinds[kind])
    return ""


def state_in_words(matter: Matter) -> tuple[str, str]:
    """Where a matter stands, as a word and the shape beside it."""
    return (str(_("finished")), "quiet") if matter.closed_at else (str(_("under way")), "open")
