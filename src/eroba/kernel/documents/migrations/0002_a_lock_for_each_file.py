from django.db import migrations, models

import eroba.kernel.audit.second_lock


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="second_salt",
            field=models.BinaryField(
                default=eroba.kernel.audit.second_lock.new_salt,
                help_text="Opens what the journal keeps of this file; destroyed with it.",
            ),
        ),
    ]
