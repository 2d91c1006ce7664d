"""What the journal adds to the platform: signed heads and proofs that everybody may fetch."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.audit.heads import publish_head
from eroba.kernel.registry import Capability

CAPABILITY = Capability(
    name="audit",
    title=_("Journal"),
    summary=_("Who did what, when and on which basis; nobody can change it unseen."),
    sweeps=(publish_head,),
    routes=(("town", "journal/", "eroba.kernel.audit.urls"),),
)
