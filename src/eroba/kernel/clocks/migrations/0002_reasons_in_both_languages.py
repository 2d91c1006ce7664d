from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clocks", "0001_initial"),
    ]

    operations = [
        migrations.RenameField(model_name="pause", old_name="reason", new_name="reason_ka"),
        migrations.AddField(
            model_name="pause",
            name="reason_en",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
