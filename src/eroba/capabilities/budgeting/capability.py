"""What budgeting adds to the platform: for now the count that anybody can repeat, as a command."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.registry import Capability

CAPABILITY = Capability(
    name="budgeting",
    title=_("Participatory budget"),
    summary=_("Ballots on projects, counted so that anybody can count them again."),
)
