"""What a program asks or sends by GeoReport, read from its arguments; says what is wrong in words."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from eroba.capabilities.services.georeport.sent import SentReport
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import Refusal

MOST, WINDOW = 1000, dt.timedelta(days=90)
_ATTRIBUTE = re.compile(r"^attribute\[([a-z0-9_-]{1,60})\](\[\])?$")


class GeoWrong(Refusal):
    """Says what is wrong with a request, with the status GeoReport has for it."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words, status=status)


def read_search(asked: Mapping[str, str]) -> dict[str, Any]:
    """Which requests are wanted. Ids win over everything else; without dates the last ninety days are meant."""
    numbers = _listed(asked, "service_request_id")
    if numbers:
        return {"numbers": numbers}
    until = _moment(asked, "end_date")
    since = _moment(asked, "start_date") or (until or now()) - WINDOW
    states = set(_listed(asked, "status"))
    if states - {"open", "closed"}:
        raise GeoWrong(_("status is open, closed, or both with a comma."))
    return {
        "codes": _listed(asked, "service_code"),
        "since": since,
        "until": until,
        "is_open": "open" in states if len(states) == 1 else None,
    }


def read_page(asked: Mapping[str, str]) -> tuple[int, int]:
    """Which page, and how many on a page."""
    return _number(asked, "page", 1, 1_000_000), _number(asked, "page_size", MOST, MOST)


def read_report(sent: Any, kind: str) -> SentReport:
    """A report from the arguments of a POST."""

    def said(name: str, most: int = 300) -> str:
        words = str(sent.get(name, "")).replace("\x00", "").strip()
        if len(words) > most:
            raise GeoWrong(_("%(name)s is longer than %(most)d characters.") % {"name": name, "most": most})
        return words

    more: dict[str, object] = {}
    for name in sent:
        found = _ATTRIBUTE.match(name)
        if found:
            more[found[1]] = sent.getlist(name) if found[2] else sent.get(name)
    if said("address_id"):
        raise GeoWrong(_("We know no address_id. Send lat and long, or address_string."))
    return SentReport(
        kind=kind,
        description=said("description", 4000),
        address=said("address_string"),
        latitude=said("lat", 40),
        longitude=said("long", 40),
        settlement=str(more.pop("settlement", "") or ""),
        given_name=said("first_name", 80),
        family_name=said("last_name", 80),
        email=said("email"),
        phone=said("phone", 40),
        media_url=said("media_url", 500),
        more=more,
    )


def _listed(asked: Mapping[str, str], name: str) -> list[str]:
    found = [one.strip() for one in asked.get(name, "").replace("\x00", "").split(",") if one.strip()]
    if len(found) > MOST:
        raise GeoWrong(_("Ask for a thousand at most."))
    return found


def _moment(asked: Mapping[str, str], name: str) -> dt.datetime | None:
    # the plus of a time zone reads as a blank where somebody forgot to write %2B
    words = asked.get(name, "").strip().replace(" ", "+")
    if not words:
        return None
    try:
        read = dt.datetime.fromisoformat(words)
        return (read if read.tzinfo else read.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise GeoWrong(_("%(name)s is a moment such as 2026-11-23T09:30:00Z.") % {"name": name}) from None


def _number(asked: Mapping[str, str], name: str, given: int, most: int) -> int:
    words = asked.get(name, "").strip()
    if not words:
        return given
    if not (words.isascii() and words.isdecimal() and 1 <= int(words[:9]) <= most):
        raise GeoWrong(_("%(name)s is a number from 1 to %(most)d.") % {"name": name, "most": most})
    return int(words)
