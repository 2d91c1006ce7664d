"""What stands behind the addresses of discussions, for the walk through two towns."""

from typing import Any

from eroba.kernel.discussion.actions import choose_public_name, hide_comment, open_discussion, write_comment
from eroba.kernel.matters.numbering import open_matter


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Makes a discussion with a comment that is shown, one that is hidden, and one that was never published."""
    matter = open_matter(kind="need", prefix="DSC", title_ka="ა", title_en="a", visibility="public")
    head, resident = hall.actor(hall.head), hall.actor(hall.resident)
    discussion = open_discussion(head, matter=matter)
    choose_public_name(resident, name="A neighbour")
    comment = write_comment(resident, discussion=discussion, text="public words")
    hidden = write_comment(resident, discussion=discussion, text=hall.mark)
    hide_comment(head, comment=hidden, reason="insult", words="not here")
    one, gone = {"comment_id": comment.pk}, {"comment_id": hidden.pk}
    return {
        "discussion:answer": one,
        "discussion:edit": one,
        "discussion:withdraw": one,
        "discussion:agree": one,
        "discussion:report": one,
        "discussion:appeal": gone,
        "discussion:discussion": {"number": matter.number},
        "discussion:write": {"number": matter.number},
        "discussion:feed": {"number": matter.number},
        "discussion:moderate": gone,
        "discussion:open": {"number": matter.number},
    }
