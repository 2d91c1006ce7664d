"""Notices and their ways out, what people wish to get, what they follow, and their calendars."""

from eroba.kernel.notify.models.calendars import CalendarAddress
from eroba.kernel.notify.models.follows import Follow
from eroba.kernel.notify.models.notices import Digest, Notice, Sending
from eroba.kernel.notify.models.phones import PhoneCheck
from eroba.kernel.notify.models.wishes import Channel, Pace, QuietHours, Wish

__all__ = [
    "CalendarAddress",
    "Channel",
    "Digest",
    "Follow",
    "Notice",
    "Pace",
    "PhoneCheck",
    "QuietHours",
    "Sending",
    "Wish",
]
