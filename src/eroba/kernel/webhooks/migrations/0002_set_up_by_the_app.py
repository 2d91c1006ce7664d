from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="webhook",
            name="off_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("town", "the town hall itself"),
                    ("app", "the app itself"),
                    ("address", "the address, which is no more"),
                ],
                default="",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="webhook",
            name="challenge",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The word sent to the address, until the app has shown it.",
                max_length=64,
            ),
            preserve_default=False,
        ),
    ]
