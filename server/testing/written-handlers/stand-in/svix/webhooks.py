"""Stands in for the library of Svix, which Debian does not have: its names, and what its verify() refuses.

Like the library it decodes the secret leniently, and throws ValueError for a header that it cannot take apart.
"""

import base64
import hashlib
import hmac
import json
import time


class WebhookVerificationError(Exception):
    pass


class Webhook:
    def __init__(self, secret):
        self.key = base64.b64decode(secret.removeprefix("whsec_"))

    def verify(self, data, headers):
        text = data if isinstance(data, str) else data.decode()
        for prefix in ("svix", "webhook"):
            given = [headers.get(f"{prefix}-{name}") for name in ("id", "timestamp", "signature")]
            if all(given):
                return self.check(text, *given)
        raise WebhookVerificationError("Missing required headers")

    def check(self, text, message_id, timestamp, signatures):
        if abs(time.time() - float(timestamp)) > 300:
            raise WebhookVerificationError("Message timestamp too old or too new")
        content = f"{message_id}.{timestamp}.{text}".encode()
        expected = hmac.new(self.key, content, hashlib.sha256).digest()
        for entry in signatures.split(" "):
            version, signature = entry.split(",")
            if version == "v1" and hmac.compare_digest(base64.b64decode(signature), expected):
                return json.loads(text)
        raise WebhookVerificationError("No matching signature found")
