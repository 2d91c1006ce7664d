from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0001_initial"),
    ]

    operations = [
        migrations.RenameField(model_name="connection", old_name="owner", new_name="owner_ka"),
        migrations.AddField(
            model_name="connection",
            name="owner_en",
            field=models.CharField(
                blank=True, default="", max_length=160, verbose_name="owner of the register, in English"
            ),
            preserve_default=False,
        ),
    ]
