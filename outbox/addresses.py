"""What may stand in a mail's header. Nothing here can smuggle in a second header."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.crypto import salted_hmac

# Django also takes quoted names; no real person's address needs them, and they hide too much.
FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f\"<>(),;:\\]")
FOLDED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_validate = EmailValidator()


def is_address(address: str) -> bool:
    if FORBIDDEN.search(address):
        return False
    try:
        _validate(address)
    except ValidationError:
        return False
    return True


def one_line(text: str, longest: int) -> str:
    """Line breaks and control characters folded to single spaces."""
    line = FOLDED.sub(" ", str(text)).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def message_id(key: str) -> str:
    """The same for the same key, another in every installation: mail programs drop repeated ids."""
    digest = salted_hmac("outbox.message_id", key, algorithm="sha256").hexdigest()
    return f"<{digest[:40]}@{site_host()}>"


def site_host() -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"  # noqa: PLR2004
