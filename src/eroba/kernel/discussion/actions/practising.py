"""Making the beginning of a practice case: invented people who wrote comments in a training copy."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.discussion import rules
from eroba.kernel.discussion.models import Comment, Discussion, Hiding, Report
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.people.models import Account, Role
from eroba.kernel.people.queries import current_appointments

Said = Mapping[str, Any]
WRITERS = "writer{}@training.invalid"


@action(may=rules.may_prepare_practice)
def prepare_practice_comment(by: Actor, *, said: Said, trainee: Account) -> Done[Comment]:
    """Open an invented matter to discussion, with the comment the practice case is about and others beside it."""
    title = said["matter"]
    matter = open_matter(
        kind="need", prefix="TST", title_ka=title["ka"], title_en=title["en"], visibility="public"
    )
    moderation = "before" if said.get("looked_at_first") else "after"
    discussion = Discussion.objects.create(matter=matter, moderation=moderation)
    for other in said.get("others", ()):
        _comment(discussion, other, 2)
    comment = _comment(discussion, said["comment"], 1)
    for number, reason in enumerate(said.get("reports", ()), start=3):
        Report.objects.create(comment=comment, account=_writer(number), reason=reason)
    if hidden := said.get("hidden"):
        Hiding.objects.create(
            comment=comment, reason=hidden["reason"], words=_in_words(hidden), by_account=_colleague(trainee)
        )
    return Done(comment, subject=comment, after={"practice": str(comment.pk)})


def _comment(discussion: Discussion, said: Said, number: int) -> Comment:
    return Comment.objects.create(
        discussion=discussion,
        account=_writer(number),
        name=_in_words(said["name"]),
        text=_in_words(said["text"]),
        state=said.get("state", Comment.State.SHOWN),
    )


def _writer(number: int) -> Account:
    email = WRITERS.format(number)
    # nobody signs in as somebody invented
    return Account.objects.filter(email=email).first() or Account.objects.create_user(email, is_active=False)


def _colleague(trainee: Account) -> Account | None:
    accounts = Account.objects.filter(email__endswith="@training.invalid", is_active=False).exclude(
        pk=trainee.pk
    )
    posts = (post for one in accounts for post in current_appointments(one))
    return next((post.account for post in posts if post.role == Role.CLERK), None)


def _in_words(said: Said) -> str:
    return str(said["en"] if get_language() == "en" else said["ka"])
