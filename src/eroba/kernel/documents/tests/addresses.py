"""What stands behind the addresses of letters, for the walk through two towns."""

from typing import Any

from eroba.kernel.base.ids import uuid7
from eroba.kernel.documents.actions import issue_letter
from eroba.kernel.documents.preparing import letter_text, prepare_letter


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Issues a letter to the resident; who has its code learns that it is genuine, not whom it is to."""
    text = letter_text(
        language="ka",
        kind="decision",
        outcome="granted",
        number="WLK-2026-SOC-00001",
        title="გადაწყვეტილება",
        addressee_lines=(hall.mark,),
        body_html=f"<p>{hall.mark}</p>",
        signatory_name="თეა კლერკი",
        signatory_post="სოციალური სამსახური",
    )
    letter = issue_letter(hall.actor(hall.clerk), drawn=prepare_letter(text), subject_id=uuid7())
    checks = {name: {"code": letter.code} for name in ("documents:letter", "documents:letter_with_slash")}
    paper = {"paper_id": letter.file_id}
    acts = {f"papers:{name}": paper for name in ("detail", "replace", "restore", "redact", "withdraw")}
    return checks | acts | {"papers:version": paper | {"number": 1}}
