"""Deadlines that stood before reasons were kept in both languages: what we wrote ourselves is said in both."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PAYMENT = ("გადახდის მოლოდინი", "waiting for a payment")
PAPER = ("ველოდებით დოკუმენტს: ", "waiting for a paper: ")


def say_in_both(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    """Give each reason of ours its other language; what the paper is called stays as it was written."""
    pauses = apps.get_model("clocks", "Pause").objects.filter(reason_en="")
    pauses.filter(reason_ka__in=PAYMENT).update(reason_ka=PAYMENT[0], reason_en=PAYMENT[1])
    for begins in PAPER:
        for pause in pauses.filter(reason_ka__startswith=begins).iterator():
            title = pause.reason_ka.removeprefix(begins)
            pause.reason_ka, pause.reason_en = PAPER[0] + title, PAPER[1] + title
            pause.save(update_fields=["reason_ka", "reason_en"])


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0007_a_draft_makes_room"),
        ("clocks", "0002_reasons_in_both_languages"),
    ]

    operations = [migrations.RunPython(say_in_both, migrations.RunPython.noop)]
