"""A discussion from its opening to an appeal that was granted, by people who never see an e-mail address."""

import pytest
from django.test import Client

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.discussion.actions import (
    agree,
    appeal_hiding,
    decide_appeal,
    hide_comment,
    report_comment,
    write_comment,
)
from eroba.kernel.discussion.queries import comments_to_moderate, hiding_of
from eroba.kernel.matters.queries import timeline
from eroba.kernel.outbox.models import FactRecord


def page_for(number: str) -> str:
    return Client().get(f"/en/ozurgeti/discussion/{number}/").content.decode()


@pytest.mark.django_db
def test_a_comment_is_written_agreed_with_reported_hidden_and_shown_again(
    discussion, nino, gia, clerk, head
) -> None:
    number = discussion.matter.number
    first = write_comment(
        nino, discussion=discussion, text="სკამი სკოლასთან დადგით: https://example.org/map."
    )
    write_comment(gia, discussion=discussion, text="მეც ასე ვფიქრობ", answers=first)
    assert agree(gia, comment=first).agree_count == 1
    page = page_for(number)
    assert "ნინო ნ." in page and "გია" in page and 'href="https://example.org/map"' in page
    assert "@example.org" not in page

    report_comment(gia, comment=first, reason="advertising", words="ბმული")
    assert list(comments_to_moderate()) == [first]
    hide_comment(clerk, comment=first, reason="advertising", words="რეკლამა")
    page = page_for(number)
    assert "advertising. რეკლამა" in page and "სკოლასთან" not in page and "მეც ასე ვფიქრობ" in page
    assert not comments_to_moderate().exists()

    first.refresh_from_db()
    hiding = appeal_hiding(nino, hiding=hiding_of(first), words="ეს რუკაა")
    assert list(comments_to_moderate()) == [first]
    decide_appeal(head, hiding=hiding, outcome="lifted", words="მართლაც რუკაა")
    assert "სკოლასთან" in page_for(number)

    facts = list(FactRecord.objects.order_by("at", "id").values_list("name", flat=True))
    assert facts == [
        "discussion.opened",
        "comment.published",
        "comment.published",
        "comment.reported",
        "comment.hidden",
        "comment.appealed",
        "comment.restored",
    ]
    assert [entry.name for entry in timeline(discussion.matter, audience="staff")] == ["discussion.opened"]
    written = "".join(f"{e.before}{e.after}{e.subject_number}" for e in JournalEntry.objects.all())
    assert "სკოლასთან" not in written and number in written
