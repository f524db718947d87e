"""The kinds of concerns to start with. Coordinators change them as they like."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from concerns.categories import INITIAL


def create_categories(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    categories = apps.get_model("concerns", "Category").objects
    for position, (key, name, guidance) in enumerate(INITIAL, start=1):
        values = {"name": name, "guidance": guidance, "position": position}
        categories.get_or_create(key=key, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_initial")]

    operations = [migrations.RunPython(create_categories, migrations.RunPython.noop)]
