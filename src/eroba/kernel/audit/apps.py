"""Opens the journal's room and lets it hear of every escape from a town's scope."""

from django.apps import AppConfig

from eroba.kernel.audit.escapes import record_escape
from eroba.kernel.tenancy.scope import escaped


class AuditConfig(AppConfig):
    """The room of the journal."""

    name = "eroba.kernel.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Listens for escapes."""
        escaped.connect(record_escape, dispatch_uid="eroba.record_escape")
