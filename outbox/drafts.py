"""What another app hands over to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LONGEST_KEY = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """One message to one recipient, complete: the outbox adds nothing a reader sees.

    `key` names the purpose ("meeting:7:reminder:1440:leader:12"): two drafts of the same key are
    one message, whoever writes them and however often.
    """

    key: str
    kind: str
    address: str
    language: str
    subject: str
    text: str
    html: str = ""
    calendar: str = ""
    calendar_method: str = ""
    recipient: str = ""
    about: str = ""
    reason: str = ""
    not_before: datetime | None = None
    expires_at: datetime | None = None
    reply_to: str = ""
    # Holds a link by which whoever reads it acts for its reader: nobody in the app reads it.
    is_sealed: bool = False
    # Shown to nobody in the app: that this address gets it tells what others must not know.
    is_private: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.key) <= LONGEST_KEY:
            raise ValueError(f"A message's key has 1 to {LONGEST_KEY} characters: {self.key[:40]}")
        if bool(self.calendar) != bool(self.calendar_method):
            raise ValueError(f"A calendar part and its method come together: {self.key}")
