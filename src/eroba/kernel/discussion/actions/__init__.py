"""What can be done in a discussion; the only place that writes."""

from eroba.kernel.discussion.actions.moderating import (
    decide_appeal,
    hide_comment,
    keep_comment,
    publish_comment,
    restore_comment,
)
from eroba.kernel.discussion.actions.opening import close_discussion, open_discussion
from eroba.kernel.discussion.actions.writing import (
    agree,
    appeal_hiding,
    blank_comments_of,
    choose_public_name,
    edit_comment,
    report_comment,
    stop_agreeing,
    withdraw_comment,
    write_comment,
)

__all__ = [
    "agree",
    "appeal_hiding",
    "blank_comments_of",
    "choose_public_name",
    "close_discussion",
    "decide_appeal",
    "edit_comment",
    "hide_comment",
    "keep_comment",
    "open_discussion",
    "publish_comment",
    "report_comment",
    "restore_comment",
    "stop_agreeing",
    "withdraw_comment",
    "write_comment",
]
