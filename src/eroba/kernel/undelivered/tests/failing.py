"""Deliveries that failed, for the tests of this room."""

from uuid import UUID

from eroba.kernel.outbox.models import Delivery, FactRecord

SILENT = "ConnectionRefusedError: [Errno 111] Connection refused"
MAIL = "notify.send_by_email"


def one_that_failed(
    *,
    problem: str = SILENT,
    state: str = "dead",
    attempts: int = 133,
    matter_id: UUID | None = None,
    listener: str = MAIL,
) -> Delivery:
    """One delivery of a notice's e-mail, in the town worked for."""
    record = FactRecord(
        name="notice.written",
        matter_id=matter_id,
        shown_to="staff",
        payload={"notice_id": "00000000-0000-7000-8000-000000000000"},
    )
    record.save(force_insert=True)
    return Delivery.objects.create(
        fact=record, listener=listener, state=state, attempts=attempts, last_problem=problem
    )
