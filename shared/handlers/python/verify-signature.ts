/** A file that verifies with the standard library. */
export const pythonVerifySignature = `"""Verifies what a sender signed with Svix or by Standard Webhooks."""

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Mapping

TOLERANCE_SECONDS = 5 * 60


def verify_signature(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether body came from who knows the secret, at most five minutes ago.

    The names of headers are in lower case; body is as it came, not parsed.
    Raises ValueError where the secret is none.
    """

    def header(name: str) -> str:
        return headers.get(f"svix-{name}") or headers.get(f"webhook-{name}") or ""

    message_id, timestamp = header("id"), header("timestamp")
    if message_id == "" or not re.fullmatch(r"[0-9]{1,15}", timestamp):
        return False
    if abs(int(time.time()) - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    content = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(_key_of(secret), content, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    # Several while a secret is being replaced; one that matches is enough.
    entries = header("signature").split(" ")
    return any(hmac.compare_digest(entry.encode(), expected) for entry in entries)


def _key_of(secret: str) -> bytes:
    """The secret is base64, behind a prefix that may be missing."""
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    if key == b"":
        raise ValueError("STACK_WEBHOOK_SECRET is no signing secret")
    return key
`
