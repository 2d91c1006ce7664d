"""What happens after a notice was written: its e-mail leaves. When the mail server is down the outbox tries again."""

from smtplib import SMTPRecipientsRefused

from eroba.kernel.actions import system_actor
from eroba.kernel.notify.actions import note_emailed
from eroba.kernel.notify.facts import NoticeWritten
from eroba.kernel.notify.mail import letter_of
from eroba.kernel.notify.models import Notice
from eroba.kernel.outbox.models import Delivery

PERMANENT = 500


def on_notice_written(fact: NoticeWritten, delivery: Delivery) -> None:
    """Sends the notice by e-mail, once, if the person has an account; any error means "later"."""
    notice = (
        Notice.objects.select_related("account", "municipality", "matter").filter(pk=fact.notice_id).first()
    )
    if notice is None or notice.account is None or notice.emailed_at or notice.email_problem:
        return
    problem = ""
    try:
        letter_of(notice, to=notice.account.email).send()
    except SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        if code < PERMANENT:
            raise
        problem = f"{code} {words.decode('utf-8', 'replace')}"
    note_emailed(system_actor("notify"), notice=notice, problem=problem)
