"""Reading which running cases stand on which version of a service, and the last time some were moved."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Service, VersionMove
from eroba.kernel.base.errors import NotFound


def service_here(code: str) -> Service:
    """The town's service of this code with its version in force. Raises NotFound."""
    found = Service.objects.select_related("current").filter(code=code).first()
    if found is None:
        raise NotFound(_("There is no such service here."))
    return found


def last_move(service: Service) -> VersionMove | None:
    """The last move that was not taken back, if there was one."""
    return (
        VersionMove.objects.filter(service=service, undone_at__isnull=True).select_related("version").last()
    )
