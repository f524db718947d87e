"""The eight kinds of joint work to start with. Departments change them and add their own."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from initiatives.playbooks import INITIAL


def create_playbooks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    playbooks = apps.get_model("initiatives", "Playbook").objects
    for values in INITIAL:
        playbooks.get_or_create(key=values["key"], defaults=values)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0001_initial")]

    operations = [migrations.RunPython(create_playbooks, migrations.RunPython.noop)]
