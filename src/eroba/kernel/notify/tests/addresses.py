"""What stands behind the addresses of notices, follows and calendars, for the walk through two towns."""

from typing import Any

from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.notify.actions import follow, make_calendar_address
from eroba.kernel.notify.links import Stop, confirm_address, stop_address
from eroba.kernel.notify.models import Follow, Notice


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Writes a notice to the resident that nobody else may read, and lets them follow and have a calendar."""
    notice = Notice.objects.create(
        person=hall.person,
        account=hall.resident,
        key="walk",
        language="ka",
        subject=hall.mark,
        body=hall.mark,
    )
    by = hall.actor(hall.resident)
    matter = open_matter(kind="need", prefix="FLW", title_ka="ა", title_en="A", visibility="public")
    followed = follow(by, matter=matter)
    asked = Follow.objects.create(matter=matter, email=f"{hall.mark}@reader.example")
    stop = stop_address(Stop("follow", followed.pk), hall.town, "ka")
    confirm = confirm_address(asked.pk, hall.town, "ka")
    return {
        "notices:notice": {"notice_id": notice.pk},
        "notices:unfollow": {"follow_id": followed.pk},
        "notices:phone": {"town": hall.town.slug},
        "following:matter": {"number": matter.number},
        "following:stop": {"token": stop.rstrip("/").rsplit("/", 1)[-1]},
        "following:confirm": {"token": confirm.rstrip("/").rsplit("/", 1)[-1]},
        "feeds:matter": {"number": matter.number},
        "feeds:my_dates": {"secret": make_calendar_address(by)},
    }
