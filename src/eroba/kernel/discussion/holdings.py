"""What the room of discussion hands over about one person: everything they wrote, and what became of it."""

from typing import Any

from eroba.kernel.discussion.models import Comment, PublicName, Report
from eroba.kernel.people.models import Person


def holdings_about(person: Person) -> dict[str, Any]:
    """The person's comments with earlier words, appeals, reports and chosen name."""
    comments = (
        Comment.objects.filter(person=person).select_related("discussion__matter").order_by("written_at")
    )
    chosen = PublicName.objects.filter(account_id=person.account_id).first() if person.account_id else None
    reports = (
        Report.objects.filter(account_id=person.account_id) if person.account_id else Report.objects.none()
    )
    return {
        "public_name": chosen.name if chosen else "",
        "comments": [_comment(c) for c in comments.prefetch_related("editions", "hidings")],
        "reports": [{"at": r.at, "reason": r.reason, "words": r.words} for r in reports.order_by("at")],
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "matter": comment.number,
        "written_at": comment.written_at,
        "name": comment.name,
        "text": comment.text,
        "state": comment.state,
        "earlier": [edition.text for edition in comment.editions.all()],
        "appeals": [hiding.appeal for hiding in comment.hidings.all() if hiding.appeal],
    }
