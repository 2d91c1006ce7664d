"""What was noted of e-mails on the notice itself moves to the notice's way out by e-mail."""

from django.db import migrations


def carry_over(apps, schema_editor):
    """One sending for each notice that had, or should have had, an e-mail."""
    notice_model, sending = apps.get_model("notify", "Notice"), apps.get_model("notify", "Sending")
    for notice in notice_model.objects.filter(account__isnull=False).iterator():
        sending.objects.create(
            municipality_id=notice.municipality_id,
            notice=notice,
            channel="email",
            pace="at_once",
            due_at=notice.written_at,
            let_go_at=notice.written_at,
            sent_at=notice.emailed_at,
            problem=notice.email_problem,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("notify", "0004_ways_out"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(model_name="notice", name="email_problem"),
        migrations.RemoveField(model_name="notice", name="emailed_at"),
    ]
