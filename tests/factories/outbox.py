"""Messages without surprises."""

from __future__ import annotations

import factory

from outbox.models import Message


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"test:{n}")
    kind = "test"
    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    language = "en"
    subject = "Subject"
    text = "Text"
    message_id = factory.Sequence(lambda n: f"<test-{n}@liaison.example>")
