"""What stands behind the addresses of notices, for the walk through two towns."""

from typing import Any

from eroba.kernel.notify.models import Notice


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Writes a notice to the resident that nobody else may read."""
    notice = Notice.objects.create(
        person=hall.person,
        account=hall.resident,
        key="walk",
        language="ka",
        subject=hall.mark,
        body=hall.mark,
    )
    return {"notices:notice": {"notice_id": notice.pk}}
