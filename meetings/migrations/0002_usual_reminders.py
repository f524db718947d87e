"""The department's usual reminders: a week and a day before."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

USUAL_MINUTES = (7 * 24 * 60, 24 * 60)


def create_usual_reminders(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rules = apps.get_model("meetings", "ReminderRule").objects
    for minutes in USUAL_MINUTES:
        rules.get_or_create(series=None, meeting=None, minutes_before=minutes)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        migrations.RunPython(create_usual_reminders, migrations.RunPython.noop),
    ]
