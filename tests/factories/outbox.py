"""Messages without surprises."""

from __future__ import annotations

import factory

from outbox.drafts import Draft
from outbox.models import Message, Suppression


class DraftFactory(factory.Factory):
    class Meta:
        model = Draft

    key = factory.Sequence(lambda n: f"draft:{n}")
    kind = "meetings.test"
    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    language = "en"
    subject = "Subject"
    text = "Text"


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"message:{n}")
    kind = "meetings.test"
    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    language = "en"
    subject = "Subject"
    text = "Text"
    message_id = factory.Sequence(lambda n: f"<test-{n}@liaison.example>")


class SuppressionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Suppression

    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    reason = Suppression.Reason.BOUNCED
