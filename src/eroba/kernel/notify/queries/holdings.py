"""What this room holds about one person in the town worked for now, for the copy of their data."""

from typing import Any

from eroba.kernel.notify.models import CalendarAddress, Follow, Notice, PhoneCheck, QuietHours, Wish
from eroba.kernel.people.models import Person


def notices_about(person: Person) -> dict[str, object]:
    """Everything written to a person, what they follow, and how they wish to be told."""
    notices = Notice.objects.filter(person=person).prefetch_related("sendings").order_by("written_at")
    phones = PhoneCheck.objects.filter(person=person).order_by("asked_at")
    checks = list(phones.values("number", "asked_at", "confirmed_at"))
    return {"notices": [_notice(notice) for notice in notices], "phone_checks": checks, **_choices(person)}


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "written_at": notice.written_at,
        "kind": notice.kind,
        "subject": notice.subject,
        "body": notice.body,
        "read_at": notice.read_at,
        "sent": [
            {"channel": each.channel, "sent_at": each.sent_at, "problem": each.problem}
            for each in notice.sendings.all()
        ],
    }


def _choices(person: Person) -> dict[str, Any]:
    account = person.account_id
    if account is None:
        return {"follows": [], "wishes": [], "quiet_hours": [], "calendar_made_at": []}
    follows = Follow.objects.filter(account=account).select_related("matter").order_by("asked_at")
    return {
        "follows": [
            {"what": each.matter.number if each.matter else each.topic, "since": each.asked_at}
            for each in follows
        ],
        "wishes": list(Wish.objects.filter(account=account).values("kind", "channel", "pace")),
        "quiet_hours": list(QuietHours.objects.filter(account=account).values("from_hour", "until_hour")),
        "calendar_made_at": list(
            CalendarAddress.objects.filter(account=account).values_list("made_at", flat=True)
        ),
    }
