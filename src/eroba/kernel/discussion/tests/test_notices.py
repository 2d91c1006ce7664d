"""What authors of comments are told, and what they are not."""

import pytest

from eroba.kernel.discussion import actions
from eroba.kernel.discussion.actions import open_discussion
from eroba.kernel.notify.models import Notice
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(in_ozurgeti):
    """Somebody with an account and no person here."""
    account = Account.objects.create_user("writer@example.org", "a long password")
    by = actor_of(account)
    actions.choose_public_name(by, name="Writer")
    return by


@pytest.fixture
def told(writer, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def subjects(by=writer) -> list[str]:
        while deliver_due():
            pass
        return [n.subject for n in Notice.objects.filter(account=by.account_id).order_by("written_at", "id")]

    return subjects


def test_an_author_hears_of_answers_but_not_of_their_own(discussion, writer, applicant, told):
    first = actions.write_comment(writer, discussion=discussion, text="Where is the bench?")
    actions.write_comment(writer, discussion=discussion, text="I add something", answers=first)
    assert told() == []
    actions.write_comment(applicant, discussion=discussion, text="In the park", answers=first)
    assert told() == ["თქვენს კომენტარს უპასუხეს"]
    notice = Notice.objects.get()
    assert "In the park" not in notice.body and f"#comment-{first.answers_id or ''}"[:9] in notice.path
    assert notice.kind == "discussion.mine"


def test_an_author_hears_why_a_comment_was_hidden_and_what_became_of_the_appeal(
    discussion, writer, clerk, head, told
):
    comment = actions.write_comment(writer, discussion=discussion, text="Something rude")
    hiding = actions.hide_comment(clerk, comment=comment, reason="insult", words="{Please} be kind")
    assert told() == ["თქვენი კომენტარი დაიმალა"]
    assert "{Please} be kind" in Notice.objects.get().body and "შეურაცხყოფა" in Notice.objects.get().body
    actions.appeal_hiding(writer, hiding=hiding, words="It was a joke")
    hiding.refresh_from_db()
    actions.decide_appeal(head, hiding=hiding, outcome="upheld", words="It was not")
    assert told()[1:] == ["თქვენი კომენტარი დამალული რჩება"]
    comment.refresh_from_db()
    actions.restore_comment(clerk, comment=comment)
    assert told()[2:] == ["თქვენი კომენტარი კვლავ ჩანს"]


def test_an_author_who_had_to_wait_hears_when_it_is_published(discussion, writer, clerk, told):
    open_discussion(clerk, matter=discussion.matter, moderation="before")
    discussion.refresh_from_db()
    comment = actions.write_comment(writer, discussion=discussion, text="May I?")
    assert told() == []
    actions.publish_comment(clerk, comment=comment)
    assert told() == ["თქვენი კომენტარი გამოქვეყნდა"]
