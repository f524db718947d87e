from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from leaders import tasks
from leaders.models import AreaImport, ContactImport
from tests.factories.leaders import AreaImportFactory, ContactImportFactory


def test_files_nobody_imported_within_a_week_are_emptied(db):
    eight_days_ago = timezone.now() - timedelta(days=8)
    ContactImportFactory(created_at=eight_days_ago)
    AreaImportFactory(created_at=eight_days_ago)
    fresh = ContactImportFactory()

    tasks.forget_old_files()

    assert ContactImport.objects.open().get() == fresh
    assert [bytes(row.content) for row in AreaImport.objects.all()] == [b""]
