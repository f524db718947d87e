"""What messages say is kept beside their rows.

Queueing, claiming, sending and listing touch the rows only; with text and HTML inside them each
would move ten times as much. No Django model option says this to PostgreSQL.
"""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE outbox_message SET (toast_tuple_target = 256, fillfactor = 70)",
            "ALTER TABLE outbox_message RESET (toast_tuple_target, fillfactor)",
        )
    ]
