"""The only functions that write news, send it, and keep what people wish and follow."""

from eroba.kernel.notify.actions.calendars import make_calendar_address, revoke_calendar_address
from eroba.kernel.notify.actions.choosing import choose_quiet_hours, choose_wishes, stop_kind
from eroba.kernel.notify.actions.following import (
    WAITS_FOR,
    ask_to_follow,
    confirm_follow,
    follow,
    forget_person,
    forget_unconfirmed,
    unfollow,
)
from eroba.kernel.notify.actions.phones import KEPT_FOR, ask_phone_check, confirm_phone, forget_old_checks
from eroba.kernel.notify.actions.sending import let_go, make_digest, note_digest_sent, note_sent, note_tried
from eroba.kernel.notify.actions.writing import (
    mark_read,
    notify_account,
    notify_follower,
    notify_person,
    write_notice,
)

__all__ = [
    "KEPT_FOR",
    "WAITS_FOR",
    "ask_phone_check",
    "ask_to_follow",
    "choose_quiet_hours",
    "choose_wishes",
    "confirm_follow",
    "confirm_phone",
    "follow",
    "forget_old_checks",
    "forget_person",
    "forget_unconfirmed",
    "let_go",
    "make_calendar_address",
    "make_digest",
    "mark_read",
    "note_digest_sent",
    "note_sent",
    "note_tried",
    "notify_account",
    "notify_follower",
    "notify_person",
    "revoke_calendar_address",
    "stop_kind",
    "unfollow",
    "write_notice",
]
