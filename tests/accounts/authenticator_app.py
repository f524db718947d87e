"""What an authenticator app does (RFC 6238), so that a test can type its code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time


def code_of(secret, ago=0):
    """The six digits shown `ago` seconds ago."""
    counter = struct.pack(">Q", int(time.time() - ago) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
