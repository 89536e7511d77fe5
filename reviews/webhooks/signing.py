"""Standard Webhooks, version 1.0.0: what stands in the head of a message.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
from datetime import datetime

from reviews.models import WebhookEndpoint
from reviews.webhooks import sealing


def headers(endpoint: WebhookEndpoint, *, uid: str, payload: str, now: datetime) -> dict[str, str]:
    """Raises sealing.Unreadable. The timestamp is that of the attempt: receivers refuse old ones.

    For a day after a rotation there are two signatures: either secret is enough to check one.
    """
    moment = int(now.timestamp())
    sealed = [endpoint.secret]
    if endpoint.former_until is not None and endpoint.former_until > now:
        sealed.append(endpoint.former_secret)
    signatures = (
        signature(sealing.open_(each), uid=uid, moment=moment, payload=payload) for each in sealed
    )
    return {
        "Accept": "*/*",
        "Content-Type": "application/json",
        "webhook-id": uid,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(signatures),
    }


def signature(secret: str, *, uid: str, moment: int, payload: str) -> str:
    """HMAC-SHA256 over id, timestamp (seconds since 1970) and body."""
    key = base64.b64decode(secret.removeprefix(sealing.PREFIX))
    signed = hmac.digest(key, f"{uid}.{moment}.{payload}".encode(), hashlib.sha256)
    return f"v1,{base64.b64encode(signed).decode()}"
