"""What research and checking say of well-known programs."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from initiatives.cases import INITIAL


def create_cases(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    cases = apps.get_model("initiatives", "CaseStudy").objects
    for values in INITIAL:
        cases.get_or_create(key=values["key"], defaults=values)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0002_first_playbooks")]

    operations = [migrations.RunPython(create_cases, migrations.RunPython.noop)]
